package fi.rekisterihub.content;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a text in bounded memory: of a line that never ends no more is kept than a mender needs to see it. */
final class Lines implements Closeable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader text;
    private final int longest;
    private final char[] buffer = new char[1 << 14];
    private final StringBuilder line = new StringBuilder();
    private int at;
    private int end;
    private long number;
    private boolean tooLong;

    /** @param longest characters that are kept of one line */
    Lines(Reader text, int longest) {
        this.text = text;
        this.longest = longest;
    }

    /** The next line without its end, null after the last. */
    @Nullable
    String next() throws IOException {
        line.setLength(0);
        tooLong = false;
        boolean any = false;
        while (fill()) {
            any = true;
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            keep(from, at - from);
            if (at < end) {
                at++;
                break;
            }
        }
        if (!any) {
            return null;
        }
        number++;
        if (number == 1 && line.length() > 0 && line.charAt(0) == BYTE_ORDER_MARK) {
            line.deleteCharAt(0);
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.toString();
    }

    /** The number of the line that was given last. */
    long number() {
        return number;
    }

    /** Whether the line that was given last is only the beginning of what stands there. */
    boolean wasTooLong() {
        return tooLong;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = text.read(buffer);
        return end > 0;
    }

    private void keep(int from, int length) {
        int room = longest - line.length();
        line.append(buffer, from, Math.min(room, length));
        tooLong |= length > room;
    }
}
