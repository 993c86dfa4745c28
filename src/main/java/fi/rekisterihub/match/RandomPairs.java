package fi.rekisterihub.match;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Any pairs of a file, or between two: the same ones in whatever order the records came. In parts, for several threads. */
final class RandomPairs {

    static final int PARTS = 8;

    private static final int PAIRS = 48_000;
    /** So many in a row have one record in common, whose values are then at hand. */
    private static final int IN_A_ROW = 8;
    /** Of large files these many rows will do, picked by what they hold. */
    private static final int ROWS = 1 << 16;

    private final int[] first;
    private final int[] second;

    /** @param order a number for each row that hangs on its values alone */
    RandomPairs(RecordTable table, long[] order) {
        this.first = ordered(0, table.second(), order);
        this.second = table.isLink() ? ordered(table.second(), table.size(), order) : first;
    }

    void forEach(int part, Blocks.Pairs pairs) {
        if (first.length == 0 || second.length == 0) {
            return;
        }
        for (int i = part * (PAIRS / PARTS); i < (part + 1) * (PAIRS / PARTS); i++) {
            int left = first[(Mix.of(2 * (i / IN_A_ROW) + 1) & Integer.MAX_VALUE) % first.length];
            int right = second[(Mix.of(2 * i + 2) & Integer.MAX_VALUE) % second.length];
            if (left != right) {
                pairs.take(left, right);
            }
        }
    }

    private static int[] ordered(int from, int to, long[] order) {
        long mask = Long.highestOneBit(Math.max((long) (to - from) / ROWS, 1)) - 1;
        return IntStream.range(from, to)
                .filter(row -> (order[row] & mask) == 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(row -> order[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
