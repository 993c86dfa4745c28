package fi.rekisterihub.mapping;

import fi.rekisterihub.Section;
import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Json;
import java.nio.charset.Charset;

/** Reads {@code content:} of a mapping table. Each type has options of its own; another's is a finding. */
final class ContentReader {

    private ContentReader() {}

    static ContentFormat read(Section table) {
        return table.section("content").map(ContentReader::format).orElse(new Json("", false));
    }

    private static ContentFormat format(Section content) {
        String type = content.oneOf("type", "json", "json", "csv", "fixed");
        return switch (type) {
            case "csv" -> csv(content.only("type", "delimiter", "charset", "full"));
            case "fixed" ->
                FixedReader.read(content.only(
                        "type", "charset", "columns", "separator", "skip", "line-length", "trailing-blanks", "full"));
            default ->
                new Json(
                        content.only("type", "records", "full")
                                .optionalText("records")
                                .orElse(""),
                        full(content));
        };
    }

    private static Csv csv(Section content) {
        return new Csv(
                isFound(content, "charset") ? null : content.parsed("charset", "UTF-8", ContentReader::charset),
                isFound(content, "delimiter") ? null : content.parsed("delimiter", ",", ContentReader::character),
                full(content));
    }

    /** Whether the hub is to find the option in each file. */
    private static boolean isFound(Section content, String option) {
        return content.optionalText(option).orElse("auto").equals("auto");
    }

    static boolean full(Section content) {
        return content.oneOf("full", "false", "true", "false").equals("true");
    }

    static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "it is no character set; write UTF-8, ISO-8859-1 or windows-1252.", unknown);
        }
    }

    static char character(String text) {
        String character = text.equals("tab") ? "\t" : text;
        if (character.length() != 1) {
            throw new IllegalArgumentException("it is one character, or the word tab or auto");
        }
        return character.charAt(0);
    }
}
