package fi.rekisterihub.match;

import java.util.Arrays;

/**
 * Joins the members of a component step by step, always those groups whose members agree best on average, so that one bridge
 * between two people does not join all who are like either. Nearest neighbours are followed in a chain (F. Murtagh, 1983).
 */
final class AverageLink {

    /** One pair, however sure, does not outweigh what all others say. */
    private static final float MOST = 25;

    private final int size;
    private final boolean averages;
    private final float[][] bits;
    private final int[] weights;
    private final boolean[] gone;
    /** Groups that hold, or would join, members who contradict each other. */
    private final boolean[][] forbidden;

    private final boolean[] tainted;

    /** @param averages false for single linkage, where one pair joins two groups */
    AverageLink(int size, boolean averages) {
        this.size = size;
        this.averages = averages;
        this.bits = new float[size][size];
        this.weights = new int[size];
        this.gone = new boolean[size];
        this.forbidden = new boolean[size][size];
        this.tainted = new boolean[size];
        Arrays.fill(weights, 1);
    }

    void set(int one, int other, double score) {
        float clipped = (float) Math.max(-MOST, Math.min(MOST, score));
        bits[one][other] = clipped;
        bits[other][one] = clipped;
    }

    /** These two contradict each other. */
    void forbid(int one, int other) {
        forbidden[one][other] = true;
        forbidden[other][one] = true;
    }

    /** Takes a step: the groups in which the two members stand are one from so many bits down. */
    interface Steps {
        /**
         * @param members how many the new group has
         * @param allowed whether no two of them contradict each other
         */
        void join(int one, int other, float average, int members, boolean allowed);
    }

    void forEachStep(Steps steps) {
        int[] chain = new int[size];
        int length = 0;
        for (int left = size; left > 1; left--) {
            if (length == 0) {
                chain[length++] = first();
            }
            while (true) {
                int last = chain[length - 1];
                int nearest = nearest(last, length > 1 ? chain[length - 2] : -1);
                if (length > 1 && nearest == chain[length - 2]) {
                    break;
                }
                chain[length++] = nearest;
            }
            int one = chain[--length];
            int other = chain[--length];
            boolean allowed = !forbidden[one][other] && !tainted[one] && !tainted[other];
            steps.join(one, other, bits[one][other], weights[one] + weights[other], allowed);
            tainted[one] = !allowed;
            tainted[other] = !allowed;
            merge(Math.min(one, other), Math.max(one, other));
        }
    }

    private int first() {
        int at = 0;
        while (gone[at]) {
            at++;
        }
        return at;
    }

    /** The one before in the chain is preferred, or else equals would chase each other for ever. */
    private int nearest(int of, int before) {
        int best = before;
        for (int i = 0; i < size; i++) {
            if (!gone[i] && i != of && (best < 0 || bits[of][i] > bits[of][best])) {
                best = i;
            }
        }
        return best;
    }

    private void merge(int kept, int merged) {
        float all = weights[kept] + weights[merged];
        for (int i = 0; i < size; i++) {
            if (!gone[i] && i != kept && i != merged) {
                float average = averages
                        ? (bits[kept][i] * weights[kept] + bits[merged][i] * weights[merged]) / all
                        : Math.max(bits[kept][i], bits[merged][i]);
                bits[kept][i] = average;
                bits[i][kept] = average;
                if (forbidden[merged][i]) {
                    forbid(kept, i);
                }
            }
        }
        weights[kept] += weights[merged];
        gone[merged] = true;
    }
}
