package fi.rekisterihub.content;

import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.ContentFormat.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file, with what may stand above its rows and below them. Fields come as text under the names of the header, which
 * is a row of the file or stands in the mapping.
 */
final class CsvRecords implements RecordReader {

    private final ByteSource file;
    private final CsvForm form;
    private final Frame frame;
    private final List<String> header;
    private final Map<String, Integer> columns = new HashMap<>();
    private String above = "";
    private String below = "";

    CsvRecords(ByteSource file, CsvForm form, Frame frame) {
        this.file = file;
        this.form = form;
        this.frame = frame;
        this.header = readHeader();
        for (int i = 0; i < header.size(); i++) {
            columns.put(header.get(i), i);
        }
    }

    @Override
    public String dialect() {
        return "csv" + form.delimiter() + String.join("\u001f", header);
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public Edges edges() {
        return new Edges(above, below);
    }

    @Override
    public void read(RecordConsumer consumer) {
        CsvRow row = new CsvRow(form.delimiter(), form.charset());
        CsvRow cut = new CsvRow(form.delimiter(), form.charset());
        CsvFields fields = new CsvFields(columns, row);
        try (InputStream in = file.open();
                CsvAhead rows = new CsvAhead(top(in, cut), cut, row)) {
            boolean any = rows.next();
            if (any && (frame.columns().isEmpty() || Header.repeats(frame, cells(row)))) {
                any = rows.next();
            }
            long ordinal = 0;
            boolean ended = false;
            while (any) {
                Trailers.refuseAfter(ended, row.line);
                ended = isTrailer(row);
                if (!ended) {
                    consumer.take(++ordinal, row.line, row, fields, fault(row));
                }
                any = rows.next();
            }
            Trailers.refuseWithout(ended, frame.trailer());
        } catch (IOException e) {
            throw new UncheckedIOException("The delivered file cannot be read.", e);
        }
    }

    private List<String> readHeader() {
        CsvRow row = new CsvRow(form.delimiter(), form.charset());
        try (InputStream in = file.open()) {
            CsvCut rows = top(in, row);
            if (!rows.next() || row.field(0).startsWith("<") || above.startsWith("<")) {
                throw new UnreadableDelivery(
                        "The file has no CSV %s; what came is empty or an HTML page."
                                .formatted(frame.columns().isEmpty() ? "header line" : "rows"),
                        null);
            }
            if (!frame.columns().isEmpty()) {
                return frame.columns();
            }
            if (!row.isText()) {
                throw new UnreadableDelivery(
                        "The header line is not text in %s; set content.charset in the mapping to what the sender uses."
                                .formatted(form.charset()),
                        null);
            }
            return Header.of(cells(row), "line %d".formatted(row.line));
        } catch (IOException e) {
            throw new UncheckedIOException("The delivered file cannot be read.", e);
        }
    }

    /** Below what Excel is told and the rows to be passed over. */
    private CsvCut top(InputStream in, CsvRow row) throws IOException {
        CsvTop top = new CsvTop(in);
        Character said = top.separator();
        if (said != null && said != form.delimiter()) {
            throw new UnreadableDelivery(
                    ("The first line of the file says that '%s' stands between its fields, and the mapping says '%s'. Take"
                                    + " content.delimiter out of the mapping, so that each file shows its own.")
                            .formatted(said, form.delimiter()),
                    null);
        }
        CsvCut rows = new CsvCut(top.rest(), top.lines(), form.delimiter(), row);
        StringBuilder passed = new StringBuilder();
        for (int i = 0; i < frame.skip() && rows.nextOrBlank(); i++) {
            passed.append(row.text()).append('\n');
        }
        above = passed.toString();
        return rows;
    }

    /** The first rows of the file, also those that are blank, whatever they are. */
    List<List<String>> firstRows(int most) {
        CsvRow row = new CsvRow(form.delimiter(), form.charset());
        List<List<String>> first = new ArrayList<>();
        try (InputStream in = file.open()) {
            CsvCut rows = top(in, row);
            while (first.size() < most && rows.nextOrBlank()) {
                first.add(cells(row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The delivered file cannot be read.", e);
        }
        return first;
    }

    private static List<String> cells(CsvRow row) {
        List<String> cells = new ArrayList<>(row.count);
        for (int i = 0; i < row.count; i++) {
            cells.add(row.field(i));
        }
        return cells;
    }

    private boolean isTrailer(CsvRow row) {
        String trailer = frame.trailer();
        if (trailer == null) {
            return false;
        }
        String text = row.text();
        if (text.startsWith(trailer)) {
            below = text;
            return true;
        }
        return false;
    }

    private @Nullable BadRecord fault(CsvRow row) {
        if (row.tooLong) {
            return new BadRecord(
                    null,
                    "The row is longer than %,d bytes; only its beginning is kept.".formatted(CsvCut.LONGEST_ROW));
        }
        if (row.unsound) {
            return new BadRecord(
                    null,
                    "Something stands behind a closing quote, so where the value ends cannot be said; a quote within a value is written twice.");
        }
        if (row.count != header.size() && !isOnlyWiderByBlanks(row)) {
            return new BadRecord(
                    null,
                    "The row has %d fields where the %s has %d."
                            .formatted(row.count, frame.columns().isEmpty() ? "header" : "mapping", header.size()));
        }
        return row.isText()
                ? null
                : new BadRecord(
                        null,
                        "The row is not text in %s, which the mapping's content.charset says it is."
                                .formatted(form.charset()));
    }

    /** Programs that end each row with a delimiter may leave it out of the header. */
    private boolean isOnlyWiderByBlanks(CsvRow row) {
        if (row.count < header.size()) {
            return false;
        }
        for (int i = header.size(); i < row.count; i++) {
            if (!row.isEmpty(i)) {
                return false;
            }
        }
        return true;
    }
}
