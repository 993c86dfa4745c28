package fi.rekisterihub.content;

import fi.rekisterihub.mapping.BadRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CSV file with a header line. Fields come as text under the names of the header. */
final class CsvRecords implements RecordReader {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ByteSource file;
    private final CsvForm format;
    private final List<String> header;
    private final Map<String, Integer> columns = new HashMap<>();

    CsvRecords(ByteSource file, CsvForm format) {
        this.file = file;
        this.format = format;
        this.header = readHeader();
        for (int i = 0; i < header.size(); i++) {
            columns.put(header.get(i), i);
        }
    }

    @Override
    public String dialect() {
        return "csv" + format.delimiter() + String.join("\u001f", header);
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public void read(RecordConsumer consumer) {
        CsvRow row = new CsvRow(format.delimiter(), format.charset());
        CsvFields fields = new CsvFields(columns, row);
        try (InputStream in = open()) {
            CsvCut rows = new CsvCut(in, format.delimiter(), row);
            rows.next();
            long ordinal = 0;
            while (rows.next()) {
                consumer.take(++ordinal, rows.rowLine(), row, fields, fault(rows, row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The delivered file cannot be read.", e);
        }
    }

    private List<String> readHeader() {
        CsvRow row = new CsvRow(format.delimiter(), format.charset());
        try (InputStream in = open()) {
            if (!new CsvCut(in, format.delimiter(), row).next() || row.field(0).startsWith("<")) {
                throw new UnreadableDelivery(
                        "The file has no CSV header line; what came is empty or an HTML page.", null);
            }
            if (!row.isText()) {
                throw new UnreadableDelivery(
                        "The header line is not text in %s; set content.charset in the mapping to what the sender uses."
                                .formatted(format.charset()),
                        null);
            }
            List<String> names = new ArrayList<>(row.count);
            for (int i = 0; i < row.count; i++) {
                names.add(row.field(i).strip());
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("The delivered file cannot be read.", e);
        }
    }

    private InputStream open() throws IOException {
        PushbackInputStream in = new PushbackInputStream(file.open(), BYTE_ORDER_MARK.length);
        byte[] start = in.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
            in.unread(start);
        }
        return in;
    }

    private @Nullable BadRecord fault(CsvCut rows, CsvRow row) {
        if (rows.tooLong()) {
            return new BadRecord(
                    null,
                    "The row is longer than %,d bytes; only its beginning is kept.".formatted(CsvCut.LONGEST_ROW));
        }
        if (row.unsound) {
            return new BadRecord(
                    null,
                    "Something stands behind a closing quote, so where the value ends cannot be said; a quote within a value is written twice.");
        }
        if (row.count != header.size()) {
            return new BadRecord(
                    null, "The row has %d fields where the header has %d.".formatted(row.count, header.size()));
        }
        return row.isText()
                ? null
                : new BadRecord(
                        null,
                        "The row is not text in %s, which the mapping's content.charset says it is."
                                .formatted(format.charset()));
    }
}
