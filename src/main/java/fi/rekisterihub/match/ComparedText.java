package fi.rekisterihub.match;

/**
 * A text made ready to be compared with many others: where each of its letters stands, in both orders of its words, and
 * which pairs of letters it holds. Not for several threads.
 */
final class ComparedText {

    private final Letters straight = new Letters();
    private final Letters turned = new Letters();
    private final byte[] squashed = new byte[Likeness.LONGEST];
    private final byte[] other = new byte[Likeness.LONGEST];
    private final byte[] otherTurned = new byte[Likeness.LONGEST];
    /** Of each pair of letters how often the text holds it. */
    private final byte[] counted = new byte[1 << 16];

    private boolean words;
    private int length;

    void take(byte[] text) {
        count(-1);
        length = squash(text, squashed);
        count(1);
        straight.take(squashed, length);
        words = lastBlank(text) > 0;
        if (words) {
            turned.take(other, turn(text, other));
        }
    }

    /** From 0 to 1: the best of what slips, slips with the last word first, and shared pairs of letters say. */
    double likeness(byte[] right) {
        int end = squash(right, other);
        if (length == 0 || end == 0) {
            return 0;
        }
        int longer = Math.max(length, end);
        double best = 1 - (double) straight.slips(other, 0, end) / longer;
        if (best >= 0.9) {
            return best;
        }
        best = Math.max(best, shared(end));
        // A single word has no order in which it could stand.
        if (words && lastBlank(right) > 0) {
            int turnedEnd = turn(right, otherTurned);
            best = Math.max(best, 1 - (double) straight.slips(otherTurned, 0, turnedEnd) / longer);
            best = Math.max(best, 1 - (double) turned.slips(other, 0, end) / longer);
        }
        return best;
    }

    /** Dice's share of the pairs of neighbouring letters. */
    private double shared(int end) {
        if (length < 2 || end < 2) {
            return 0;
        }
        int both = 0;
        for (int i = 0; i < end - 1; i++) {
            both += counted[pair(other, i)]-- > 0 ? 1 : 0;
        }
        for (int i = 0; i < end - 1; i++) {
            counted[pair(other, i)]++;
        }
        return 2.0 * both / (length + end - 2);
    }

    private void count(int more) {
        for (int i = 0; i < length - 1; i++) {
            counted[pair(squashed, i)] += (byte) more;
        }
    }

    private static int pair(byte[] text, int at) {
        return (text[at] & 0xFF) << 8 | (text[at + 1] & 0xFF);
    }

    /** Without blanks. */
    private static int squash(byte[] text, byte[] into) {
        int end = 0;
        for (int i = 0; i < text.length && end < Likeness.LONGEST; i++) {
            if (text[i] != ' ') {
                into[end++] = text[i];
            }
        }
        return end;
    }

    private static int lastBlank(byte[] text) {
        int blank = text.length - 1;
        while (blank > 0 && text[blank] != ' ') {
            blank--;
        }
        return blank;
    }

    /** Without blanks and with the last word first. */
    private static int turn(byte[] text, byte[] into) {
        int blank = lastBlank(text);
        int end = 0;
        for (int i = blank + 1; i < text.length && end < Likeness.LONGEST; i++) {
            into[end++] = text[i];
        }
        for (int i = 0; i < blank && end < Likeness.LONGEST; i++) {
            if (text[i] != ' ') {
                into[end++] = text[i];
            }
        }
        return end;
    }
}
