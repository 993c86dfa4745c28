package fi.rekisterihub.match;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
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
    private final int largest;
    private final Set<Integer>[] tooLarge;

    /** @param budget about so many pairs are compared at most */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Blocks(RecordTable table, Keys keys, long budget) {
        this.table = table;
        this.keys = keys;
        this.largest = largest(budget);
        this.tooLarge = new Set[BlockingKeys.COUNT];
        Arrays.setAll(tooLarge, key -> new HashSet<>());
        leaveOut();
    }

    /** Takes a pair; the row of the first file, or the one that stands first, comes first. */
    interface Pairs {
        void take(int left, int right);
    }

    /** Finds out for each key which blocks are left out. */
    private void leaveOut() {
        IntStream.range(0, BlockingKeys.COUNT).parallel().forEach(key -> {
            Sorted sorted = new Sorted(key, 0, largest);
            sorted.forEachBlock((from, to) -> {
                if (to - from > largest) {
                    tooLarge[key].add(sorted.key(from));
                }
            });
        });
    }

    /**
     * Every pair that this key is the first to bring together.
     *
     * @param sample 0 for all, or a mask: only pairs whose key has no bit of it are given
     */
    void forEachPair(int key, int sample, Pairs pairs) {
        Sorted sorted = new Sorted(key, sample, 1);
        sorted.forEachBlock((from, to) -> {
            if (to - from <= largest) {
                sorted.pairs(from, to, pairs);
            }
        });
    }

    private int largest(long budget) {
        int sample = table.size() < SAMPLED_FROM ? 0 : SAMPLE;
        long[] pairsBySize = new long[LARGEST + 1];
        IntStream.range(0, BlockingKeys.COUNT).parallel().forEach(key -> {
            Sorted sorted = new Sorted(key, sample, 1);
            sorted.forEachBlock((from, to) -> {
                if (to - from <= LARGEST) {
                    synchronized (pairsBySize) {
                        pairsBySize[to - from] += sorted.count(from, to) * (sample + 1L);
                    }
                }
            });
        });
        long pairs = 0;
        int size = 2;
        while (size <= LARGEST && pairs + pairsBySize[size] <= budget) {
            pairs += pairsBySize[size++];
        }
        return Math.max(size - 1, 2);
    }

    /** Whether an earlier key has brought the two together already. */
    private boolean met(int left, int right, int before) {
        for (int key = 0; key < before; key++) {
            int hash = keys.of(left, key);
            if (hash != 0 && hash == keys.of(right, key) && !tooLarge[key].contains(hash)) {
                return true;
            }
        }
        return false;
    }

    private interface BlockConsumer {
        void take(int from, int to);
    }

    /** The rows that may share a key with another, in the order of that key. */
    private final class Sorted {
        private final int key;
        private final long[] rows;

        private Sorted(int key, int sample, int moreThan) {
            this.key = key;
            int[] column = keys.column(key);
            Buckets buckets = new Buckets(column, sample);
            long[] found = new long[buckets.rows(moreThan)];
            int count = 0;
            for (int row = 0; row < column.length; row++) {
                int hash = column[row];
                if (hash != 0 && (hash & sample) == 0 && buckets.mayHold(hash, moreThan)) {
                    found[count++] = (long) hash << 32 | row;
                }
            }
            rows = found;
            Arrays.sort(rows);
        }

        private int key(int at) {
            return (int) (rows[at] >> 32);
        }

        private int row(int at) {
            return (int) rows[at];
        }

        private void forEachBlock(BlockConsumer consumer) {
            int from = 0;
            while (from < rows.length) {
                int to = from + 1;
                while (to < rows.length && key(to) == key(from)) {
                    to++;
                }
                if (to - from > 1) {
                    consumer.take(from, to);
                }
                from = to;
            }
        }

        /** Rows of the second file stand behind those of the first. */
        private int split(int from, int to) {
            int at = from;
            while (at < to && row(at) < table.second()) {
                at++;
            }
            return at;
        }

        private long count(int from, int to) {
            long size = to - from;
            long first = split(from, to) - from;
            return table.isLink() ? first * (size - first) : size * (size - 1) / 2;
        }

        private void pairs(int from, int to, Pairs pairs) {
            int split = table.isLink() ? split(from, to) : to;
            for (int i = from; i < split; i++) {
                for (int j = table.isLink() ? split : i + 1; j < to; j++) {
                    if (!met(row(i), row(j), key)) {
                        pairs.take(row(i), row(j));
                    }
                }
            }
        }
    }

    /** How many rows fall together when a key is cut short: where a row is alone, no other shares its key. */
    private final class Buckets {
        private final int shift;
        private final int[] first;
        private final int[] second;

        private Buckets(int[] column, int sample) {
            int bits = Math.min(22, 33 - Integer.numberOfLeadingZeros(table.size()));
            this.shift = 32 - bits;
            this.first = new int[1 << bits];
            this.second = table.isLink() ? new int[1 << bits] : first;
            for (int row = 0; row < column.length; row++) {
                int hash = column[row];
                if (hash != 0 && (hash & sample) == 0) {
                    (row < table.second() ? first : second)[hash >>> shift]++;
                }
            }
        }

        private boolean mayHold(int hash, int moreThan) {
            int bucket = hash >>> shift;
            return table.isLink()
                    ? first[bucket] > 0 && second[bucket] > 0 && first[bucket] + second[bucket] > moreThan
                    : first[bucket] > moreThan;
        }

        private int rows(int moreThan) {
            int rows = 0;
            for (int bucket = 0; bucket < first.length; bucket++) {
                if (mayHold(bucket << shift, moreThan)) {
                    rows += first[bucket] + (table.isLink() ? second[bucket] : 0);
                }
            }
            return rows;
        }
    }
}
