package fi.rekisterihub.content;

import fi.rekisterihub.mapping.ContentFormat.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds out how a CSV file is written where the mapping does not say it: the encoding from the whole file, the delimiter
 * from the header line. Offices in Finland save UTF-8 with or without a byte order mark, Windows-1252, or the UTF-16 of
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
            byte[] start = start(file);
            Charset charset = said == null ? charset(file, start) : said;
            return new CsvForm(charset, delimiter == null ? delimiter(new String(start, charset)) : delimiter);
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery cannot be read.", e);
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

    private static char delimiter(String start) {
        int[] counts = new int[DELIMITERS.length];
        boolean quoted = false;
        for (int i = 0; i < start.length(); i++) {
            char c = start.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                break;
            } else if (!quoted) {
                for (int d = 0; d < DELIMITERS.length; d++) {
                    counts[d] += c == DELIMITERS[d] ? 1 : 0;
                }
            }
        }
        int most = Arrays.stream(counts).max().orElse(0);
        for (int d = 0; d < DELIMITERS.length; d++) {
            if (counts[d] == most) {
                return DELIMITERS[d];
            }
        }
        return DELIMITERS[0];
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
