package fi.rekisterihub.match;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds which records of a file, or of two, are of one entity: blocks, estimates, scores, clusters. In small files it does
 * so twice, the second time with values counted once for each entity that the first time found.
 */
final class Linkage {

    private static final long LEAST_BUDGET = 2_000_000;
    private static final long PAIRS_A_RECORD = 8;
    private static final int RANDOM_PAIRS = 120_000;
    private static final int TWICE_BELOW = 200_000;
    private static final int SAMPLE_OF_LARGE = 15;

    private final RecordTable table;
    private final Thresholds thresholds;
    private final Design design;
    private final Blocks blocks;
    private final long[] order;
    private final double allPairs;

    Linkage(RecordTable table, Thresholds thresholds) {
        this(table, thresholds, Design.SHIPPED);
    }

    Linkage(RecordTable table, Thresholds thresholds, Design design) {
        this.table = table;
        this.thresholds = thresholds;
        this.design = design;
        this.order = order(table);
        long first = table.second();
        long second = table.size() - first;
        this.allPairs = Math.max(1, table.isLink() ? (double) first * second : first * (first - 1) / 2.0);
        this.blocks =
                new Blocks(table, new Keys(table), Math.max(LEAST_BUDGET, PAIRS_A_RECORD * Math.max(first, second)));
    }

    Found find() {
        Frequencies frequencies = Frequencies.ofRecords(table);
        Found found = find(frequencies);
        if (design.twice() && table.size() < TWICE_BELOW) {
            found = find(Frequencies.ofEntities(table, found.clusters().likely()));
        }
        return found;
    }

    /** @param pairs that may be of one entity: those below what a person should look at are not kept */
    record Found(Clusters clusters, Model model, Frequencies frequencies, ScoredPairs pairs) {}

    private Found find(Frequencies frequencies) {
        Model model = estimated(frequencies);
        ScoredPairs pairs = new ScoredPairs();
        float least = thresholds.possible();
        IntStream.range(0, BlockingKeys.COUNT).parallel().forEach(key -> {
            Scorer scorer = new Scorer(table, model, frequencies);
            try (ScoredPairs.Adder adder = pairs.new Adder()) {
                blocks.forEachPair(key, 0, (left, right) -> {
                    double bits = scorer.bits(left, right, least);
                    if (bits >= least) {
                        adder.add(left, right, bits);
                    }
                });
            }
        });
        Clusters clusters =
                Clusters.of(table, pairs, thresholds, design, model, new Scorer(table, model, frequencies), order);
        return new Found(clusters, model, frequencies, pairs);
    }

    private Model estimated(Frequencies frequencies) {
        double few = table.size() * 0.1 / allPairs;
        Model model = new Model(table.types(), few, design.households() ? few : 0, design.rareValues());
        Scorer scorer = new Scorer(table, model, frequencies);
        Evidence blocked = new Evidence();
        int sample = table.size() < TWICE_BELOW ? 0 : SAMPLE_OF_LARGE;
        for (int key = 0; key < BlockingKeys.COUNT; key++) {
            blocks.forEachPair(key, sample, (left, right) -> scorer.look(left, right, blocked, sample + 1.0));
        }
        Evidence random = new Evidence();
        randomPairs((left, right) -> scorer.look(left, right, random, 1));
        new Estimation(model, blocked, random, allPairs).estimate(frequencies);
        return model;
    }

    /** The same ones in whatever order the records came. */
    private void randomPairs(Blocks.Pairs pairs) {
        int[] first = ordered(0, table.second());
        int[] second = table.isLink() ? ordered(table.second(), table.size()) : first;
        if (first.length == 0 || second.length == 0) {
            return;
        }
        for (int i = 0; i < RANDOM_PAIRS; i++) {
            int left = first[(Mix.of(2 * i + 1) & Integer.MAX_VALUE) % first.length];
            int right = second[(Mix.of(2 * i + 2) & Integer.MAX_VALUE) % second.length];
            if (left != right) {
                pairs.take(Math.min(left, right), Math.max(left, right));
            }
        }
    }

    private int[] ordered(int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(row -> order[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** A number for each row that hangs on its values alone. */
    private static long[] order(RecordTable table) {
        long[] order = new long[table.size()];
        Arrays.setAll(order, row -> {
            long hash = 0;
            for (int column = 0; column < table.types().size(); column++) {
                int number = table.cell(row, column);
                hash = Mix.of(
                        hash * 31 + (number == 0 ? 0 : table.dictionary(column).hash(number)) + column);
            }
            return hash;
        });
        return order;
    }
}
