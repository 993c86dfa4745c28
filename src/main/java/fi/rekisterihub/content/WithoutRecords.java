package fi.rekisterihub.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Fixed;
import fi.rekisterihub.mapping.ContentFormat.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A delivery written anew without some of its records, so that every record that stays reads exactly as before. Rows of CSV
 * and lines of a layout can be left out of a file of any size, and records out of a page of JSON; other forms only as a whole.
 */
public final class WithoutRecords {

    private final ContentFormat format;
    private final CsvForm form;

    /** @param form how the delivery is written, when it is CSV */
    public WithoutRecords(ContentFormat format, CsvForm form) {
        this.format = format;
        this.form = form;
    }

    /** Whether a record is to go. */
    public interface Going {

        /**
         * @param text the record as it was delivered
         * @param fields nothing of one that cannot be read
         * @param readable false for one of which only the text is known
         */
        boolean goes(String text, Map<String, ?> fields, boolean readable);
    }

    /** Whether a file of this form can be written anew; any other goes as a whole. */
    public boolean canRewriteFiles() {
        return format instanceof Csv || format instanceof Fixed;
    }

    /** How many records are to go. */
    public static long count(RecordReader reader, Going going) {
        long[] count = {0};
        reader.read((ordinal, line, raw, fields, bad) -> {
            if (going.goes(raw.text(), fields, bad == null)) {
                count[0]++;
            }
        });
        return count[0];
    }

    /** Writes the file without them, in constant memory. */
    public void file(RecordReader reader, Going going, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, charset());
        writer.write("\n".repeat(skip()));
        if (format instanceof Csv csv && csv.frame().columns().isEmpty()) {
            writer.write(new RowText(format, form, reader.header()).line(reader.header()));
            writer.write('\n');
        }
        reader.read((ordinal, line, raw, fields, bad) -> {
            String text = raw.text();
            if (!going.goes(text, fields, bad == null)) {
                write(writer, text);
            }
        });
        String trailer = trailer();
        if (trailer != null) {
            write(writer, trailer);
        }
        writer.flush();
    }

    /** The page without them; empty when it must go as a whole. */
    public Optional<byte[]> page(byte[] page, Going going) {
        if (!(format instanceof Json json) || json.xml() != null) {
            return Optional.empty();
        }
        TreeSet<Integer> places = new TreeSet<>();
        int[] all = {0};
        RecordReaders.ofDocuments(List.of((ByteSource) () -> new ByteArrayInputStream(page)), format)
                .read((ordinal, line, raw, fields, bad) -> {
                    if (going.goes(raw.text(), fields, bad == null)) {
                        places.add(all[0]);
                    }
                    all[0]++;
                });
        try {
            JsonNode document = fi.rekisterihub.content.Json.MAPPER.readTree(page);
            JsonNode list = document;
            for (String step :
                    json.records().isEmpty() ? new String[0] : json.records().split("\\.")) {
                list = list.path(step);
            }
            if (!(list instanceof ArrayNode records) || records.size() != all[0]) {
                return Optional.empty();
            }
            places.descendingSet().forEach(records::remove);
            return Optional.of(fi.rekisterihub.content.Json.MAPPER.writeValueAsBytes(document));
        } catch (JsonProcessingException severalDocuments) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("A page in memory cannot fail to be read.", e);
        }
    }

    private Charset charset() {
        return format instanceof Fixed fixed ? fixed.charset() : form.charset();
    }

    private int skip() {
        return format instanceof Fixed fixed
                ? fixed.skip()
                : ((Csv) format).frame().skip();
    }

    private @Nullable String trailer() {
        return format instanceof Fixed fixed
                ? fixed.trailer()
                : ((Csv) format).frame().trailer();
    }

    private static void write(Writer writer, String line) {
        try {
            writer.write(line);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
