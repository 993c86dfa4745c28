package fi.rekisterihub.content;

import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.ContentFormat.Xlsx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** One sheet of an Excel workbook; its first row names the columns unless the mapping does. Values come as the text that a CSV file would have. */
final class XlsxRecords implements RecordReader {

    private final XlsxFile file;
    private final Xlsx format;
    private final List<String> header;
    private String below = "";

    XlsxRecords(DeliveredFile file, Xlsx format) {
        this.file = new XlsxFile(file);
        this.format = format;
        this.header = readHeader();
    }

    @Override
    public String dialect() {
        return "xlsx" + String.join("\u001f", header);
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public void read(RecordConsumer consumer) {
        walk((text, rows) -> {
            long ordinal = 0;
            Row first = rows.next();
            boolean named = first != null
                    && (format.frame().columns().isEmpty() || Header.repeats(format.frame(), cells(first, text)));
            boolean ended = false;
            for (Row row = named ? rows.next() : first; row != null; row = rows.next()) {
                Trailers.refuseAfter(ended, row.getRowNum());
                ended = isTrailer(row, text);
                if (!ended) {
                    Map<String, String> fields = new LinkedHashMap<>();
                    BadRecord bad = fill(fields, row, text);
                    consumer.take(++ordinal, row.getRowNum(), () -> Json.of(fields), fields, bad);
                }
            }
            Trailers.refuseWithout(ended, format.frame().trailer());
        });
    }

    private List<String> readHeader() {
        if (!format.frame().columns().isEmpty()) {
            return format.frame().columns();
        }
        List<String> names = new ArrayList<>();
        walk((text, rows) -> {
            Row row = rows.next();
            if (row != null) {
                names.addAll(Header.of(cells(row, text), "row %d".formatted(row.getRowNum())));
            }
        });
        if (names.isEmpty()) {
            throw new UnreadableDelivery("The sheet has no row that names the columns.", null);
        }
        return names;
    }

    @Override
    public Edges edges() {
        int skip = format.frame().skip();
        String above = skip == 0
                ? ""
                : firstRows(skip).stream().map(row -> String.join(" ", row)).collect(Collectors.joining("\n"));
        return new Edges(above, below);
    }

    /** The first rows of the sheet, also those that are blank. */
    List<List<String>> firstRows(int most) {
        List<List<String>> first = new ArrayList<>();
        walk(0, (text, rows) -> {
            for (Row row = rows.next(); row != null && row.getRowNum() <= most; row = rows.next()) {
                while (first.size() < row.getRowNum() - 1) {
                    first.add(List.of());
                }
                first.add(cells(row, text));
            }
        });
        return first;
    }

    /** Sums often stand under the columns that they are of, with nothing to their left. */
    private boolean isTrailer(Row row, XlsxText text) {
        String trailer = format.frame().trailer();
        if (trailer == null) {
            return false;
        }
        String said = String.join(" ", cells(row, text)).strip();
        if (said.startsWith(trailer)) {
            below = said;
            return true;
        }
        return false;
    }

    private static List<String> cells(Row row, XlsxText text) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.getCellCount(); i++) {
            cells.add(text.of(row.getCell(i)));
        }
        return cells;
    }

    private @Nullable BadRecord fill(Map<String, String> fields, Row row, XlsxText text) {
        BadRecord bad = null;
        for (int i = 0; i < Math.max(header.size(), row.getCellCount()); i++) {
            Cell cell = i < row.getCellCount() ? row.getCell(i) : null;
            String value = text.of(cell);
            boolean named = i < header.size() && !header.get(i).isEmpty();
            if (cell != null && cell.getType() == CellType.ERROR) {
                bad = new BadRecord(null, "The cell %s shows an error of Excel.".formatted(cell.getAddress()));
            } else if (cell != null && !named && !value.isEmpty()) {
                bad = new BadRecord(
                        null,
                        "The cell %s lies in a column that %s does not name."
                                .formatted(
                                        cell.getAddress(),
                                        format.frame().columns().isEmpty() ? "the first row" : "the mapping"));
            }
            if (named || !value.isEmpty()) {
                fields.put(named ? header.get(i) : "column " + (i + 1), value);
            }
        }
        return bad;
    }

    private void walk(Walker walker) {
        walk(format.frame().skip(), walker);
    }

    private void walk(int skip, Walker walker) {
        try (ReadableWorkbook workbook =
                        new ReadableWorkbook(file.checked().toFile(), new ReadingOptions(file.isStyled(), true));
                Stream<Row> rows = sheet(workbook).openStream()) {
            XlsxText text = new XlsxText(workbook.isDate1904());
            walker.walk(text, new FilledRows(rows.iterator(), text, skip));
        } catch (ExcelReaderException | IOException e) {
            throw XlsxFile.damaged(e);
        }
    }

    private Sheet sheet(ReadableWorkbook workbook) {
        String name = format.sheet();
        return workbook.getSheets()
                .filter(sheet -> name == null
                        ? sheet.getVisibility() == SheetVisibility.VISIBLE
                        : sheet.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnreadableDelivery(
                        name == null
                                ? "The workbook has no visible sheet."
                                : "The workbook has no sheet '%s'.".formatted(name),
                        null));
    }

    @FunctionalInterface
    private interface Walker {
        void walk(XlsxText text, FilledRows rows);
    }

    /** The rows that hold anything, below those to be skipped. */
    private record FilledRows(Iterator<Row> rows, XlsxText text, int skip) {

        @Nullable
        Row next() {
            while (rows.hasNext()) {
                Row row = rows.next();
                if (row.getRowNum() > skip
                        && row.stream().anyMatch(cell -> !text.of(cell).isEmpty())) {
                    return row;
                }
            }
            return null;
        }
    }
}
