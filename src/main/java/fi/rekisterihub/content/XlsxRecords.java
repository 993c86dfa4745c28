package fi.rekisterihub.content;

import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.ContentFormat.Xlsx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** One sheet of an Excel workbook; its first row names the columns. Values come as the text that a CSV file would have. */
final class XlsxRecords implements RecordReader {

    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);

    private final XlsxFile file;
    private final Xlsx format;
    private final List<String> header;

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
            rows.next();
            for (Row row = rows.next(); row != null; row = rows.next()) {
                ordinal++;
                Map<String, String> fields = new LinkedHashMap<>();
                BadRecord bad = fill(fields, row, text);
                consumer.take(ordinal, row.getRowNum(), () -> Json.of(fields), fields, bad);
            }
        });
    }

    private List<String> readHeader() {
        List<String> names = new ArrayList<>();
        walk((text, rows) -> {
            Row row = rows.next();
            for (int i = 0; row != null && i < row.getCellCount(); i++) {
                names.add(text.of(row.getCell(i)).strip());
            }
        });
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.isEmpty() && !seen.add(name)) {
                throw new UnreadableDelivery(
                        "Two columns of the sheet are called '%s'; rename one.".formatted(name), null);
            }
        }
        if (seen.isEmpty()) {
            throw new UnreadableDelivery("The sheet has no row that names the columns.", null);
        }
        return names;
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
                        "The cell %s lies in a column that the first row does not name.".formatted(cell.getAddress()));
            }
            if (named || !value.isEmpty()) {
                fields.put(named ? header.get(i) : "column " + (i + 1), value);
            }
        }
        return bad;
    }

    private void walk(Walker walker) {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.checked().toFile(), WITH_FORMATS);
                Stream<Row> rows = sheet(workbook).openStream()) {
            XlsxText text = new XlsxText(workbook.isDate1904());
            walker.walk(text, new FilledRows(rows.iterator(), text, format.skip()));
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
