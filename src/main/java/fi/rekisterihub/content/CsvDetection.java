package fi.rekisterihub.content;

import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds out how a CSV file is written where the mapping does not say it: the encoding from the whole file, the delimiter
 * from what the file tells Excel or from the row that names the columns. Offices in Finland save UTF-8 with or without a byte order mark, Windows-1252, or the UTF-16 of
 * Excel's <i>Unicode text</i>.
 */
final class CsvDetection {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int LONGEST_HEADER = 1 << 16;
    /** In the order in which they win when a header line has as many of two. */
    private static final char[] DELIMITERS = {';', '\t', '|', ','};

    private CsvDetection() {}

    /** @throws UnreadableDelivery when the file is written in two encodings, or cannot be unpacked */
    static CsvForm of(ByteSource file, Csv format) {
        Charset said = format.charset();
        Character delimiter = format.delimiter();
        if (said != null && delimiter != null) {
            return new CsvForm(said, delimiter);
        }
        try {
            Charset charset = said == null ? charset(file, start(file)) : said;
            return new CsvForm(charset, delimiter == null ? delimiter(file, charset, format.frame()) : delimiter);
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery cannot be read.", e);
        }
    }

    /** As {@link #of}, for a file of which nobody knows yet whether titles stand above its table. */
    static CsvForm below(ByteSource file, int rows) {
        CsvForm form = of(file, new Csv(null, null, Frame.HEADER_ONLY, false));
        for (int skip = 0; skip < rows; skip++) {
            Csv lower = new Csv(form.charset(), null, new Frame(skip, List.of(), null), false);
            CsvForm found = of(file, lower);
            if (RecordReaders.csv(file, found, new Frame(0, List.of("column1"), null)).firstRows(skip + 1).stream()
                    .skip(skip)
                    .anyMatch(row -> row.size() > 1)) {
                return found;
            }
        }
        return form;
    }

    private static char delimiter(ByteSource file, Charset charset, Frame frame) throws IOException {
        boolean ofBytes = new CsvForm(charset, ';').isOfBytes();
        try (InputStream in = (ofBytes ? file : file.inUtf8(charset)).open()) {
            CsvTop top = new CsvTop(in);
            Character said = top.separator();
            String start =
                    new String(top.rest().readNBytes(LONGEST_HEADER), ofBytes ? charset : StandardCharsets.UTF_8);
            return said == null ? delimiter(start, frame) : said;
        }
    }

    private static byte[] start(ByteSource file) throws IOException {
        try (InputStream in = file.open()) {
            return in.readNBytes(LONGEST_HEADER);
        }
    }

    private static Charset charset(ByteSource file, byte[] start) throws IOException {
        if (startsWith(start, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        Utf8Watch watch = new Utf8Watch();
        try (InputStream in = file.open()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                watch.look(buffer, read);
            }
        }
        watch.end();
        if (watch.broken() == 0) {
            return StandardCharsets.UTF_8;
        }
        if (watch.nordic() > watch.broken()) {
            // The rows that are something else are parked one by one.
            return StandardCharsets.UTF_8;
        }
        if (watch.nordic() > 0) {
            throw new UnreadableDelivery(
                    ("The file is written in two encodings: line %d is UTF-8 and line %d is not. Have it saved in one, or"
                                    + " name the right one as content.charset in the mapping.")
                            .formatted(watch.nordicLine(), watch.brokenLine()),
                    null);
        }
        return WINDOWS;
    }

    /** By the row that names the columns, or by the first one when the mapping does and so says how many there are. */
    private static char delimiter(String start, Frame frame) {
        int[] counts = counts(start, frame.skip());
        int most = Arrays.stream(counts).max().orElse(0);
        int wanted = frame.columns().isEmpty() ? most : frame.columns().size() - 1;
        for (int want : new int[] {wanted, most}) {
            for (int d = 0; d < DELIMITERS.length; d++) {
                if (counts[d] == want) {
                    return DELIMITERS[d];
                }
            }
        }
        return DELIMITERS[0];
    }

    /** How often each delimiter stands in the first row that has any, below those to be passed over. */
    private static int[] counts(String start, int skip) {
        int[] counts = new int[DELIMITERS.length];
        boolean quoted = false;
        boolean any = false;
        int line = 0;
        for (int i = 0; i < start.length(); i++) {
            char c = start.charAt(i);
            quoted ^= c == '"';
            if (!quoted && (c == '\n' || c == '\r')) {
                if (any && line >= skip) {
                    break;
                }
                line += c == '\r' && i + 1 < start.length() && start.charAt(i + 1) == '\n' ? 0 : 1;
                any = false;
            } else if (line >= skip) {
                any = true;
                for (int d = 0; d < DELIMITERS.length && !quoted; d++) {
                    counts[d] += c == DELIMITERS[d] ? 1 : 0;
                }
            }
        }
        return counts;
    }

    private static boolean startsWith(byte[] start, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
