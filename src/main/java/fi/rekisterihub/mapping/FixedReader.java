package fi.rekisterihub.mapping;

import fi.rekisterihub.Section;
import fi.rekisterihub.mapping.ContentFormat.Column;
import fi.rekisterihub.mapping.ContentFormat.Fixed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the layout of lines with fields at fixed places, and refuses one that cannot be meant so. */
final class FixedReader {

    private static final int LONGEST = 100_000;

    private FixedReader() {}

    static Fixed read(Section content) {
        @Nullable
        Character separator =
                content.has("separator") ? content.parsed("separator", "|", ContentReader::character) : null;
        List<Column> columns = columns(content, separator != null);
        int end = columns.isEmpty() ? 1 : columns.get(columns.size() - 1).to();
        int lineLength = content.parsed("line-length", String.valueOf(end), text -> number(text, 1));
        if (lineLength < end) {
            content.problem(
                    "line-length",
                    "The columns reach to character %d, beyond 'line-length: %d'.".formatted(end, lineLength));
        }
        return new Fixed(
                content.parsed("charset", "ISO-8859-1", ContentReader::charset),
                columns,
                separator,
                content.parsed("skip", "0", text -> number(text, 0)),
                lineLength,
                content.oneOf("trailing-blanks", "kept", "kept", "cut").equals("cut"),
                content.optionalText("trailer").orElse(null),
                ContentReader.full(content));
    }

    private static List<Column> columns(Section content, boolean separated) {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int next = 1;
        for (Section line : content.sections("columns")) {
            line.only("name", "from", "length");
            Column column = new Column(
                    line.text("name"),
                    line.parsed("from", String.valueOf(next), text -> number(text, 1)),
                    line.has("length") ? line.parsed("length", "1", text -> number(text, 1)) : missingLength(line));
            if (column.from() < next) {
                line.problem(
                        "from",
                        "The column '%s' begins at character %d, where the one before has not ended; the next free one is %d."
                                .formatted(column.name(), column.from(), next));
            }
            if (!names.add(column.name())) {
                line.problem("name", "Another column is called '%s' too.".formatted(column.name()));
            }
            columns.add(column);
            next = column.to() + (separated ? 2 : 1);
        }
        if (columns.isEmpty()) {
            content.problem("columns", "'columns' needs a list of lines '- {name: …, length: …}'.");
        }
        return columns;
    }

    private static int missingLength(Section line) {
        line.problem("length", "'length' is missing in columns: how many characters the column has.");
        return 1;
    }

    static int number(String text, int least) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= LONGEST) {
                return number;
            }
        } catch (NumberFormatException notEvenOne) {
            throw new IllegalArgumentException("it is no whole number", notEvenOne);
        }
        throw new IllegalArgumentException("it must be from %d to %d".formatted(least, LONGEST));
    }
}
