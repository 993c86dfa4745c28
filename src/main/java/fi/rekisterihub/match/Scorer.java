package fi.rekisterihub.match;

/** How sure it is that two records are of one entity, in bits: 0 is as likely as not, each bit more doubles the odds. */
final class Scorer {

    static final double LESS = -1_000;

    private final RecordTable table;
    private final Model model;
    private final Frequencies frequencies;
    private final Levels levels;
    /** What a column says at most whose values differ. */
    private final double[] best;

    private final double[] logs = new double[3];

    /** One is for one thread. */
    Scorer(RecordTable table, Model model, Frequencies frequencies) {
        this.table = table;
        this.model = model;
        this.frequencies = frequencies;
        this.levels = new Levels(table);
        this.best = new double[table.types().size()];
        for (int column = 0; column < best.length; column++) {
            best[column] = model.bestOfDifferent(column);
        }
    }

    double bits(int left, int right) {
        long pattern = levels.of(left, right);
        model.logs(pattern, rarity(left, pattern), logs);
        return logs[0] - Model.log2OfSum(logs[1], logs[2]);
    }

    /**
     * The same for a pair that may be below so much: one that surely is, by which values are the very same, is not looked at
     * closely, and {@link #LESS}.
     */
    double bits(int left, int right, double atLeast) {
        return most(left, right) < atLeast ? LESS : bits(left, right);
    }

    /** More than this it cannot be, by which values are the very same: the others would have to be nearly so. */
    private double most(int left, int right) {
        double most = model.prior();
        for (int column = 0; column < best.length; column++) {
            int one = table.cell(left, column);
            int other = table.cell(right, column);
            if (one == 0 || other == 0) {
                // A name that is missing here may stand in the other's place.
                most += table.types().get(column).isNameOfPerson() ? best[column] : 0;
            } else if (one == other) {
                most += model.bits(column, 0, frequencies.log(column, one));
            } else {
                most += best[column];
            }
        }
        return most;
    }

    /** Adds what a pair looks like to the evidence. */
    void look(int left, int right, Evidence evidence, double count) {
        long pattern = levels.of(left, right);
        evidence.add(pattern, rarity(left, pattern), count);
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
