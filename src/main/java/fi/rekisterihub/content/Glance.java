package fi.rekisterihub.content;

import fi.rekisterihub.mapping.ContentFormat.Csv;
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
import org.springframework.util.unit.DataSize;

/**
 * A look at the beginning of a file with columns, before there is a mapping for it.
 *
 * @param workbook whether it is an Excel workbook; else it is CSV
 * @param written how it is written, in words
 * @param columns in their order
 * @param rows the first ones that can be read
 */
public record Glance(boolean workbook, String written, List<String> columns, List<Map<String, String>> rows) {

    private static final int MOST_ROWS = 2_000;
    private static final DataSize LARGEST = DataSize.ofGigabytes(16);

    public Glance {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * @param skip rows of a workbook before the one that names the columns
     * @throws UnreadableDelivery when it is neither CSV nor a workbook
     */
    public static Glance at(Path file, int skip) {
        DeliveredFile delivered = new DeliveredFile(file, LARGEST);
        try {
            if (isWorkbook(delivered)) {
                return of(true, "an Excel workbook", new XlsxRecords(delivered, new Xlsx(null, skip, false)));
            }
            refuseDocuments(delivered);
            CsvForm form = CsvDetection.of(delivered, new Csv(null, null, false));
            String delimiter = form.delimiter() == '\t' ? "tabs" : "'%s'".formatted(form.delimiter());
            return of(
                    false,
                    "CSV in %s with %s between the columns".formatted(form.charset(), delimiter),
                    RecordReaders.csv(delivered, form));
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read.".formatted(file), e);
        }
    }

    private static Glance of(boolean workbook, String written, RecordReader reader) {
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
            return new Glance(workbook, written, columns, rows);
        }
        return new Glance(workbook, written, columns, rows);
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
