package fi.rekisterihub.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code Name: value} lines that stand in text, with their continuations. */
final class HeaderLines {

    private static final Pattern FIELD = Pattern.compile("^([!-9;-~]{1,80})[ \\t]{0,4}:(.*)$", Pattern.DOTALL);
    private static final int MOST_LINES = 2000;

    private HeaderLines() {}

    /** Adds the fields of the first block of lines. */
    static void into(Headers headers, String text) {
        String name = null;
        StringBuilder value = new StringBuilder();
        int lines = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (lines++ > MOST_LINES || line.isBlank() && name != null) {
                break;
            }
            Matcher field = FIELD.matcher(line);
            if (name != null && (line.startsWith(" ") || line.startsWith("\t"))) {
                value.append(' ').append(line.strip());
            } else if (field.matches()) {
                add(headers, name, value);
                name = field.group(1);
                value = new StringBuilder(field.group(2).strip());
            }
        }
        add(headers, name, value);
    }

    private static void add(Headers headers, @org.jspecify.annotations.Nullable String name, StringBuilder value) {
        if (name != null) {
            headers.add(name, PartCollector.decodedWords(value.toString()));
        }
    }
}
