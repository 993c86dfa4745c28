package fi.rekisterihub.intake;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import fi.rekisterihub.mapping.BadRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CSV file with a header line. Fields come as text under the names of the header. */
final class CsvRecords implements RecordReader {

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
        try (CsvReader<CsvRecord> records = open()) {
            long ordinal = 0;
            boolean first = true;
            for (CsvRecord row : records) {
                if (first) {
                    first = false;
                    continue;
                }
                ordinal++;
                consumer.take(
                        ordinal, row.getStartingLineNumber(), () -> text(row), new CsvFields(columns, row), fault(row));
            }
        } catch (CsvParseException e) {
            throw new UnreadableDelivery("The file is not CSV: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            throw new UnreadableDelivery(
                    "The file is not text in %s; set content.charset in the mapping to what the sender uses."
                            .formatted(format.charset()),
                    e);
        }
    }

    private List<String> readHeader() {
        try (CsvReader<CsvRecord> records = open()) {
            List<String> names = new ArrayList<>();
            for (CsvRecord row : records) {
                row.getFields().forEach(name -> names.add(name.strip()));
                break;
            }
            if (names.isEmpty() || (names.size() == 1 && names.get(0).startsWith("<"))) {
                throw new UnreadableDelivery(
                        "The file has no CSV header line; what came is empty or an HTML page.", null);
            }
            return names;
        } catch (CsvParseException | UncheckedIOException e) {
            throw new UnreadableDelivery("The header line cannot be read as CSV in %s.".formatted(format.charset()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CsvReader<CsvRecord> open() throws IOException {
        Reader text = new BufferedReader(
                new InputStreamReader(file.open(), format.charset().newDecoder()));
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                // A row of another length is one bad row, which is parked; it does not end the file.
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text);
    }

    private @Nullable BadRecord fault(CsvRecord row) {
        return row.getFieldCount() == header.size()
                ? null
                : new BadRecord(
                        null,
                        "The row has %d fields where the header has %d.".formatted(row.getFieldCount(), header.size()));
    }

    /** The row as it would be written most plainly: how a sender chose to quote it says nothing. */
    private String text(CsvRecord row) {
        StringBuilder text = new StringBuilder(160);
        for (int i = 0; i < row.getFieldCount(); i++) {
            if (i > 0) {
                text.append(format.delimiter());
            }
            String field = row.getField(i);
            if (isPlain(field)) {
                text.append(field);
            } else {
                text.append('"').append(field.replace("\"", "\"\"")).append('"');
            }
        }
        return text.toString();
    }

    private boolean isPlain(String field) {
        char delimiter = format.delimiter();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return true;
    }
}
