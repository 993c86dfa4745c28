package fi.rekisterihub.match;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;

/** What agreements are worth in a register: its own frequencies, and of one person's records what the types say. */
record LiveWeights(Model model, Frequencies frequencies) {

    private static final int RANDOM_PAIRS = 120_000;
    private static final int PORTION = 1 << 10;
    /** In a register of a few, what is not known of the many outside is imagined: most of them have nothing in common. */
    private static final int IMAGINED = 1_000;

    static LiveWeights ofNobody(List<FieldType> types) {
        int[][] counts = new int[types.size()][1];
        return of(types, 0, counts, new Evidence());
    }

    /** Others may write meanwhile: the lock is held for a moment at a time. */
    static LiveWeights estimated(LiveTable table, Lock lock) {
        int[][] counts = counts(table, lock);
        long[] rows = inOrder(table, lock);
        LiveWeights rough = of(table.types(), rows.length, counts, new Evidence());
        Evidence random = new Evidence();
        Scorer scorer = new Scorer(table, rough.model(), rough.frequencies());
        long pairs = (long) rows.length * (rows.length - 1) / 2;
        boolean all = pairs <= RANDOM_PAIRS;
        for (int from = 0; from < (all ? rows.length : RANDOM_PAIRS) && pairs > 0; from += all ? 1 : PORTION) {
            lock.lock();
            try {
                if (all) {
                    for (int other = from + 1; other < rows.length; other++) {
                        look(table, scorer, random, rows[from], rows[other], (double) RANDOM_PAIRS / pairs);
                    }
                } else {
                    for (int i = from; i < Math.min(from + PORTION, RANDOM_PAIRS); i++) {
                        int one = one(rows, 2 * i + 1);
                        int other = one(rows, 2 * i + 2);
                        look(table, scorer, random, rows[Math.min(one, other)], rows[Math.max(one, other)], 1);
                    }
                }
            } finally {
                lock.unlock();
            }
        }
        return of(table.types(), rows.length, counts, random);
    }

    /** By column and number. */
    static int[][] counts(LiveTable table, Lock lock) {
        int[][] counts = new int[table.types().size()][1];
        forEachRow(table, lock, row -> count(table, row, counts));
        return counts;
    }

    /** Rows, in an order that hangs on what they hold, so that the pairs are the same in whatever order the records came. */
    private static long[] inOrder(LiveTable table, Lock lock) {
        LongStream.Builder rows = LongStream.builder();
        forEachRow(table, lock, row -> rows.add((long) table.content(row) << 32 | row));
        return rows.build().sorted().toArray();
    }

    private static void forEachRow(LiveTable table, Lock lock, IntConsumer consumer) {
        int from = 0;
        boolean more = true;
        while (more) {
            lock.lock();
            try {
                int end = Math.min(from + PORTION, table.end());
                for (int row = from; row < end; row++) {
                    if (table.holds(row)) {
                        consumer.accept(row);
                    }
                }
                more = end < table.end();
                from = end;
            } finally {
                lock.unlock();
            }
        }
    }

    private static void count(LiveTable table, int row, int[][] counts) {
        for (int column = 0; column < counts.length; column++) {
            int number = table.cell(row, column);
            if (number >= counts[column].length) {
                int room = table.dictionary(column).size() + 1;
                counts[column] = Arrays.copyOf(counts[column], room);
            }
            counts[column][number] += number == 0 ? 0 : 1;
        }
    }

    private static LiveWeights of(List<FieldType> types, int records, int[][] counts, Evidence random) {
        Frequencies frequencies = Frequencies.ofRegister(types, counts, IMAGINED);
        random.add(nothingAlike(types), 0, IMAGINED);
        return new LiveWeights(Model.ofOneAmong(types, records, random, frequencies), frequencies);
    }

    private static long nothingAlike(List<FieldType> types) {
        long levels = 0;
        for (int column = 0; column < types.size(); column++) {
            Measure measure = types.get(column).measure();
            // The last level of a name is that it stands in the other's place.
            long other = measure == Measure.NAME ? Measure.EXCHANGED - 1 : measure.levels() - 1;
            levels |= other << 4 * column;
        }
        return levels;
    }

    private static int one(long[] rows, int number) {
        return (Mix.of(number) & Integer.MAX_VALUE) % rows.length;
    }

    /** The row may have gone since, or be another's; of the many that are looked at a few do not matter. */
    private static void look(LiveTable table, Scorer scorer, Evidence random, long one, long other, double count) {
        int left = (int) one;
        int right = (int) other;
        if (left != right && table.holds(left) && table.holds(right)) {
            scorer.look(left, right, random, count);
        }
    }
}
