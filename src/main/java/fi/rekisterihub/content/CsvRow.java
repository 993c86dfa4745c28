package fi.rekisterihub.content;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One row of a CSV file as its bytes, with the places of its fields. A value becomes text only when it is asked for:
 * of most rows of a delivery only the key is.
 */
final class CsvRow implements RawRecord {

    private static final byte QUOTE = '"';
    /** What a one-byte encoding makes of a byte that it does not have. */
    private static final char UNKNOWN = '\uFFFD';

    private static final int QUOTED = 1;
    private static final int UNSOUND = 2;
    private static final int TOO_LONG = 4;
    private static final int BEYOND_ASCII = 8;
    private static final int TEXT = 16;

    private final byte delimiter;
    private final Charset charset;
    private final boolean utf8;
    private byte[] plain = new byte[512];

    private byte[] bytes = new byte[0];
    private boolean beyondAscii;
    /** Where each field ends, counted from the row's beginning; those of this row begin at {@link #firstEnd}. */
    private int[] ends = new int[32];

    private int firstEnd;
    private @Nullable Boolean text;

    int from;
    int to;
    int count;
    boolean quoted;
    /** Whether something stands behind a closing quote, so that nobody can say where the value ends. */
    boolean unsound;
    /** Whether only the beginning of a row that is longer than {@link CsvCut#LONGEST_ROW} is there. */
    boolean tooLong;
    /** On which it begins, 1-based. */
    long line;

    CsvRow(char delimiter, Charset charset) {
        this.delimiter = (byte) delimiter;
        this.charset = charset;
        this.utf8 = charset.equals(StandardCharsets.UTF_8);
    }

    void begin() {
        count = 0;
        quoted = false;
        unsound = false;
        tooLong = false;
        text = null;
    }

    void take(byte[] buffer, int start, int end, boolean anyBeyondAscii) {
        bytes = buffer;
        from = start;
        to = end;
        beyondAscii = anyBeyondAscii;
    }

    void endField(int end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = end;
    }

    /** What else is known of it than its bytes and fields. */
    byte signs() {
        return (byte) ((quoted ? QUOTED : 0)
                | (unsound ? UNSOUND : 0)
                | (tooLong ? TOO_LONG : 0)
                | (beyondAscii ? BEYOND_ASCII : 0)
                | (isText() ? TEXT : 0));
    }

    void copyTo(byte[] otherBytes, int at, int[] otherEnds, int atEnds) {
        System.arraycopy(bytes, from, otherBytes, at, to - from);
        System.arraycopy(ends, firstEnd, otherEnds, atEnds, count);
    }

    void lie(byte[] there, int start, int end) {
        bytes = there;
        from = start;
        to = end;
    }

    void fields(int[] fieldEnds, int first, int number) {
        ends = fieldEnds;
        firstEnd = first;
        count = number;
    }

    void say(byte signs, long beginsOn) {
        quoted = (signs & QUOTED) != 0;
        unsound = (signs & UNSOUND) != 0;
        tooLong = (signs & TOO_LONG) != 0;
        beyondAscii = (signs & BEYOND_ASCII) != 0;
        text = (signs & TEXT) != 0;
        line = beginsOn;
    }

    String field(int index) {
        // Of a row that is too long only the beginning is there.
        int end = Math.min(end(index), Math.min(to, bytes.length));
        int start = Math.min(start(index), end);
        return quoted && start < end && bytes[start] == QUOTE
                ? unquoted(start, end)
                : new String(bytes, start, end - start, charset);
    }

    /** Whether no field holds anything. */
    boolean isBlank() {
        if (to - from == count - 1) {
            return true;
        }
        for (int i = 0; i < count; i++) {
            if (!isEmpty(i)) {
                return false;
            }
        }
        return true;
    }

    boolean isEmpty(int index) {
        int start = start(index);
        int end = end(index);
        return start == end || end - start == 2 && bytes[start] == QUOTE && bytes[start + 1] == QUOTE;
    }

    /** Whether the bytes are text in the file's encoding. */
    boolean isText() {
        Boolean known = text;
        if (known == null) {
            known = !beyondAscii || (utf8 ? Utf8.isValid(bytes, from, to) : text().indexOf(UNKNOWN) < 0);
            text = known;
        }
        return known;
    }

    @Override
    public String text() {
        int length = quoted ? unquotePlainly() : 0;
        return quoted ? new String(plain, 0, length, charset) : new String(bytes, from, to - from, charset);
    }

    @Override
    public void addTo(MessageDigest digest) {
        if (beyondAscii && !utf8) {
            digest.update(text().getBytes(StandardCharsets.UTF_8));
        } else if (quoted) {
            digest.update(plain, 0, unquotePlainly());
        } else {
            digest.update(bytes, from, to - from);
        }
    }

    private int start(int index) {
        return index == 0 ? from : end(index - 1) + 1;
    }

    private int end(int index) {
        return from + ends[firstEnd + index];
    }

    private String unquoted(int start, int end) {
        int length = copyUnquoted(start, end, 0);
        return new String(plain, 0, length, charset);
    }

    /** The row as it would be written with quotes only where they are needed, into {@link #plain}. */
    private int unquotePlainly() {
        int at = 0;
        for (int i = 0; i < count; i++) {
            int start = start(i);
            int end = end(i);
            at = i == 0 ? at : put(at, delimiter);
            int value = at;
            at = start < end && bytes[start] == QUOTE ? copyUnquoted(start, end, at) : copy(start, end, at);
            at = needsQuotes(value, at) ? quote(value, at) : at;
        }
        return at;
    }

    private int copy(int start, int end, int at) {
        room(at + end - start);
        System.arraycopy(bytes, start, plain, at, end - start);
        return at + end - start;
    }

    /** Takes the quotes away; what stands behind the closing one of an unsound row stays in sight. */
    private int copyUnquoted(int start, int end, int at) {
        room(at + end - start);
        int to = at;
        boolean inside = true;
        for (int i = start + 1; i < end; i++) {
            byte b = bytes[i];
            if (inside && b == QUOTE) {
                if (i + 1 < end && bytes[i + 1] == QUOTE) {
                    i++;
                } else {
                    inside = false;
                    continue;
                }
            }
            plain[to++] = b;
        }
        return to;
    }

    private boolean needsQuotes(int start, int end) {
        for (int i = start; i < end; i++) {
            byte b = plain[i];
            if (b == delimiter || b == QUOTE || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    private int quote(int start, int end) {
        byte[] value = Arrays.copyOfRange(plain, start, end);
        int at = put(start, QUOTE);
        for (byte b : value) {
            at = b == QUOTE ? put(at, QUOTE) : at;
            at = put(at, b);
        }
        return put(at, QUOTE);
    }

    private int put(int at, byte b) {
        room(at + 1);
        plain[at] = b;
        return at + 1;
    }

    private void room(int needed) {
        if (needed > plain.length) {
            plain = Arrays.copyOf(plain, Math.max(needed, plain.length * 2));
        }
    }
}
