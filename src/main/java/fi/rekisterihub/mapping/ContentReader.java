package fi.rekisterihub.mapping;

import fi.rekisterihub.Section;
import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Frame;
import fi.rekisterihub.mapping.ContentFormat.Hashes;
import fi.rekisterihub.mapping.ContentFormat.Json;
import fi.rekisterihub.mapping.ContentFormat.Xlsx;
import fi.rekisterihub.mapping.ContentFormat.Xml;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code content:} of a mapping table. Each type has options of its own; another's is a finding. */
final class ContentReader {

    private ContentReader() {}

    static ContentFormat read(Section table) {
        return table.section("content").map(ContentReader::format).orElse(new Json("", null, false));
    }

    private static ContentFormat format(Section content) {
        String type = content.oneOf(
                "type", "json", "json", "xml", "csv", "fixed", "xlsx", "hashes", "population", "population-file");
        return switch (type) {
            case "csv" -> csv(content.only("type", "delimiter", "charset", "skip", "columns", "trailer", "full"));
            case "fixed" ->
                FixedReader.read(content.only(
                        "type",
                        "charset",
                        "columns",
                        "separator",
                        "skip",
                        "line-length",
                        "trailing-blanks",
                        "trailer",
                        "full"));
            case "hashes" -> hashes(content.only("type", "length", "full"));
            case "population", "population-file" -> population(content.only("type"), type.equals("population-file"));
            case "xml" -> xml(content.only("type", "records", "lists", "full"), full(content));
            case "xlsx" -> xlsx(content.only("type", "sheet", "skip", "columns", "trailer", "full"));
            default -> json(content.only("type", "records", "xml", "full"));
        };
    }

    private static Xlsx xlsx(Section content) {
        return new Xlsx(
                content.optionalText("sheet").orElse(null),
                new Frame(
                        skip(content),
                        columns(content),
                        content.optionalText("trailer").orElse(null)),
                full(content));
    }

    private static int skip(Section content) {
        return content.parsed("skip", "0", text -> FixedReader.number(text, 0));
    }

    /** The names of columns that the file does not name itself. */
    private static List<String> columns(Section content) {
        List<String> columns = content.texts("columns");
        if (content.has("columns") && columns.isEmpty()) {
            content.problem("columns", "'columns' needs the names of the columns, as in [number, name, phone].");
        }
        for (int i = 0; i < columns.size(); i++) {
            if (columns.indexOf(columns.get(i)) < i) {
                content.problemAt("columns", i, "Another column is called '%s' too.".formatted(columns.get(i)));
            }
        }
        return columns;
    }

    private static Json json(Section content) {
        boolean full = full(content);
        return new Json(
                content.optionalText("records").orElse(""),
                content.section("xml")
                        .map(xml -> xml(xml.only("records", "lists"), full))
                        .orElse(null),
                full);
    }

    /** {@code lists} holds {@code item} for an element that repeats, {@code list.item} for one that wraps the items. */
    private static Xml xml(Section content, boolean full) {
        Map<String, String> wrapped = new HashMap<>();
        Set<String> repeated = new HashSet<>();
        for (String list : content.texts("lists")) {
            int dot = list.indexOf('.');
            if (dot < 0) {
                repeated.add(list);
            } else {
                wrapped.put(list.substring(0, dot), list.substring(dot + 1));
            }
        }
        return new Xml(content.optionalText("records").orElse(""), wrapped, repeated, full);
    }

    private static Csv csv(Section content) {
        return new Csv(
                isFound(content, "charset") ? null : content.parsed("charset", "UTF-8", ContentReader::charset),
                isFound(content, "delimiter") ? null : content.parsed("delimiter", ",", ContentReader::character),
                new Frame(
                        skip(content),
                        columns(content),
                        content.optionalText("trailer").orElse(null)),
                full(content));
    }

    /** Whether the hub is to find the option in each file. */
    private static boolean isFound(Section content, String option) {
        return content.optionalText(option).orElse("auto").equals("auto");
    }

    /** A list that holds nothing but hashes says their algorithm by their length: SHA-1, SHA-256 or SHA-512. */
    private static Hashes hashes(Section content) {
        return new Hashes(Integer.parseInt(content.oneOf("length", "20", "20", "32", "64")), full(content));
    }

    private static ContentFormat population(Section content, boolean fixed) {
        return new ContentFormat.Population(fixed);
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
