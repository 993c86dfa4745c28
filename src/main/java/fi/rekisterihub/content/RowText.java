package fi.rekisterihub.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Fixed;
import fi.rekisterihub.mapping.ContentFormat.Frame;
import fi.rekisterihub.mapping.ContentFormat.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of parked rows, put back into the form in which their feed sends them. */
public final class RowText {

    private final ContentFormat format;
    private final CsvForm form;
    private final List<String> header;

    /**
     * @param form how the delivery of the rows is written, when it is CSV
     * @param header the names of its columns, empty where rows do not lie under a header
     */
    public RowText(ContentFormat format, CsvForm form, List<String> header) {
        this.format = format;
        this.form = form;
        this.header = header;
    }

    public List<String> header() {
        return header;
    }

    public CsvForm form() {
        return form;
    }

    /** A whole file that holds these rows and no others, in their order. */
    public byte[] file(List<String> rows) {
        if (format instanceof Csv csv) {
            Frame frame = csv.frame();
            String names = frame.columns().isEmpty() ? line(header) + "\n" : "";
            return encoded(framed(frame.skip(), names + lines(rows), frame.trailer()), form.charset());
        }
        if (format instanceof Fixed fixed) {
            return encoded(framed(fixed.skip(), lines(rows), fixed.trailer()), fixed.charset());
        }
        if (format instanceof Hashes) {
            return HexFormat.of().parseHex(String.join("", rows));
        }
        if (format instanceof ContentFormat.Json json) {
            return encoded(wrapped(rows, json.records()), StandardCharsets.UTF_8);
        }
        // A row of the other forms is kept as the object that its elements or cells became, and is read so again.
        return encoded(wrapped(rows, ""), StandardCharsets.UTF_8);
    }

    /** @throws Unmendable when the text is not exactly one row */
    public void mustBeOneRow(String text) {
        boolean one = format instanceof Csv
                ? records(text).size() == 1
                : format instanceof Fixed
                        ? text.lines().count() == 1
                        : format instanceof Hashes hashes
                                ? text.matches("[0-9a-f]{%d}".formatted(hashes.length() * 2))
                                : isObject(text);
        if (!one) {
            throw new Unmendable(Unmendable.Why.NOT_ONE_ROW, "The text is not one row of the feed.");
        }
        file(List.of(text));
    }

    /** The values of a row under the header; fewer or more than the header has when the row is ragged. */
    public List<String> values(String text) {
        List<List<String>> records = format instanceof Csv ? records(text) : List.of();
        return records.size() == 1 ? records.get(0) : List.of();
    }

    /** The row that holds these values. */
    public String line(List<String> values) {
        return values.stream().map(this::field).collect(Collectors.joining(String.valueOf(form.delimiter())));
    }

    private String field(String value) {
        boolean plain = value.chars().noneMatch(c -> c == form.delimiter() || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    private List<List<String>> records(String text) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(form.delimiter())
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            return reader.stream().map(row -> List.copyOf(row.getFields())).toList();
        } catch (CsvParseException | IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static boolean isObject(String text) {
        try {
            return Json.MAPPER
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text)
                    .isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String lines(List<String> rows) {
        return rows.stream().map(row -> row + "\n").collect(Collectors.joining());
    }

    private static String framed(int skip, String rows, @Nullable String trailer) {
        return "\n".repeat(skip) + rows + (trailer == null ? "" : trailer + "\n");
    }

    private static String wrapped(List<String> rows, String path) {
        String text = "[" + String.join(",\n", rows) + "]";
        String[] steps = path.isEmpty() ? new String[0] : path.split("\\.");
        for (int i = steps.length - 1; i >= 0; i--) {
            text = "{" + Json.of(steps[i]) + ":" + text + "}";
        }
        return text;
    }

    private static byte[] encoded(String text, Charset charset) {
        try {
            // A fresh encoder reports what it cannot write, where String.getBytes would write a question mark.
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (CharacterCodingException e) {
            throw new Unmendable(
                    Unmendable.Why.CHARACTER,
                    "The text has a character that %s, the character set of this feed, cannot write."
                            .formatted(charset));
        }
    }
}
