package fi.rekisterihub.match;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which pairs are compared: those that share a key whose block is not too large. How large is too large is found for the
 * whole file at once, so that the number of pairs keeps to a budget: a small file can afford broad keys, a large one only
 * narrow ones, and ten thousand records with one telephone number are never a hundred million pairs.
 */
final class Blocks {

    private static final int SAMPLED_FROM = 200_000;
    private static final int SAMPLE = 15;
    private static final int LARGEST = 1 << 16;

    private final RecordTable table;
    private final Keys keys;
    /** By key the rows of its blocks, one block behind the other. */
    private final int[][] rows = new int[BlockingKeys.COUNT][];
    /** By key where its blocks end. */
    private final int[][] ends = new int[BlockingKeys.COUNT][];

    /**
     * @param keys what too many share is taken out of them: it is no key
     * @param budget about so many pairs are compared at most
     */
    Blocks(RecordTable table, Keys keys, long budget) {
        this.table = table;
        this.keys = keys;
        int largest = largest(budget);
        IntStream.range(0, BlockingKeys.COUNT).parallel().forEach(key -> find(key, largest));
    }

    /** Takes a pair; the row of the first file, or the one that stands first, comes first. */
    interface Pairs {
        void take(int left, int right);
    }

    /**
     * Every pair that this key is the first to bring together.
     *
     * @param sample 0 for all, or a mask: only pairs whose key has no bit of it are given
     */
    void forEachPair(int key, int sample, Pairs pairs) {
        int[] rowsOfKey = rows[key];
        int from = 0;
        for (int to : ends[key]) {
            if ((keys.of(rowsOfKey[from], key) & sample) == 0) {
                int split = table.isLink() ? split(rowsOfKey, from, to) : to;
                for (int i = from; i < split; i++) {
                    for (int j = table.isLink() ? split : i + 1; j < to; j++) {
                        if (!keys.haveMet(rowsOfKey[i], rowsOfKey[j], key)) {
                            pairs.take(rowsOfKey[i], rowsOfKey[j]);
                        }
                    }
                }
            }
            from = to;
        }
    }

    private int largest(long budget) {
        int sample = table.size() < SAMPLED_FROM ? 0 : SAMPLE;
        long[] pairsBySize = new long[LARGEST + 1];
        IntStream.range(0, BlockingKeys.COUNT).parallel().forEach(key -> {
            long[] ofKey = new long[LARGEST + 1];
            KeyedRows.of(keys, key, sample).forEachBlock((rowsOfBlock, from, to) -> {
                if (to - from <= LARGEST) {
                    ofKey[to - from] += pairs(rowsOfBlock, from, to) * (sample + 1L);
                }
            });
            synchronized (pairsBySize) {
                Arrays.setAll(pairsBySize, size -> pairsBySize[size] + ofKey[size]);
            }
        });
        long pairs = 0;
        int size = 2;
        while (size <= LARGEST && pairs + pairsBySize[size] <= budget) {
            pairs += pairsBySize[size++];
        }
        return Math.max(size - 1, 2);
    }

    /** Keeps the blocks of a key that bring two together, and takes the key from those who stand in one too large. */
    private void find(int key, int largest) {
        Kept kept = new Kept();
        KeyedRows.of(keys, key, 0).forEachBlock((rowsOfBlock, from, to) -> {
            if (to - from > largest) {
                for (int i = from; i < to; i++) {
                    keys.forget(rowsOfBlock[i], key);
                }
            } else if (pairs(rowsOfBlock, from, to) > 0) {
                kept.add(rowsOfBlock, from, to);
            }
        });
        rows[key] = Arrays.copyOf(kept.rows, kept.size);
        ends[key] = Arrays.copyOf(kept.ends, kept.count);
    }

    private static final class Kept {
        private int[] rows = new int[1 << 10];
        private int[] ends = new int[1 << 8];
        private int size;
        private int count;

        private void add(int[] from, int start, int end) {
            int length = end - start;
            if (size + length > rows.length) {
                rows = Arrays.copyOf(rows, Math.max(rows.length * 2, size + length));
            }
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
            }
            System.arraycopy(from, start, rows, size, length);
            size += length;
            ends[count++] = size;
        }
    }

    /** Rows of the second file stand behind those of the first. */
    private int split(int[] rowsOfKey, int from, int to) {
        int at = from;
        while (at < to && rowsOfKey[at] < table.second()) {
            at++;
        }
        return at;
    }

    private long pairs(int[] rowsOfKey, int from, int to) {
        long size = to - from;
        if (!table.isLink()) {
            return size * (size - 1) / 2;
        }
        long first = split(rowsOfKey, from, to) - from;
        return first * (size - first);
    }
}
