package fi.rekisterihub.content;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Some hundred rows that have been cut, side by side with the places of their fields: one thread fills it, another reads it. */
final class CsvBlock {

    private static final int FULL = 1 << 17;

    private byte[] bytes;
    private int used;
    private int[] ends;
    private int endsUsed;

    private int[] starts;
    private int[] firstEnds;
    private long[] lines;
    private byte[] signs;
    private int rows;

    private boolean last;
    private @Nullable Throwable failure;

    CsvBlock() {
        this(FULL + (FULL >> 3), 1 << 14, 1 << 10);
    }

    private CsvBlock(int mostBytes, int mostEnds, int mostRows) {
        bytes = new byte[mostBytes];
        ends = new int[mostEnds];
        starts = new int[mostRows];
        firstEnds = new int[mostRows];
        lines = new long[mostRows];
        signs = new byte[mostRows];
    }

    /** The last block of a file for whose next one there was no room; it takes hardly any itself. */
    static CsvBlock brokenOff(Throwable why) {
        CsvBlock nothing = new CsvBlock(0, 0, 0);
        nothing.end(why);
        return nothing;
    }

    /** Lets go of its rows; nobody looks at them any more. */
    void clear() {
        used = 0;
        endsUsed = 0;
        rows = 0;
    }

    boolean isFull() {
        return used >= FULL;
    }

    int rows() {
        return rows;
    }

    /** Whether no block follows, because the file ends or cannot be read on. */
    boolean isLast() {
        return last;
    }

    /** Why the file cannot be read on behind the last row; null where it ends. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    void end(@Nullable Throwable why) {
        last = true;
        failure = why;
    }

    void add(CsvRow row) {
        if (rows + 1 >= starts.length) {
            starts = Arrays.copyOf(starts, rows * 2);
            firstEnds = Arrays.copyOf(firstEnds, rows * 2);
            lines = Arrays.copyOf(lines, rows * 2);
            signs = Arrays.copyOf(signs, rows * 2);
        }
        int length = row.to - row.from;
        if (used + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + length));
        }
        if (endsUsed + row.count > ends.length) {
            ends = Arrays.copyOf(ends, Math.max(ends.length * 2, endsUsed + row.count));
        }
        signs[rows] = row.signs();
        lines[rows] = row.line;
        row.copyTo(bytes, used, ends, endsUsed);
        used += length;
        endsUsed += row.count;
        rows++;
        starts[rows] = used;
        firstEnds[rows] = endsUsed;
    }

    /** Lets the row be the one at this place, without copying it. */
    void show(int place, CsvRow row) {
        row.lie(bytes, starts[place], starts[place + 1]);
        row.fields(ends, firstEnds[place], firstEnds[place + 1] - firstEnds[place]);
        row.say(signs[place], lines[place]);
    }
}
