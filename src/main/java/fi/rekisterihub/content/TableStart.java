package fi.rekisterihub.content;

import fi.rekisterihub.mapping.ContentFormat.Frame;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where a table begins among the first rows of a file: below titles, which fill a cell or two, and with a row of headings
 * or without one.
 *
 * @param skip rows above it
 * @param columns how many it has
 * @param named whether its first row names them
 */
record TableStart(int skip, int columns, boolean named) {

    /** Of the cells of the fullest row, what a row has that is no title. */
    private static final double TABLE = 0.6;

    /** What no heading looks like: an address of mail, or many digits as in telephone and business numbers. */
    private static final Pattern VALUE = Pattern.compile(".*@.*|.*\\d{5}.*|\\+?[\\d ()-]{7,}");

    /** @param rows the first ones, also those that are blank */
    static TableStart in(List<List<String>> rows) {
        int fullest = rows.stream().mapToInt(TableStart::filled).max().orElse(0);
        int least = Math.max(1, (int) Math.ceil(fullest * TABLE));
        int first = IntStream.range(0, rows.size())
                .filter(i -> filled(rows.get(i)) >= least)
                .findFirst()
                .orElse(0);
        List<String> row = rows.isEmpty() ? List.of() : rows.get(first);
        boolean titles = rows.subList(0, first).stream().anyMatch(above -> filled(above) > 0);
        return new TableStart(titles ? first : 0, row.size(), row.stream().noneMatch(cell -> VALUE.matcher(cell.strip())
                .matches()));
    }

    Frame frame() {
        List<String> names = IntStream.rangeClosed(1, columns)
                .mapToObj("column%d"::formatted)
                .toList();
        return new Frame(skip, named ? List.of() : names, null);
    }

    private static int filled(List<String> row) {
        return (int) row.stream().filter(cell -> !cell.isBlank()).count();
    }
}
