package fi.rekisterihub.match;

import fi.rekisterihub.register.NameParticles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names of several words, word by word: two surnames or given names in another order, one of them alone, with initials for
 * others, and a surname with its particle or without.
 */
final class NameWords {

    private static final int MOST_WORDS = 8;
    private static final int LONGEST_PARTICLE = 3;
    private static final int SHORTEST_WITH_SLIP = 4;

    /** How two words stand to each other. */
    private enum Tie {
        SAME,
        SLIP,
        INITIAL
    }

    private final byte[][] words;
    private final boolean[] tied;

    private NameWords(byte[][] words) {
        this.words = words;
        this.tied = new boolean[words.length];
    }

    /** The level of two names of which one at least has several words. */
    static int level(Likeness likeness, byte[] left, byte[] right) {
        NameWords one = of(left);
        NameWords other = of(right);
        if (one.haveInitialsOf(other) || other.haveInitialsOf(one)) {
            return Measure.BEGINNING;
        }
        int same = one.tie(Tie.SAME, likeness, other);
        int slips = one.tie(Tie.SLIP, likeness, other);
        // A letter alone says nothing beside names that have nothing else in common.
        int initials = same + slips == 0 ? 0 : one.tie(Tie.INITIAL, likeness, other);
        int ties = same + slips + initials;
        if (ties < Math.min(one.words.length, other.words.length)) {
            return same > 0 ? Measure.A_LITTLE_ALIKE : Measure.ANOTHER;
        }
        boolean all = ties == one.words.length && ties == other.words.length;
        if (all && slips <= 1) {
            return initials == 0 ? Measure.NEARLY : Measure.BEGINNING;
        }
        // A son bears his father's name behind his own, so what is no beginning is not believed like one.
        return Measure.ALIKE;
    }

    static boolean areSeveral(byte[] name) {
        for (byte letter : name) {
            if (letter == ' ') {
                return true;
            }
        }
        return false;
    }

    /** Where the name begins that stands behind {@code von}, {@code af}, {@code de}; 0 when nothing such stands before it. */
    static int behindParticles(byte[] name) {
        int begin = 0;
        for (int i = 0; i < name.length && i - begin <= LONGEST_PARTICLE; i++) {
            if (name[i] == ' ') {
                if (!NameParticles.contain(new String(name, begin, i - begin, StandardCharsets.ISO_8859_1))) {
                    break;
                }
                begin = i + 1;
            }
        }
        return begin;
    }

    private static NameWords of(byte[] name) {
        byte[][] words = new byte[MOST_WORDS][];
        int count = 0;
        int from = behindParticles(name);
        for (int i = from; i <= name.length && count < MOST_WORDS; i++) {
            if (i == name.length || name[i] == ' ') {
                words[count++] = Arrays.copyOfRange(name, from, i);
                from = i + 1;
            }
        }
        return new NameWords(Arrays.copyOf(words, count));
    }

    /** {@code A M} of {@code Anna Maria}. */
    private boolean haveInitialsOf(NameWords other) {
        if (words.length > other.words.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (words[i].length != 1 || words[i][0] != other.words[i][0]) {
                return false;
            }
        }
        return true;
    }

    /** Sets words against each other that stand so; how many. */
    private int tie(Tie tie, Likeness likeness, NameWords other) {
        int ties = 0;
        for (int i = 0; i < words.length; i++) {
            for (int j = 0; j < other.words.length && !tied[i]; j++) {
                if (!other.tied[j] && stand(tie, likeness, words[i], other.words[j])) {
                    tied[i] = true;
                    other.tied[j] = true;
                    ties++;
                }
            }
        }
        return ties;
    }

    private static boolean stand(Tie tie, Likeness likeness, byte[] one, byte[] other) {
        return switch (tie) {
            case SAME -> Arrays.equals(one, other);
            case SLIP -> Math.min(one.length, other.length) >= SHORTEST_WITH_SLIP && likeness.slips(one, other) <= 1;
            case INITIAL -> Math.min(one.length, other.length) == 1 && one[0] == other[0];
        };
    }
}
