package fi.rekisterihub.match;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the shares of a {@link Model} without anybody having said which pairs are the same: expectation and maximisation
 * over the pairs that share a key, held near what the types say by {@value #STRENGTH} imagined pairs.
 */
final class Estimation {

    private static final double STRENGTH = 30;
    /** What a household is like is known better: in a file without any, the shares would drift to those of worn duplicates. */
    private static final double STRENGTH_OF_HOUSEHOLDS = 1_000;

    /** From what the types say. */
    static final int ROUNDS = 15;
    /** From what another estimation of the same pairs has found. */
    static final int ROUNDS_FROM_NEAR = 6;
    /** Bits below which a share of a pair does not count. */
    private static final double TOO_LITTLE = -40;

    private static final int PARTS = 8;
    /** Of what strangers do by chance, which is counted; only what was never seen leans on this. */
    private static final double SMOOTHING = 0.5;

    private static final double SMALLEST_SHARE = 0.1;

    private final Model model;
    private final Evidence blocked;
    private final Evidence random;
    private final double allPairs;

    /**
     * @param blocked pairs that share a key, weighted to stand for all such pairs
     * @param random any pairs
     * @param allPairs how many pairs there are
     */
    Estimation(Model model, Evidence blocked, Evidence random, double allPairs) {
        this.model = model;
        this.blocked = blocked;
        this.random = random;
        this.allPairs = allPairs;
    }

    /** Where there is nothing to learn from but what strangers do. */
    void countStrangersOnly(Frequencies frequencies) {
        countStrangers(frequencies, false);
        model.settle();
        // What is left of pairs that are no strangers goes when they have become known for such.
        countStrangers(frequencies, true);
        model.settle();
    }

    void estimate(Frequencies frequencies, int rounds) {
        countStrangers(frequencies, false);
        model.settle();
        for (int round = 0; round < rounds; round++) {
            countSameAndHousehold();
            countStrangers(frequencies, true);
            model.settle();
        }
    }

    private void countSameAndHousehold() {
        double[][] same = priors(true);
        double[][] household = priors(false);
        double sameCount = 0;
        double householdCount = 0;
        for (Counts counts : inParts(blocked, this::countSameAndHousehold)) {
            sameCount += counts.same;
            householdCount += counts.household;
            addAll(same, counts.ofSame);
            addAll(household, counts.ofHousehold);
        }
        shares(same, model.same);
        shares(household, model.household);
        model.shares(
                Math.max(sameCount, 1) / allPairs,
                model.householdShare() > 0 ? Math.max(householdCount, 0.1) / allPairs : 0);
    }

    private void countSameAndHousehold(int from, int to, Counts counts) {
        double[] logs = new double[3];
        for (int kind = from; kind < to; kind++) {
            model.logs(blocked.levels(kind), blocked.rarity(kind), logs);
            if (Math.max(logs[0], logs[1]) - logs[2] <= TOO_LITTLE) {
                continue;
            }
            double all = Model.log2OfSum(Model.log2OfSum(logs[0], logs[1]), logs[2]);
            if (Math.max(logs[0], logs[1]) - all > TOO_LITTLE) {
                double one = Math.pow(2, logs[0] - all) * blocked.count(kind);
                double near = Math.pow(2, logs[1] - all) * blocked.count(kind);
                counts.same += one;
                counts.household += near;
                counts.add(blocked.levels(kind), one, near);
            }
        }
    }

    private interface Counting {
        void count(int from, int to, Counts counts);
    }

    /** On all processors; the parts are the same on every machine, so that sums are. */
    private List<Counts> inParts(Evidence evidence, Counting counting) {
        return IntStream.range(0, PARTS)
                .parallel()
                .mapToObj(part -> {
                    Counts counts = new Counts(model.types().size());
                    int from = (int) ((long) evidence.size() * part / PARTS);
                    int to = (int) ((long) evidence.size() * (part + 1) / PARTS);
                    counting.count(from, to, counts);
                    return counts;
                })
                .toList();
    }

    /** Of one part of the kinds, by column and level as {@link #place} says. */
    private static final class Counts {
        private final int columns;
        private double same;
        private double household;
        private final double[] ofSame;
        private final double[] ofHousehold;

        private Counts(int columns) {
            this.columns = columns;
            this.ofSame = new double[place(columns, 0)];
            this.ofHousehold = new double[ofSame.length];
        }

        private void add(long levels, double one, double near) {
            for (int column = 0; column < columns; column++) {
                int place = place(column, Levels.at(levels, column));
                ofSame[place] += one;
                ofHousehold[place] += near;
            }
        }
    }

    /** {@link Levels#SILENT} has a place too, which nobody asks for: it costs less than asking about each level. */
    private static int place(int column, int level) {
        return column << 4 | level;
    }

    private static void addAll(double[][] counts, double[] more) {
        for (int column = 0; column < counts.length; column++) {
            for (int level = 0; level < counts[column].length; level++) {
                counts[column][level] += more[place(column, level)];
            }
        }
    }

    /** Any two records are strangers, but for the few that are not. */
    private void countStrangers(Frequencies frequencies, boolean weighted) {
        double[][] counts = new double[model.types().size()][];
        for (int column = 0; column < counts.length; column++) {
            counts[column] = new double[model.strangers[column].length];
            java.util.Arrays.fill(counts[column], SMOOTHING / counts[column].length);
        }
        for (Counts part : inParts(random, (from, to, into) -> countStrangers(weighted, from, to, into))) {
            addAll(counts, part.ofSame);
        }
        shares(counts, model.strangers);
        for (int column = 0; column < counts.length; column++) {
            // Counted over all pairs, which is more than any sample has.
            double exact = Math.max(frequencies.chanceOfSame(column), 1e-7);
            model.strangers[column][0] = exact;
            for (int level = 1; level < counts[column].length; level++) {
                // What no pair of a small sample was is not impossible: nearly the same says little more than the same.
                double least = exact * SMALLEST_SHARE * model.same[column][level] / model.same[column][0];
                model.strangers[column][level] = Math.max(model.strangers[column][level], least);
            }
        }
    }

    private void countStrangers(boolean weighted, int from, int to, Counts into) {
        double[] logs = new double[3];
        for (int kind = from; kind < to; kind++) {
            double weight = random.count(kind);
            if (weighted) {
                model.logs(random.levels(kind), random.rarity(kind), logs);
                // The sum of two is at most twice the larger.
                if (Math.max(logs[0], logs[1]) + 1 - logs[2] >= TOO_LITTLE) {
                    double known = Model.log2OfSum(logs[0], logs[1]) - logs[2];
                    weight = known < TOO_LITTLE ? weight : weight / (1 + Math.pow(2, known));
                }
            }
            into.add(random.levels(kind), weight, 0);
        }
    }

    private double[][] priors(boolean same) {
        double[][] counts = new double[model.types().size()][];
        for (int column = 0; column < counts.length; column++) {
            FieldType type = model.types().get(column);
            counts[column] = (same ? type.same() : type.household()).clone();
            for (int level = 0; level < counts[column].length; level++) {
                counts[column][level] *= same ? STRENGTH : STRENGTH_OF_HOUSEHOLDS;
            }
        }
        return counts;
    }

    private static void shares(double[][] counts, double[][] into) {
        for (int column = 0; column < counts.length; column++) {
            double all = 0;
            for (double count : counts[column]) {
                all += count;
            }
            for (int level = 0; level < counts[column].length; level++) {
                into[column][level] = counts[column][level] / all;
            }
        }
    }
}
