package fi.rekisterihub.match;

import org.jspecify.annotations.Nullable;

/**
 * How far two short texts are from each other. A slip is a letter too much, too little, another one, or two neighbours
 * exchanged (optimal string alignment). Not for several threads.
 */
final class Likeness {

    /** What follows is not looked at: no name, street or address tells people apart that late. */
    static final int LONGEST = 64;

    private final Letters passing = new Letters();
    private final Letters ofKept = new Letters();
    private byte @Nullable [] kept;
    private boolean lettersAreKept;
    private boolean textIsKept;
    /** Made when the first text of many words is compared. */
    private @Nullable ComparedText text;

    /** What comes is this text and another, again and again: what is known of it is not found out anew. It must not change. */
    void keep(byte[] left) {
        kept = left;
        lettersAreKept = false;
        textIsKept = false;
    }

    /** The number of slips between two texts of which the first {@value #LONGEST} bytes are looked at. */
    int slips(byte[] left, byte[] right) {
        int end = Math.min(right.length, LONGEST);
        if (left != kept) {
            return slips(left, Math.min(left.length, LONGEST), right, end);
        }
        if (!lettersAreKept) {
            ofKept.take(left, left.length);
            lettersAreKept = true;
        }
        return ofKept.slips(right, 0, end);
    }

    private int slips(byte[] left, int leftLength, byte[] right, int rightLength) {
        int leftEnd = leftLength;
        int rightEnd = rightLength;
        int from = 0;
        while (from < leftEnd && from < rightEnd && left[from] == right[from]) {
            from++;
        }
        while (leftEnd > from && rightEnd > from && left[leftEnd - 1] == right[rightEnd - 1]) {
            leftEnd--;
            rightEnd--;
        }
        passing.take(left, from, leftEnd);
        return passing.slips(right, from, rightEnd);
    }

    /** From 0 to 1: the best of what slips, slips with the last word first, and shared pairs of letters say. */
    double ofText(byte[] left, byte[] right) {
        if (text == null) {
            text = new ComparedText();
        }
        if (left != kept || !textIsKept) {
            text.take(left);
            textIsKept = left == kept;
        }
        return text.likeness(right);
    }
}
