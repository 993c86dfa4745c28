package fi.rekisterihub.match;

import fi.rekisterihub.content.RecordReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a file into a {@link RecordTable}, value by value in the form in which it is compared. */
final class TableReader {

    private final RecordTable table;
    private final MatchColumns columns;
    private final Form form = new Form();
    private final FullNames fullNames;

    TableReader(RecordTable table, MatchColumns columns) {
        this.table = table;
        this.columns = columns;
        int family = table.column(FieldType.FAMILY_NAME);
        int given = table.column(FieldType.GIVEN_NAME);
        this.fullNames = new FullNames((row, name) -> {
            put(row, family, FieldType.FAMILY_NAME, name.family());
            put(row, given, FieldType.GIVEN_NAME, name.given());
        });
    }

    /** @return the numbers of the rows that could not be read; they have no values */
    List<Integer> read(RecordReader reader) {
        List<Integer> unread = new ArrayList<>();
        List<Column> read = new ArrayList<>();
        for (FieldType type : table.types()) {
            FieldType from = columns.takenFrom(type);
            List<String> names = columns.columns().getOrDefault(from == null ? type : from, List.of());
            // The two names that stand in one column are cut apart there.
            read.add(new Column(from == FieldType.FULL_NAME ? from : type, names, part(type, from)));
        }
        Column fullName = read.stream()
                .filter(column -> column.type == FieldType.FULL_NAME)
                .findFirst()
                .orElse(null);
        TableFilling filling = new TableFilling(table);
        reader.read((ordinal, line, raw, fields, bad) -> {
            int row = table.add();
            if (bad != null) {
                unread.add(row);
                return;
            }
            String[] values = new String[read.size()];
            for (int column = 0; column < values.length; column++) {
                Column from = read.get(column);
                values[column] = from.type == FieldType.FULL_NAME ? "" : from.of(fields);
            }
            String name = fullName == null ? "" : fullName.of(fields);
            if (!name.isEmpty()) {
                fullNames.add(row, name);
            }
            filling.add(row, values);
        });
        filling.finish();
        fullNames.settle();
        return unread;
    }

    private void put(int row, int column, FieldType type, String value) {
        if (column >= 0 && !value.isEmpty()) {
            form.of(type, value);
            table.set(row, column, form.bytes(), form.length());
        }
    }

    /** What of a text is the value, where several stand in one. */
    private UnaryOperator<String> part(FieldType type, @Nullable FieldType from) {
        boolean numbered = columns.takenFrom(FieldType.HOUSE_NUMBER) != null;
        if (type == FieldType.STREET && numbered) {
            return street -> street.substring(0, houseNumber(street));
        }
        return from == FieldType.STREET ? street -> street.substring(houseNumber(street)) : UnaryOperator.identity();
    }

    /** Where the house number begins, which is the first word with a digit after the first word; the end when there is none. */
    private static int houseNumber(String street) {
        for (int i = 1; i < street.length(); i++) {
            if (street.charAt(i - 1) == ' ' && Character.isDigit(street.charAt(i))) {
                return i;
            }
        }
        return street.length();
    }

    private record Column(FieldType type, List<String> names, UnaryOperator<String> part) {

        private String of(Map<String, ?> fields) {
            if (names.size() == 1) {
                return part.apply(text(fields.get(names.get(0))));
            }
            StringBuilder joined = new StringBuilder();
            for (String name : names) {
                String value = text(fields.get(name));
                if (!value.isEmpty() && !value.equals("NA")) {
                    joined.append(joined.length() == 0 ? "" : " ").append(value);
                }
            }
            return part.apply(joined.toString());
        }

        private static String text(@Nullable Object value) {
            return value == null ? "" : value.toString().strip();
        }
    }
}
