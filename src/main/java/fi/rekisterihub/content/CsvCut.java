package fi.rekisterihub.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts CSV into rows by its bytes, without making text of them (RFC 4180; lines may end in any of the three ways). Only
 * for encodings in which the delimiter, the quote and the line ends are the bytes of ASCII and nothing else is.
 */
final class CsvCut {

    /** A row that is longer is no row of a register: it is skipped to its end, and its beginning kept to be shown. */
    static final int LONGEST_ROW = 1 << 20;

    private static final byte QUOTE = '"';
    private static final int KEPT_OF_TOO_LONG = 2_000;
    private static final byte[] NOTHING = {};

    private final InputStream in;
    private final byte delimiter;
    private final CsvRow row;
    private final boolean[] endsPlainText = new boolean[256];

    private byte[] buffer = new byte[1 << 18];
    private int from;
    private int at;
    private int filled;
    /** Counted from the row's beginning, which moves when the buffer is filled anew. */
    private int fieldStart;

    private int signs;
    private boolean lineFeedMayFollow;
    private byte[] beginning = NOTHING;
    private long line;
    private long rowLine = 1;

    /** @param linesBefore of the file that the stream does not hold any more */
    CsvCut(InputStream in, int linesBefore, char delimiter, CsvRow row) {
        this.in = in;
        this.line = linesBefore + 1L;
        this.delimiter = (byte) delimiter;
        this.row = row;
        for (char c : new char[] {delimiter, '"', '\n', '\r'}) {
            endsPlainText[c] = true;
        }
    }

    /** Whether the last row was longer than {@link #LONGEST_ROW}, so that only its beginning is there. */
    private boolean tooLong() {
        return beginning.length > 0;
    }

    /**
     * Puts the next row that is not blank into the {@link CsvRow}. Spreadsheets save the rows below a table as
     * delimiters with nothing between them.
     *
     * @return false at the end
     * @throws UnreadableDelivery when a quote is opened and never closed
     */
    boolean next() throws IOException {
        boolean any = nextOrBlank();
        while (any && !tooLong() && row.isBlank()) {
            any = nextOrBlank();
        }
        return any;
    }

    /** As {@link #next}, but a blank row counts too. */
    boolean nextOrBlank() throws IOException {
        from = at;
        beginning = NOTHING;
        if (at == filled && !more()) {
            return false;
        }
        if (lineFeedMayFollow && buffer[at] == '\n') {
            from = ++at;
        }
        lineFeedMayFollow = false;
        cut();
        return true;
    }

    private void cut() throws IOException {
        row.begin();
        signs = 0;
        rowLine = line++;
        fieldStart = 0;
        while (skipPlainText()) {
            byte b = buffer[at];
            if (b == delimiter) {
                row.endField(at++ - from);
                fieldStart = at - from;
            } else if (b != QUOTE) {
                break;
            } else if (at++ - from == fieldStart) {
                skipQuoted();
                row.unsound |= at < filled && !endsValue(buffer[at]);
            }
        }
        row.line = rowLine;
        if (tooLong()) {
            row.tooLong = true;
            row.take(beginning, 0, beginning.length, true);
        } else {
            row.endField(at - from);
            row.take(buffer, from, at, signs < 0);
        }
        endLine();
    }

    /** @return false when the file ends first */
    private boolean skipPlainText() throws IOException {
        do {
            byte[] bytes = buffer;
            int end = filled;
            int i = at;
            int seen = signs;
            while (i < end && !endsPlainText[bytes[i] & 0xFF]) {
                seen |= bytes[i++];
            }
            at = i;
            signs = seen;
        } while (at == filled && more());
        return at < filled;
    }

    /** Up to the closing quote and past it; a doubled quote is a quote in the value. */
    private void skipQuoted() throws IOException {
        row.quoted = true;
        while (true) {
            if (at == filled && !more()) {
                throw new UnreadableDelivery(
                        ("The row on line %d opens a quote that is never closed, so the rows after it cannot be told apart."
                                        + " Have the file sent again.")
                                .formatted(rowLine),
                        null);
            }
            byte b = buffer[at++];
            signs |= b;
            if (b == '\n') {
                line++;
            } else if (b == QUOTE) {
                if ((at == filled && !more()) || buffer[at] != QUOTE) {
                    return;
                }
                at++;
            }
        }
    }

    private boolean endsValue(byte b) {
        return b == delimiter || b == '\n' || b == '\r';
    }

    /** Looks no further than the buffer goes: the row that was just cut still lies in it. */
    private void endLine() {
        if (at < filled && buffer[at++] == '\r') {
            lineFeedMayFollow = at == filled;
            if (!lineFeedMayFollow && buffer[at] == '\n') {
                at++;
            }
        }
    }

    /** Whether the file goes on. The row that is being cut stays in the buffer, unless it is too long. */
    private boolean more() throws IOException {
        if (at - from > LONGEST_ROW) {
            beginning = tooLong() ? beginning : Arrays.copyOfRange(buffer, from, from + KEPT_OF_TOO_LONG);
            from = at;
            fieldStart = -1;
        }
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            at -= from;
            filled -= from;
            from = 0;
        } else if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(read, 0);
        return read > 0;
    }
}
