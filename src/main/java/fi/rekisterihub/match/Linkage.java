package fi.rekisterihub.match;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds which records of a file, or of two, are of one entity: blocks, estimates, scores, clusters. In small files it does
 * so twice, the second time with values counted once for each entity that the first time found.
 */
final class Linkage {

    private static final long LEAST_BUDGET = 400_000;
    private static final long PAIRS_A_RECORD = 8;
    private static final int TWICE_BELOW = 200_000;

    private final RecordTable table;
    private final Thresholds thresholds;
    private final Design design;
    private final Blocks blocks;
    private final long[] order;
    private final double allPairs;
    private final RandomPairs strangers;
    private @Nullable Looks looks;

    Linkage(RecordTable table, Thresholds thresholds) {
        this(table, thresholds, Design.SHIPPED);
    }

    Linkage(RecordTable table, Thresholds thresholds, Design design) {
        this.table = table;
        this.thresholds = thresholds;
        this.design = design;
        this.order = order(table);
        this.strangers = new RandomPairs(table, order);
        long first = table.second();
        long second = table.size() - first;
        this.allPairs = Math.max(1, table.isLink() ? (double) first * second : first * (first - 1) / 2.0);
        this.blocks =
                new Blocks(table, new Keys(table), Math.max(LEAST_BUDGET, PAIRS_A_RECORD * Math.max(first, second)));
    }

    Found find() {
        Frequencies frequencies = Frequencies.ofRecords(table);
        Found found = find(frequencies, null);
        if (design.twice() && table.size() < TWICE_BELOW) {
            found = find(Frequencies.ofEntities(table, found.clusters().likely()), found.model());
        }
        return found;
    }

    /** @param pairs that may be of one entity: those below what a person should look at are not kept */
    record Found(Clusters clusters, Model model, Frequencies frequencies, ScoredPairs pairs) {}

    /** @param before what was believed when values were counted once for each record */
    private Found find(Frequencies frequencies, @Nullable Model before) {
        Model model = new Model(table.types(), few(), design.households() ? few() : 0, design.rareValues());
        if (before != null) {
            model.beginWith(before);
        }
        Looks looks = looks(model, frequencies);
        Evidence blocked = looks.blocked(model, frequencies);
        new Estimation(model, blocked, looks.random(model, frequencies), allPairs)
                .estimate(frequencies, before == null ? Estimation.ROUNDS : Estimation.ROUNDS_FROM_NEAR);
        ScoredPairs pairs = looks.scored(model, frequencies, thresholds.possible());
        Clusters clusters =
                Clusters.of(table, pairs, thresholds, design, model, new Scorer(table, model, frequencies), order);
        return new Found(clusters, model, frequencies, pairs);
    }

    /** So many pairs of one entity are expected among all. */
    private double few() {
        return table.size() * 0.1 / allPairs;
    }

    private Looks looks(Model anyModel, Frequencies frequencies) {
        Looks known = looks;
        if (known == null) {
            known = table.size() < TWICE_BELOW
                    ? new KeptLooks(table, blocks, strangers, anyModel, frequencies)
                    : new FreshLooks(table, blocks, strangers);
            looks = known;
        }
        return known;
    }

    /** A number for each row that hangs on its values alone. */
    private static long[] order(RecordTable table) {
        long[] order = new long[table.size()];
        Arrays.parallelSetAll(order, row -> {
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
