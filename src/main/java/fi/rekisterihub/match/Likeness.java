package fi.rekisterihub.match;

/**
 * How far two short texts are from each other. A slip is a letter too much, too little, another one, or two neighbours
 * exchanged (optimal string alignment), counted 64 letters at a time by bits (H. Hyyrö, A bit-vector algorithm for computing
 * Levenshtein and Damerau edit distances, 2003). Not for several threads.
 */
final class Likeness {

    /** What follows is not looked at: no name, street or address tells people apart that late. */
    static final int LONGEST = 64;

    private final long[] places = new long[256];
    private final byte[] one = new byte[LONGEST];
    private final byte[] other = new byte[LONGEST];
    private final byte[] turned = new byte[LONGEST];
    /** Of each pair of letters how often the one text holds it; all 0 between two comparisons. */
    private final byte[] counted = new byte[1 << 16];

    /** The number of slips between two texts of which the first {@value #LONGEST} bytes are looked at. */
    int slips(byte[] left, byte[] right) {
        return slips(left, Math.min(left.length, LONGEST), right, Math.min(right.length, LONGEST));
    }

    private int slips(byte[] left, int leftEnd, byte[] right, int rightEnd) {
        int from = 0;
        while (from < leftEnd && from < rightEnd && left[from] == right[from]) {
            from++;
        }
        while (leftEnd > from && rightEnd > from && left[leftEnd - 1] == right[rightEnd - 1]) {
            leftEnd--;
            rightEnd--;
        }
        int length = leftEnd - from;
        if (length == 0 || rightEnd == from) {
            return length + rightEnd - from;
        }
        for (int i = 0; i < length; i++) {
            places[left[from + i] & 0xFF] |= 1L << i;
        }
        int slips = aligned(length, right, from, rightEnd);
        for (int i = 0; i < length; i++) {
            places[left[from + i] & 0xFF] = 0;
        }
        return slips;
    }

    private int aligned(int length, byte[] right, int from, int to) {
        long last = 1L << (length - 1);
        long up = -1L;
        long down = 0;
        long diagonal = 0;
        long before = 0;
        int slips = length;
        for (int i = from; i < to; i++) {
            long here = places[right[i] & 0xFF];
            long exchanged = ((~diagonal & here) << 1) & before;
            diagonal = (((here & up) + up) ^ up) | here | down | exchanged;
            long more = down | ~(diagonal | up);
            long less = up & diagonal;
            if ((more & last) != 0) {
                slips++;
            } else if ((less & last) != 0) {
                slips--;
            }
            more = (more << 1) | 1;
            less <<= 1;
            up = less | ~(diagonal | more);
            down = more & diagonal;
            before = here;
        }
        return slips;
    }

    /** From 0 to 1: the best of what slips, slips with the last word first, and shared pairs of letters say. */
    double ofText(byte[] left, byte[] right) {
        int leftEnd = squash(left, one);
        int rightEnd = squash(right, other);
        if (leftEnd == 0 || rightEnd == 0) {
            return 0;
        }
        int longer = Math.max(leftEnd, rightEnd);
        double best = 1 - (double) slips(one, leftEnd, other, rightEnd) / longer;
        if (best >= 0.9) {
            return best;
        }
        // A single word has no order in which it could stand.
        if (words(left) && words(right)) {
            int turnedEnd = turn(right);
            best = Math.max(best, 1 - (double) slips(one, leftEnd, turned, turnedEnd) / longer);
            turnedEnd = turn(left);
            best = Math.max(best, 1 - (double) slips(other, rightEnd, turned, turnedEnd) / longer);
        }
        return Math.max(best, shared(leftEnd, rightEnd));
    }

    /** Without blanks. */
    private static int squash(byte[] text, byte[] into) {
        int end = 0;
        for (int i = 0; i < text.length && end < LONGEST; i++) {
            if (text[i] != ' ') {
                into[end++] = text[i];
            }
        }
        return end;
    }

    private static boolean words(byte[] text) {
        return lastBlank(text) > 0;
    }

    private static int lastBlank(byte[] text) {
        int blank = text.length - 1;
        while (blank > 0 && text[blank] != ' ') {
            blank--;
        }
        return blank;
    }

    /** Without blanks and with the last word first. */
    private int turn(byte[] text) {
        int blank = lastBlank(text);
        int end = 0;
        for (int i = blank + 1; i < text.length && end < LONGEST; i++) {
            turned[end++] = text[i];
        }
        for (int i = 0; i < blank && end < LONGEST; i++) {
            if (text[i] != ' ') {
                turned[end++] = text[i];
            }
        }
        return end;
    }

    /** Dice's share of the pairs of neighbouring letters. */
    private double shared(int leftEnd, int rightEnd) {
        if (leftEnd < 2 || rightEnd < 2) {
            return 0;
        }
        for (int i = 0; i < leftEnd - 1; i++) {
            counted[pair(one, i)]++;
        }
        int both = 0;
        for (int i = 0; i < rightEnd - 1; i++) {
            int pair = pair(other, i);
            if (counted[pair] > 0) {
                counted[pair]--;
                both++;
            }
        }
        for (int i = 0; i < leftEnd - 1; i++) {
            counted[pair(one, i)] = 0;
        }
        return 2.0 * both / (leftEnd + rightEnd - 2);
    }

    private static int pair(byte[] text, int at) {
        return (text[at] & 0xFF) << 8 | (text[at + 1] & 0xFF);
    }
}
