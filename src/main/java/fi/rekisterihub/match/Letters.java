package fi.rekisterihub.match;

/**
 * Where each letter of a text stands, by bits, so that all its places are compared with a letter of another text at once (H.
 * Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit distances, 2003).
 */
final class Letters {

    private final long[] places = new long[256];
    private final byte[] text = new byte[Likeness.LONGEST];
    private int length;

    void take(byte[] letters, int end) {
        take(letters, 0, Math.min(end, Likeness.LONGEST));
    }

    void take(byte[] letters, int from, int end) {
        for (int i = 0; i < length; i++) {
            places[text[i] & 0xFF] = 0;
        }
        length = end - from;
        for (int i = 0; i < length; i++) {
            text[i] = letters[from + i];
            places[text[i] & 0xFF] |= 1L << i;
        }
    }

    /** The slips between the text and a part of another. */
    int slips(byte[] right, int from, int end) {
        if (length == 0) {
            return end - from;
        }
        long last = 1L << (length - 1);
        long up = -1L;
        long down = 0;
        long diagonal = 0;
        long before = 0;
        int slips = length;
        for (int i = from; i < end; i++) {
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
}
