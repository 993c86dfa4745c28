package fi.rekisterihub.match;

import java.util.List;

/**
 * What the matcher believes of a kind of pair: three classes (one entity, one household, two strangers), how common each is
 * among all pairs, and how often values stand at each level in each. The strangers' share of an exact value is the share of
 * that very value (I. Fellegi and A. Sunter, A Theory for Record Linkage, 1969, with the frequencies of W. Winkler).
 */
final class Model {

    /** The least and the most that one column may say, in bits: no single value decides alone, whatever it is. */
    static final double LEAST = -9;

    private static final double LOG2 = Math.log(2);

    /** What no agreement outweighs. */
    private static final double VETO = -500;

    /** A little less likely than not. */
    private static final double QUESTION = -1;

    /** What one business ID says more than chance does: it is made to be of one company. */
    private static final double DECIDES = 40;

    private final List<FieldType> types;
    private final int businessId;
    private final int companyName;
    private final boolean[] rareSaysMore;
    final double[][] same;
    final double[][] household;
    final double[][] strangers;
    private double sameShare;
    private double householdShare;
    private double sameShareLog;
    private double householdShareLog;
    private double strangersShareLog;

    private double[][] sameLog;
    private double[][] householdLog;
    private double[][] strangersLog;

    Model(List<FieldType> types, double sameShare, double householdShare, boolean rareValues) {
        this.types = types;
        this.businessId = types.indexOf(FieldType.BUSINESS_ID);
        this.companyName = types.indexOf(FieldType.COMPANY_NAME);
        int columns = types.size();
        this.same = new double[columns][];
        this.household = new double[columns][];
        this.strangers = new double[columns][];
        this.rareSaysMore = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            same[column] = types.get(column).same().clone();
            household[column] = types.get(column).household().clone();
            strangers[column] = new double[same[column].length];
            rareSaysMore[column] = rareValues && types.get(column).rareSaysMore();
        }
        shares(sameShare, householdShare);
        this.sameLog = logs(same);
        this.householdLog = logs(household);
        this.strangersLog = logs(strangers);
    }

    /**
     * What is believed of one record that comes to so many, before anything was estimated: it is of somebody who is there, of
     * somebody's household, or of neither.
     */
    static Model ofOneAmong(List<FieldType> types, int records, Evidence random, Frequencies frequencies) {
        double one = 1.0 / Math.max(records, 2);
        Model model = new Model(types, one / 2, one / 4, true);
        new Estimation(model, new Evidence(), random, 1).countStrangersOnly(frequencies);
        return model;
    }

    /** Takes over what was found of the same pairs, to look for it from there. */
    void beginWith(Model other) {
        for (int column = 0; column < same.length; column++) {
            System.arraycopy(other.same[column], 0, same[column], 0, same[column].length);
            System.arraycopy(other.household[column], 0, household[column], 0, household[column].length);
        }
        shares(other.sameShare, other.householdShare);
        settle();
    }

    List<FieldType> types() {
        return types;
    }

    boolean rareSaysMore(int column) {
        return rareSaysMore[column];
    }

    double sameShare() {
        return sameShare;
    }

    double householdShare() {
        return householdShare;
    }

    /**
     * @param one of all pairs, those of one entity
     * @param near those of one household; 0 where there are none by design
     */
    final void shares(double one, double near) {
        sameShare = one;
        householdShare = near;
        sameShareLog = log2(one);
        householdShareLog = near == 0 ? -1_000 : log2(near);
        strangersShareLog = log2(Math.max(1 - one - near, 1e-9));
    }

    /** Takes the shares as they are now; to be called after they changed. */
    void settle() {
        sameLog = logs(same);
        householdLog = logs(household);
        strangersLog = logs(strangers);
        for (int column = 0; column < sameLog.length; column++) {
            for (int level = 0; level < sameLog[column].length; level++) {
                sameLog[column][level] = Math.max(sameLog[column][level], strangersLog[column][level] + LEAST);
            }
        }
    }

    /**
     * log2 of how likely such a pair is, of one entity, of one household, and of strangers, in this order.
     *
     * @param rarity log2 of the shares of exact values in the columns where rare ones say more
     */
    void logs(long levels, double rarity, double[] into) {
        double one = sameShareLog;
        double near = householdShareLog;
        double far = strangersShareLog + rarity;
        for (int column = 0; column < sameLog.length; column++) {
            int level = Levels.at(levels, column);
            if (level != Levels.SILENT) {
                one += sameLog[column][level];
                near += householdLog[column][level];
                far += level == 0 && rareSaysMore[column] ? 0 : strangersLog[column][level];
            }
        }
        boolean sameBusiness = businessId >= 0 && Levels.at(levels, businessId) == 0;
        into[0] = sameBusiness ? one + DECIDES : one;
        into[1] = near;
        into[2] = far;
        if (areTwoCompanies(levels)) {
            // One of two business IDs may be wrong where the name is one; that is a question, and never an answer.
            into[0] = isOneName(levels) ? Math.min(one, log2OfSum(near, far) + QUESTION) : VETO;
        }
    }

    /**
     * Two business IDs are two companies, and so are two names that differ in a town, a number or a word such as Holding, unless
     * one business ID says that they are not. Nothing else that they share says otherwise: companies of one group share all.
     */
    private boolean areTwoCompanies(long levels) {
        int id = businessId < 0 ? Levels.SILENT : Levels.at(levels, businessId);
        boolean group = companyName >= 0 && Levels.at(levels, companyName) == CompanyLikeness.OF_ONE_GROUP;
        return id == Levels.SILENT ? group : id != 0;
    }

    private boolean isOneName(long levels) {
        return companyName >= 0 && Levels.at(levels, companyName) <= CompanyLikeness.NEARLY;
    }

    /** What the level of a column says for one entity and against strangers, in bits. */
    double bits(int column, int level, double rarityOfValue) {
        double far = level == 0 && rareSaysMore[column] ? rarityOfValue : strangersLog[column][level];
        return sameLog[column][level] - far + (column == businessId && level == 0 ? DECIDES : 0);
    }

    /** How many pairs of one entity stand at this level to each other, or further apart. */
    double shareOfSameFrom(int column, int level) {
        double share = 0;
        for (int i = level; i < same[column].length; i++) {
            share += same[column][i];
        }
        return share;
    }

    /** What two values that differ say at most, at a level below this. */
    double bestOfDifferent(int column, int end) {
        double best = 0;
        for (int level = 1; level < Math.min(end, sameLog[column].length); level++) {
            best = Math.max(best, sameLog[column][level] - strangersLog[column][level]);
        }
        return best;
    }

    /** By level: what two values that differ say at most at this level or a higher one; names that are exchanged apart. */
    double[] bestOfDifferentFrom(int column) {
        int levels = sameLog[column].length - (types.get(column).isNameOfPerson() ? 1 : 0);
        double[] best = new double[levels];
        double most = Double.NEGATIVE_INFINITY;
        for (int level = levels - 1; level > 0; level--) {
            most = Math.max(most, sameLog[column][level] - strangersLog[column][level]);
            best[level] = most;
        }
        best[0] = most;
        return best;
    }

    /** How sure it is of two records of which nothing is known, in bits. */
    double prior() {
        return sameShareLog - strangersShareLog;
    }

    /** What the level of a column says for one entity and against another member of the household, in bits. */
    double bitsAgainstHousehold(int column, int level) {
        return sameLog[column][level] - householdLog[column][level];
    }

    static double log2(double value) {
        return Math.log(value) / LOG2;
    }

    /** log2 of a sum of which the logarithms are known. */
    static double log2OfSum(double one, double other) {
        double more = Math.max(one, other);
        double less = Math.min(one, other);
        return more - less > 50 ? more : more + log2(1 + Math.exp((less - more) * LOG2));
    }

    private static double[][] logs(double[][] shares) {
        double[][] logs = new double[shares.length][];
        for (int column = 0; column < shares.length; column++) {
            logs[column] = new double[shares[column].length];
            for (int level = 0; level < logs[column].length; level++) {
                logs[column][level] = log2(Math.max(shares[column][level], 1e-7));
            }
        }
        return logs;
    }
}
