package fi.rekisterihub.permission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import fi.rekisterihub.SpreadsheetCell;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One form of an extract, a row at a time. */
interface ExtractWriter {

    void row(ExtractRow row);

    /** What comes after the last row. */
    void end(long rows) throws IOException;

    static ExtractWriter of(ExtractFormat format, long id, ExtractRequest request, OutputStream out)
            throws IOException {
        return format == ExtractFormat.CSV ? new Csv(request, out) : new Json(id, request, out);
    }

    /** As RFC 4180 says, in UTF-8; what a spreadsheet would run is disarmed. */
    final class Csv implements ExtractWriter {

        private static final List<String> HEADERS = List.of("List-Unsubscribe", "List-Unsubscribe-Post");

        private final CsvWriter csv;
        private final boolean headers;

        private Csv(ExtractRequest request, OutputStream out) {
            this.csv = CsvWriter.builder().build(out);
            this.headers = request.channel().equals("email");
            List<String> names = new ArrayList<>(request.fields());
            names.add(0, "person");
            names.add("unsubscribe");
            if (headers) {
                names.addAll(HEADERS);
            }
            csv.writeRecord(names);
        }

        @Override
        public void row(ExtractRow row) {
            List<String> cells = new ArrayList<>();
            cells.add(Long.toString(row.personId()));
            row.values().forEach(value -> cells.add(SpreadsheetCell.harmless(value)));
            cells.add(row.url());
            if (headers) {
                HEADERS.forEach(name -> cells.add(row.headers().getOrDefault(name, "")));
            }
            csv.writeRecord(cells);
        }

        @Override
        public void end(long rows) throws IOException {
            csv.flush();
        }
    }

    /** One object; its last field is how many persons it has, so that a cut-off one is seen to be one. */
    final class Json implements ExtractWriter {

        private final JsonGenerator json;
        private final List<String> fields;

        private Json(long id, ExtractRequest request, OutputStream out) throws IOException {
            this.json = new JsonFactory()
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .createGenerator(out);
            this.fields = request.fields();
            json.writeStartObject();
            json.writeNumberField("extract", id);
            json.writeStringField("register", request.registerId());
            json.writeStringField("purpose", request.purpose());
            json.writeStringField("channel", request.channel());
            json.writeStringField("scope", request.scope());
            json.writeArrayFieldStart("persons");
        }

        @Override
        public void row(ExtractRow row) {
            try {
                json.writeStartObject();
                json.writeNumberField("person", row.personId());
                for (int i = 0; i < fields.size(); i++) {
                    String value = row.values().get(i);
                    if (value != null) {
                        json.writeStringField(fields.get(i), value);
                    }
                }
                json.writeStringField("unsubscribe", row.url());
                if (!row.headers().isEmpty()) {
                    json.writeObjectFieldStart("headers");
                    for (Map.Entry<String, String> header : row.headers().entrySet()) {
                        json.writeStringField(header.getKey(), header.getValue());
                    }
                    json.writeEndObject();
                }
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void end(long rows) throws IOException {
            json.writeEndArray();
            json.writeNumberField("count", rows);
            json.writeEndObject();
            json.flush();
        }
    }
}
