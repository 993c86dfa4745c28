package fi.rekisterihub.match;

import java.util.Arrays;
import java.util.List;

/**
 * Which of a few entities of a register are one. What a person said comes first; then those are joined who agree best on
 * average, and never two who contradict each other. Who would be like two that contradict each other is left alone with both:
 * which of them it is, a person says.
 */
public final class Grouping {

    /** From here on somebody stands so often in a register that nothing is joined without asking. */
    public static final int LARGEST = 400;

    /** One pair, however sure, does not outweigh what all others say. */
    private static final double MOST_BITS = 25;

    private final int size;
    private final Pairs pairs;
    private final double certain;
    private final int[] groups;
    private final int[] members;
    private final double[][] bits;
    private final boolean[][] apart;
    /** A person has to say it; that says nothing about others. */
    private final boolean[][] asked;

    /** What is known of two of them, by their places. */
    public interface Pairs {

        /** How much speaks for one entity; negative when it speaks against. */
        double bits(int one, int other);

        /** A person said that the two are one. */
        boolean saidSame(int one, int other);

        /** They contradict each other, or a person said that they are two. */
        boolean apart(int one, int other);
    }

    /** From how many bits on records with such values are one without asking. */
    public static double certain(List<FieldType> types) {
        return Thresholds.of(types).certain();
    }

    private Grouping(int size, Pairs pairs, double certain) {
        this.size = size;
        this.pairs = pairs;
        this.certain = certain;
        this.groups = new int[size];
        this.members = new int[size];
        this.bits = new double[size][size];
        this.apart = new boolean[size][size];
        this.asked = new boolean[size][size];
    }

    /**
     * The group of each, called by its lowest place.
     *
     * @param size how many; their order should hang on nothing but themselves
     * @param certain from how many bits on average two groups are joined without asking
     * @param automatic false in a register that decides nothing without a person: then only what a person said joins
     */
    public static int[] of(int size, Pairs pairs, double certain, boolean automatic) {
        Grouping grouping = new Grouping(size, pairs, certain);
        grouping.asPeopleSaid();
        if (automatic && size <= LARGEST) {
            grouping.weigh();
            grouping.join();
        }
        return grouping.groups;
    }

    private void asPeopleSaid() {
        Components said = new Components(size);
        for (int one = 0; one < size; one++) {
            for (int other = one + 1; other < size; other++) {
                if (pairs.saidSame(one, other)) {
                    said.join(one, other);
                }
            }
        }
        Arrays.setAll(groups, said::of);
        for (int group : groups) {
            members[group]++;
        }
    }

    /** Sums over the pairs of two groups; divided when they are compared. */
    private void weigh() {
        for (int one = 0; one < size; one++) {
            for (int other = 0; other < size; other++) {
                int left = groups[one];
                int right = groups[other];
                if (left != right) {
                    bits[left][right] += Math.max(-MOST_BITS, Math.min(MOST_BITS, pairs.bits(one, other)));
                    apart[left][right] |= pairs.apart(one, other);
                }
            }
        }
    }

    private double average(int left, int right) {
        return bits[left][right] / ((double) members[left] * members[right]);
    }

    private void join() {
        while (true) {
            int left = -1;
            int right = -1;
            for (int one = 0; one < size; one++) {
                for (int other = one + 1; other < size; other++) {
                    if (mayBeOne(one, other) && (left < 0 || average(one, other) > average(left, right))) {
                        left = one;
                        right = other;
                    }
                }
            }
            if (left < 0) {
                return;
            }
            if (isContested(left, right)) {
                asked[left][right] = true;
                asked[right][left] = true;
            } else {
                join(left, right);
            }
        }
    }

    private boolean mayBeOne(int one, int other) {
        return members[one] > 0
                && members[other] > 0
                && !apart[one][other]
                && !asked[one][other]
                && average(one, other) >= certain
                && members[one] + members[other] <= Guards.MOST_IN_A_GROUP;
    }

    /** Whether a third is as surely the one as it is not the other: then the one may be of either, and is a bridge. */
    private boolean isContested(int left, int right) {
        for (int third = 0; third < size; third++) {
            if (third != left && third != right && members[third] > 0) {
                if (isSurely(left, third) && isHardly(right, third)
                        || isSurely(right, third) && isHardly(left, third)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isSurely(int one, int other) {
        return !apart[one][other] && average(one, other) >= certain;
    }

    private boolean isHardly(int one, int other) {
        return apart[one][other] || average(one, other) < 0;
    }

    private void join(int kept, int joined) {
        for (int third = 0; third < size; third++) {
            bits[kept][third] += bits[joined][third];
            bits[third][kept] += bits[third][joined];
            apart[kept][third] |= apart[joined][third];
            apart[third][kept] |= apart[third][joined];
            asked[kept][third] |= asked[joined][third];
            asked[third][kept] |= asked[third][joined];
            if (groups[third] == joined) {
                groups[third] = kept;
            }
        }
        members[kept] += members[joined];
        members[joined] = 0;
    }
}
