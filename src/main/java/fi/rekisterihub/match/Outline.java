package fi.rekisterihub.match;

/**
 * What a value is like from afar, in one number: which letters it holds, how long it is and how it begins; of a number, which
 * digits it holds and how often. Two outlines tell at which level two values can stand to each other at best, without looking
 * at a letter of either; of most pairs that are compared that is enough.
 */
final class Outline {

    /** Of a value too long to be outlined, of which nothing is told. */
    private static final long UNTOLD = -1;

    private static final int LENGTH = 32;
    private static final int LETTERS = 39;
    private static final int FIRST = 46;
    /** The number of a given name, of which usual forms are known. */
    private static final int NAME = 54;
    /** What stands for the first letter of a number, whose two first digits stand in the place of the given name. */
    private static final int IS_NUMBER = 0;

    private static final int BASE = 11;
    /** Of one digit, so many are told apart: three bits for each. */
    private static final int TIMES = 3;

    private static final int[] BITS = bits();

    private Outline() {}

    static long of(byte[] value, int from, int length) {
        if (length == 0 || length > Likeness.LONGEST) {
            return UNTOLD;
        }
        if (isNumber(value, from, length)) {
            return ofNumber(value, from, length);
        }
        int held = 0;
        int letters = 0;
        for (int i = from; i < from + length; i++) {
            held |= BITS[value[i] & 0xFF];
            letters += value[i] == ' ' ? 0 : 1;
        }
        return (long) GivenNames.number(value, from, length) << NAME
                | (long) (value[from] & 0xFF) << FIRST
                | (long) letters << LETTERS
                | (long) length << LENGTH
                | held & 0xFFFFFFFFL;
    }

    /** Nothing but digits, behind a plus sign or not. */
    private static boolean isNumber(byte[] value, int from, int length) {
        for (int i = value[from] == '+' && length > 1 ? from + 1 : from; i < from + length; i++) {
            if (value[i] < '0' || value[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static long ofNumber(byte[] value, int from, int length) {
        int held = 0;
        for (int i = from; i < from + length; i++) {
            int digit = value[i] - '0';
            if (digit >= 0) {
                // The next bit of the three that is free, if one is.
                int bits = held >>> TIMES * digit & 7;
                held |= (bits << 1 | 1) << TIMES * digit & 7 << TIMES * digit;
            }
        }
        int begin = digit(value[from]) * BASE + (length > 1 ? digit(value[from + 1]) : 0);
        return (long) begin << NAME
                | (long) IS_NUMBER << FIRST
                | (long) length << LETTERS
                | (long) length << LENGTH
                | held & 0xFFFFFFFFL;
    }

    private static int digit(byte letter) {
        return letter == '+' ? BASE - 1 : letter - '0';
    }

    /** Digits share what is left: where all that share a bit are gone, one of them is. */
    private static int[] bits() {
        int[] bits = new int[256];
        for (int letter = 'a'; letter <= 'z'; letter++) {
            bits[letter] = 1 << letter - 'a';
        }
        for (int digit = '0'; digit <= '9'; digit++) {
            bits[digit] = 1 << 26 + digit % 3;
        }
        bits['å'] = 1 << 29;
        bits['ä'] = 1 << 30;
        bits['ö'] = 1 << 31;
        return bits;
    }

    /** The least level at which the two can stand, and a pair that differs stands at 1 or above. */
    static int bestLevel(Measure measure, long one, long other) {
        if (one == UNTOLD || other == UNTOLD) {
            return 1;
        }
        int numbers = (first(one) == IS_NUMBER ? 1 : 0) + (first(other) == IS_NUMBER ? 1 : 0);
        if (numbers > 0) {
            return numbers == 1 ? 1 : ofNumbers(measure, one, other);
        }
        return switch (measure) {
            case NAME -> name(one, other);
            case TEXT -> text(one, other);
            case EMAIL -> email(one, other);
            default -> 1;
        };
    }

    /**
     * The least level that is the level itself, and not only the best there can be: behind it stands none, or none for which
     * more is asked than the outlines tell. {@link Levels#SILENT} where there is none.
     */
    static int tellsFrom(Measure measure) {
        return switch (measure) {
            case NAME -> 5;
            case TEXT -> 6;
            case EMAIL, NUMBER -> 4;
            case CODE -> 2;
            default -> Levels.SILENT;
        };
    }

    private static int ofNumbers(Measure measure, long one, long other) {
        int slips = Math.max(missing(one, other), Math.abs(length(one) - length(other)));
        return switch (measure) {
            case NUMBER -> Math.min(Math.max(slips, 1), 4);
            case CODE -> slips <= 1 ? 1 : length(one) > 1 && length(other) > 1 && begin(one) == begin(other) ? 2 : 3;
            default -> 1;
        };
    }

    /** The first two digits of a number. */
    private static int begin(long outline) {
        return (int) (outline >>> NAME);
    }

    private static int name(long one, long other) {
        if (hasBlanks(one) || hasBlanks(other)) {
            // Word by word any of them may be nearly the same.
            return 1;
        }
        int slips = Math.max(missing(one, other), Math.abs(length(one) - length(other)));
        int longer = Math.max(length(one), length(other));
        double alike = 1 - (double) slips / longer;
        if (slips <= 1 || alike >= 0.8) {
            return 1;
        }
        boolean first = first(one) == first(other);
        if (first && Math.min(lost(one, other), lost(other, one)) == 0) {
            return 2;
        }
        if (alike >= 0.6 || GivenNames.areForms((int) (one >>> NAME), (int) (other >>> NAME))) {
            return 3;
        }
        return alike >= 0.4 ? 4 : first ? 5 : 6;
    }

    private static int text(long one, long other) {
        double slips = 1 - (double) missing(one, other) / Math.max(letters(one), letters(other));
        int pairs = Math.min(
                letters(one) - 1 - (lost(one, other) + 1) / 2, letters(other) - 1 - (lost(other, one) + 1) / 2);
        int all = letters(one) + letters(other) - 2;
        double alike = Math.max(slips, all <= 0 ? 0 : 2.0 * pairs / all);
        return alike >= 0.9 ? 1 : alike >= 0.8 ? 2 : alike >= 0.65 ? 3 : alike >= 0.5 ? 4 : alike >= 0.35 ? 5 : 6;
    }

    private static int email(long one, long other) {
        int slips = Math.max(missing(one, other), Math.abs(length(one) - length(other)));
        if (slips <= 2) {
            return 1;
        }
        double alike = 1 - (double) slips / Math.max(length(one), length(other));
        return first(one) == first(other) || alike >= 0.8 ? 2 : alike >= 0.65 ? 3 : 4;
    }

    /** At least so many slips: one slip takes one letter away, or brings one, or both. */
    private static int missing(long one, long other) {
        return Math.max(lost(one, other), lost(other, one));
    }

    /** How many letters the first holds and the second does not. */
    private static int lost(long one, long other) {
        return Integer.bitCount((int) one & ~(int) other);
    }

    private static int length(long outline) {
        return (int) (outline >>> LENGTH) & 0x7F;
    }

    private static int letters(long outline) {
        return (int) (outline >>> LETTERS) & 0x7F;
    }

    private static boolean hasBlanks(long outline) {
        return letters(outline) < length(outline);
    }

    private static int first(long outline) {
        return (int) (outline >>> FIRST) & 0xFF;
    }
}
