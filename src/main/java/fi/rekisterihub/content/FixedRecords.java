package fi.rekisterihub.content;

import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.ContentFormat.Column;
import fi.rekisterihub.mapping.ContentFormat.Fixed;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines whose fields stand at fixed places; they come as text without the blanks around it. */
final class FixedRecords implements RecordReader {

    /** What is kept of a line beyond its due length, so that a person sees what runs on. */
    private static final int MARGIN = 1000;

    private final ByteSource file;
    private final Fixed format;
    private String above = "";
    private String below = "";

    FixedRecords(ByteSource file, Fixed format) {
        this.file = file;
        this.format = format;
    }

    /** The fields of one line that was kept; empty when it is no line of this layout, or was emptied since. */
    Map<String, String> fieldsOf(String line) {
        return line.isBlank() || fault(line, false) != null ? Map.of() : fields(line);
    }

    @Override
    public String dialect() {
        return "fixed";
    }

    @Override
    public Edges edges() {
        return new Edges(above, below);
    }

    @Override
    public void read(RecordConsumer consumer) {
        String trailer = format.trailer();
        StringBuilder passed = new StringBuilder();
        try (Lines lines = open()) {
            long ordinal = 0;
            boolean ended = false;
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (lines.number() <= format.skip()) {
                    passed.append(line).append('\n');
                } else if (!line.isBlank()) {
                    Trailers.refuseAfter(ended, lines.number());
                    ended = trailer != null && line.startsWith(trailer);
                    if (ended) {
                        below = line;
                    } else {
                        String raw = line;
                        BadRecord bad = fault(line, lines.wasTooLong());
                        consumer.take(++ordinal, lines.number(), () -> raw, bad == null ? fields(line) : Map.of(), bad);
                    }
                }
            }
            Trailers.refuseWithout(ended, trailer);
            above = passed.toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableDelivery(
                    "The file is not text in %s; set content.charset in the mapping to what the sender uses."
                            .formatted(format.charset()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery cannot be read.", e);
        }
    }

    private Lines open() throws IOException {
        return new Lines(
                new InputStreamReader(file.open(), format.charset().newDecoder()), format.lineLength() + MARGIN);
    }

    private Map<String, String> fields(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Column column : format.columns()) {
            int from = Math.min(column.from() - 1, line.length());
            fields.put(
                    column.name(),
                    line.substring(from, Math.min(column.to(), line.length())).strip());
        }
        return fields;
    }

    private @Nullable BadRecord fault(String line, boolean runsOn) {
        int length = format.lineLength();
        if (runsOn || line.length() > length || (line.length() < length && !format.cut())) {
            return new BadRecord(
                    null,
                    "The line has %s%d characters where the layout has %d."
                            .formatted(runsOn ? "more than " : "", line.length(), length));
        }
        Character separator = format.separator();
        return separator == null ? null : separated(line, separator);
    }

    private @Nullable BadRecord separated(String line, char separator) {
        for (Column column : format.columns()) {
            int before = column.from() - 2;
            if (before >= 0 && before < line.length() && line.charAt(before) != separator) {
                return new BadRecord(
                        null,
                        "Before the column '%s', at character %d, the line has no '%s'."
                                .formatted(column.name(), before + 1, separator));
            }
        }
        return null;
    }
}
