package fi.rekisterihub.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How sure it is that two records are of one entity, in bits: 0 is as likely as not, each bit more doubles the odds. */
final class Scorer {

    static final double LESS = -1_000;

    private final Rows table;
    private final Model model;
    private final Frequencies frequencies;
    private final Levels levels;
    /** What a column says at most whose values differ. */
    private final double[] best;
    /** The same where names do not stand in each other's place. */
    private final double[] bestStraight;
    /** What a column says at most at this level or above, where names do not stand in each other's place. */
    private final double[][] bestFrom;
    /** Columns of which the outlines of two values tell something. */
    private final int[] outlined;

    private final Measure[] measures;
    /** What is believed of each column of a pair while it is looked at closer and closer. */
    private final double[] believed;
    /** Columns that differ are looked at in this order: what costs little first. */
    private final int[] closely;

    private final int family;
    private final int given;

    private final double[] logs = new double[3];

    /** One is for one thread. */
    Scorer(Rows table, Model model, Frequencies frequencies) {
        this.table = table;
        this.model = model;
        this.frequencies = frequencies;
        this.levels = new Levels(table);
        this.best = new double[table.types().size()];
        this.bestStraight = new double[best.length];
        for (int column = 0; column < best.length; column++) {
            boolean name = table.types().get(column).isNameOfPerson();
            best[column] = model.bestOfDifferent(column, Levels.SILENT);
            bestStraight[column] = name ? model.bestOfDifferent(column, Measure.EXCHANGED) : best[column];
        }
        this.measures = table.types().stream().map(FieldType::measure).toArray(Measure[]::new);
        this.believed = new double[best.length];
        this.bestFrom = new double[best.length][];
        for (int column = 0; column < best.length; column++) {
            bestFrom[column] = model.bestOfDifferentFrom(column);
        }
        this.family = table.column(FieldType.FAMILY_NAME);
        this.given = table.column(FieldType.GIVEN_NAME);
        this.closely = IntStream.range(0, best.length)
                .filter(column -> speaksForItself(table.types().get(column)))
                .boxed()
                .sorted(Comparator.comparing(
                        column -> table.types().get(column).measure().cost()))
                .mapToInt(Integer::intValue)
                .toArray();
        this.outlined = IntStream.of(closely)
                .filter(column -> switch (table.types().get(column).measure()) {
                    case NAME, TEXT, EMAIL -> true;
                    default -> false;
                })
                .toArray();
    }

    /** Of a company's places and addresses one may follow from another. */
    private boolean speaksForItself(FieldType type) {
        boolean companies = table.column(FieldType.COMPANY_NAME) >= 0;
        return switch (type) {
            case STREET, HOUSE_NUMBER, POSTAL_CODE, CITY, WEBSITE -> !companies;
            default -> true;
        };
    }

    double bits(int left, int right) {
        return bits(left, levels.of(left, right));
    }

    /** How the values of two rows stand to each other, as {@link Levels} packs it. */
    long pattern(int left, int right) {
        return levels.of(left, right);
    }

    /** @param pattern of the row with another */
    double bits(int left, long pattern) {
        model.logs(pattern, rarity(left, pattern), logs);
        return logs[0] - Model.log2OfSum(logs[1], logs[2]);
    }

    /**
     * The same for a pair that may be below so much: one that surely is, by which values are the very same and by the columns
     * that are looked at first, is not looked at further, and {@link #LESS}.
     */
    double bits(int left, int right, double atLeast) {
        boolean exchanged = mayBeExchanged(left, right);
        double[] bestHere = exchanged ? best : bestStraight;
        double most = most(left, right, bestHere, exchanged);
        System.arraycopy(bestHere, 0, believed, 0, bestHere.length);
        for (int i = 0; i < outlined.length && most >= atLeast; i++) {
            int column = outlined[i];
            if (differ(left, right, column, exchanged)) {
                long one = table.outline(column, table.cell(left, column));
                long other = table.outline(column, table.cell(right, column));
                believed[column] = bestFrom[column][Outline.bestLevel(measures[column], one, other)];
                most += believed[column] - bestHere[column];
            }
        }
        for (int i = 0; i < closely.length && most >= atLeast; i++) {
            int column = closely[i];
            if (differ(left, right, column, exchanged)) {
                int level = levels.level(column, table.cell(left, column), table.cell(right, column));
                most += model.bits(column, level, 0) - believed[column];
            }
        }
        return most < atLeast ? LESS : bits(left, right);
    }

    /** Whether both rows have a value, and not the same; of names that may be exchanged nothing is told. */
    private boolean differ(int left, int right, int column, boolean exchanged) {
        int one = table.cell(left, column);
        int other = table.cell(right, column);
        return one != other && one != 0 && other != 0 && !(exchanged && (column == family || column == given));
    }

    /** Two names that stand in each other's place have a slip in one of them at most. */
    private boolean mayBeExchanged(int left, int right) {
        if (family < 0 || given < 0) {
            return false;
        }
        int one = table.cell(left, family);
        int other = table.cell(left, given);
        return one != 0 && one == table.cell(right, given) || other != 0 && other == table.cell(right, family);
    }

    /** More than this it cannot be, by which values are the very same: the others would have to be nearly so. */
    private double most(int left, int right, double[] bestHere, boolean exchanged) {
        double most = model.prior();
        for (int column = 0; column < bestHere.length; column++) {
            int one = table.cell(left, column);
            int other = table.cell(right, column);
            if (one == 0 || other == 0) {
                // A name that is missing here may stand in the other's place.
                most += exchanged && (column == family || column == given) ? bestHere[column] : 0;
            } else if (one == other) {
                most += model.bits(column, 0, frequencies.log(column, one));
            } else {
                most += bestHere[column];
            }
        }
        return most;
    }

    /** Adds what a pair looks like to the evidence. */
    void look(int left, int right, Evidence evidence, double count) {
        look(left, levels.of(left, right), evidence, count);
    }

    void look(int left, long pattern, Evidence evidence, double count) {
        evidence.add(pattern, rarity(left, pattern), count);
    }

    /** Column by column, but those of which neither row says anything. */
    List<FieldEvidence> evidence(int left, int right) {
        long pattern = levels.of(left, right);
        List<FieldEvidence> evidence = new ArrayList<>();
        for (int column = 0; column < best.length; column++) {
            FieldType type = table.types().get(column);
            int level = Levels.at(pattern, column);
            if (level != Levels.SILENT) {
                double rarity = frequencies.log(column, table.cell(left, column));
                evidence.add(new FieldEvidence(type, level, model.bits(column, level, rarity)));
            } else if (table.cell(left, column) != 0 || table.cell(right, column) != 0) {
                evidence.add(new FieldEvidence(type, level, 0));
            }
        }
        return evidence;
    }

    private double rarity(int row, long pattern) {
        double rarity = 0;
        for (int column = 0; column < table.types().size(); column++) {
            if (Levels.at(pattern, column) == 0 && model.rareSaysMore(column)) {
                rarity += frequencies.log(column, table.cell(row, column));
            }
        }
        return rarity;
    }
}
