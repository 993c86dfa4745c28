package fi.rekisterihub.match;

import java.util.Arrays;

/**
 * What was found of each row: its groups, the row it is most like, and whether a person should look. A group that is joined
 * without asking stays as it is; of several such that may be one, the smaller ones are asked about.
 */
final class Findings {

    private final RecordTable table;
    private final Clusters clusters;
    private final int[] partners;
    private final float[] bits;
    private final boolean[] doubtful;

    Findings(RecordTable table, Clusters clusters, ScoredPairs pairs) {
        this.table = table;
        this.clusters = clusters;
        this.partners = new int[table.size()];
        this.bits = new float[table.size()];
        this.doubtful = doubtful();
        Arrays.fill(partners, -1);
        for (int pair = 0; pair < pairs.size(); pair++) {
            offer(pairs.left(pair), pairs.right(pair), pairs.bits(pair));
            offer(pairs.right(pair), pairs.left(pair), pairs.bits(pair));
        }
    }

    /** What the matcher says of a row. */
    enum Decision {
        /** Nothing is like it. */
        SINGLE,
        /** Joined with others without asking. */
        SAME,
        /** May be of the same entity as others; a person decides. */
        DOUBTFUL
    }

    Decision decision(int row) {
        if (doubtful[row]) {
            return Decision.DOUBTFUL;
        }
        return isAlone(row) ? Decision.SINGLE : Decision.SAME;
    }

    /** The row it is most like, within its group where it has one; -1 when there is none. */
    int partner(int row) {
        return partners[row];
    }

    float bits(int row) {
        return bits[row];
    }

    int rows(Decision decision) {
        int rows = 0;
        for (int row = 0; row < table.size(); row++) {
            rows += decision(row) == decision ? 1 : 0;
        }
        return rows;
    }

    private boolean isAlone(int row) {
        int partner = partners[row];
        return partner < 0 || clusters.certain(row) != clusters.certain(partner);
    }

    private void offer(int row, int other, float score) {
        if (partners[row] < 0 || rank(row, other, score) > rank(row, partners[row], bits[row])) {
            partners[row] = other;
            bits[row] = score;
        }
    }

    /** Members of the surest group come first, whoever else is alike. */
    private double rank(int row, int other, float score) {
        double group = clusters.certain(row) == clusters.certain(other)
                ? 3
                : clusters.likely(row) == clusters.likely(other)
                        ? 2
                        : clusters.possible(row) == clusters.possible(other) ? 1 : 0;
        return group * 10_000 + score;
    }

    private boolean[] doubtful() {
        int[] sizes = new int[table.size()];
        for (int row = 0; row < table.size(); row++) {
            sizes[clusters.certain(row)]++;
        }
        // The largest of the sure groups within a possible one; of equal ones the first.
        int[] largest = new int[table.size()];
        Arrays.fill(largest, -1);
        for (int row = 0; row < table.size(); row++) {
            int possible = clusters.possible(row);
            int before = largest[possible];
            if (before < 0 || sizes[clusters.certain(row)] > sizes[before]) {
                largest[possible] = clusters.certain(row);
            }
        }
        boolean[] asked = new boolean[table.size()];
        for (int row = 0; row < table.size(); row++) {
            asked[row] = clusters.certain(row) != largest[clusters.possible(row)];
        }
        return asked;
    }
}
