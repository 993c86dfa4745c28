package fi.rekisterihub.content;

import fi.rekisterihub.mapping.ContentFormat.Frame;
import fi.rekisterihub.mapping.ContentFormat.Xlsx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A look at the beginning of a file with columns, before there is a mapping for it.
 *
 * @param workbook whether it is an Excel workbook; else it is CSV
 * @param written how it is written, in words
 * @param skip rows of titles above the table
 * @param named whether a row of the file names the columns; else they are called column1, column2 …
 * @param columns in their order
 * @param rows the first ones that can be read
 */
public record Glance(
        boolean workbook,
        String written,
        int skip,
        boolean named,
        List<String> columns,
        List<Map<String, String>> rows) {

    private static final int MOST_ROWS = 2_000;
    private static final int ROWS_FOR_THE_START = 50;
    private static final DataSize LARGEST = DataSize.ofGigabytes(16);
    /** Stands in while nobody knows how many columns there are. */
    private static final Frame UNKNOWN = new Frame(0, List.of("column1"), null);

    public Glance {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * @param skip rows before the one that names the columns, null when they are to be told from the table
     * @throws UnreadableDelivery when it is neither CSV nor a workbook
     */
    public static Glance at(Path file, @Nullable Integer skip) {
        DeliveredFile delivered = new DeliveredFile(file, LARGEST);
        try {
            if (isWorkbook(delivered)) {
                XlsxRecords start = new XlsxRecords(delivered, new Xlsx(null, UNKNOWN, false));
                Frame frame = frame(start.firstRows(ROWS_FOR_THE_START), skip);
                return of(true, "an Excel workbook", frame, new XlsxRecords(delivered, new Xlsx(null, frame, false)));
            }
            refuseDocuments(delivered);
            CsvForm form = CsvDetection.below(delivered, ROWS_FOR_THE_START);
            List<List<String>> start =
                    RecordReaders.csv(delivered, form, UNKNOWN).firstRows(ROWS_FOR_THE_START);
            Frame frame = frame(start, skip);
            String delimiter = form.delimiter() == '\t' ? "tabs" : "'%s'".formatted(form.delimiter());
            return of(
                    false,
                    "CSV in %s with %s between the columns".formatted(form.charset(), delimiter),
                    frame,
                    RecordReaders.csv(delivered, form, frame));
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read.".formatted(file), e);
        }
    }

    private static Frame frame(List<List<String>> rows, @Nullable Integer skip) {
        if (skip == null) {
            return TableStart.in(rows).frame();
        }
        TableStart below = TableStart.in(rows.subList(Math.min(skip, rows.size()), rows.size()));
        return new TableStart(skip, below.columns(), below.named()).frame();
    }

    private static Glance of(boolean workbook, String written, Frame frame, RecordReader reader) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> columns =
                reader.header().stream().filter(name -> !name.isBlank()).toList();
        try {
            reader.read((ordinal, line, raw, fields, bad) -> {
                if (bad == null) {
                    Map<String, String> row = new LinkedHashMap<>();
                    columns.forEach(column -> row.put(column, String.valueOf(fields.get(column))));
                    rows.add(row);
                }
                if (rows.size() == MOST_ROWS) {
                    throw new Enough();
                }
            });
        } catch (Enough seen) {
            // The rest of the file would say no more.
        }
        return new Glance(workbook, written, frame.skip(), frame.columns().isEmpty(), columns, rows);
    }

    private static boolean isWorkbook(DeliveredFile file) throws IOException {
        try (InputStream in = Files.newInputStream(file.path())) {
            byte[] start = in.readNBytes(2);
            if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
                return false;
            }
        }
        return DeliveredFile.isWorkbook(file.path());
    }

    private static void refuseDocuments(DeliveredFile file) throws IOException {
        try (InputStream in = file.open()) {
            int sign = in.read();
            if (sign == '{' || sign == '[' || sign == '<') {
                throw new UnreadableDelivery(
                        "Columns are proposed for CSV files and Excel workbooks. For JSON or XML begin with a copy of a mapping"
                                + " such as mappings/prh-company.yaml.",
                        null);
            }
        }
    }

    /** Ends the reading: what is needed has been seen. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("Enough has been read.", null, false, false);
        }
    }
}
