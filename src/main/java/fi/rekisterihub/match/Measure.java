package fi.rekisterihub.match;

/**
 * How two values that are not the same are compared: by levels, from 0 (exactly the same) to the last (nothing alike).
 * Which level is worth how much is estimated, so a level need only be a kind of its own.
 */
enum Measure {
    /**
     * One edit or 0.8, or words in another order; beginning or initial; 0.6, one of several words or a usual form; 0.4 or a
     * word in common; first letter; other; and family and given name exchanged.
     */
    NAME(8),
    /** 0.9, 0.8, 0.65, 0.5, 0.35, other; words in another order count as alike. */
    TEXT(7),
    /** The levels of {@link CompanyLikeness}. */
    COMPANY(8),

    /** One slip or day and month exchanged; two parts of three; two slips; the year; three slips; other. */
    DATE(7),
    /** A year apart; other. */
    AGE(3),
    /** One slip, two, three; other. */
    NUMBER(5),
    /** Two slips; same local part or 0.8; 0.65, or another number; other. */
    EMAIL(5),
    /** One slip; begins alike; other. */
    CODE(4),
    /** One slip, or the one without stair or flat; begins alike; other. */
    HOUSE(4);

    /** Of names: one is the other but for a slip, or for the order of its words. */
    static final int NEARLY = 1;

    /** Of names: one is the beginning of the other. */
    static final int BEGINNING = 2;

    static final int ALIKE = 3;
    static final int A_LITTLE_ALIKE = 4;
    static final int ANOTHER = 6;

    /** Of names: the one stands in the other's place. */
    static final int EXCHANGED = 7;

    private final int levels;

    Measure(int levels) {
        this.levels = levels;
    }

    int levels() {
        return levels;
    }

    /** In which order measures are tried where one may do: those that take the least time first. */
    int cost() {
        return switch (this) {
            case AGE, DATE -> 0;
            case CODE, HOUSE -> 1;
            case NUMBER -> 2;
            case NAME, EMAIL -> 3;
            case TEXT, COMPANY -> 4;
        };
    }

    /** The level of two values that differ. */
    int level(Likeness likeness, byte[] left, byte[] right) {
        return switch (this) {
            case NAME -> name(likeness, left, right);
            case TEXT -> text(likeness, left, right);
            case COMPANY -> CompanyLikeness.level(likeness, left, right);
            case DATE -> date(likeness, left, right);
            case AGE -> Math.abs(number(left) - number(right)) <= 1 ? 1 : 2;
            case NUMBER -> Math.min(likeness.slips(left, right), 4);
            case EMAIL -> email(likeness, left, right);
            case CODE -> code(likeness, left, right);
            case HOUSE -> HouseNumber.isWithoutFlat(left, right) ? 1 : code(likeness, left, right);
        };
    }

    private static int code(Likeness likeness, byte[] left, byte[] right) {
        return likeness.slips(left, right) <= 1 ? 1 : begin(left, right) >= 2 ? 2 : 3;
    }

    private static int name(Likeness likeness, byte[] left, byte[] right) {
        int level = letters(likeness, left, right);
        if (level > ALIKE && GivenNames.areForms(left, right)) {
            return ALIKE;
        }
        boolean several = level > BEGINNING && (NameWords.areSeveral(left) || NameWords.areSeveral(right));
        return several ? Math.min(level, NameWords.level(likeness, left, right)) : level;
    }

    private static int letters(Likeness likeness, byte[] left, byte[] right) {
        int slips = likeness.slips(left, right);
        int longer = Math.max(left.length, right.length);
        int shorter = Math.min(left.length, right.length);
        double alike = 1 - (double) slips / longer;
        boolean beginsSo = begin(left, right) == shorter;
        if (shorter > 1 && (slips <= 1 && longer > 2 || alike >= 0.8)) {
            return NEARLY;
        }
        if (beginsSo) {
            return BEGINNING;
        }
        return alike >= 0.6 ? ALIKE : alike >= 0.4 ? A_LITTLE_ALIKE : left[0] == right[0] ? 5 : ANOTHER;
    }

    private static int text(Likeness likeness, byte[] left, byte[] right) {
        double alike = likeness.ofText(left, right);
        return alike >= 0.9 ? 1 : alike >= 0.8 ? 2 : alike >= 0.65 ? 3 : alike >= 0.5 ? 4 : alike >= 0.35 ? 5 : 6;
    }

    private static int date(Likeness likeness, byte[] left, byte[] right) {
        if (left.length != 8 || right.length != 8) {
            return begin(left, right) >= 4 ? 4 : 6;
        }
        boolean year = same(left, right, 0, 4);
        boolean month = same(left, right, 4, 6);
        boolean day = same(left, right, 6, 8);
        boolean exchanged = year && crossed(left, right) && crossed(right, left);
        int slips = likeness.slips(left, right);
        if (slips <= 1 || exchanged) {
            return 1;
        }
        int parts = (year ? 1 : 0) + (month ? 1 : 0) + (day ? 1 : 0);
        return parts == 2 ? 2 : slips == 2 ? 3 : year ? 4 : slips == 3 ? 5 : 6;
    }

    private static int email(Likeness likeness, byte[] left, byte[] right) {
        int slips = likeness.slips(left, right);
        // Namesakes at one provider differ by a number, and by nothing else.
        boolean sameNumber = haveOneNumber(left, right);
        if (slips <= 2 && sameNumber) {
            return 1;
        }
        double alike = 1 - (double) slips / Math.max(left.length, right.length);
        int local = local(left);
        boolean sameLocal = local == local(right) && local > 1 && begin(left, right) >= local;
        return sameLocal || alike >= 0.8 && sameNumber ? 2 : alike >= 0.65 ? 3 : 4;
    }

    /** Whether the digits of both are the same ones in the same order. */
    private static boolean haveOneNumber(byte[] left, byte[] right) {
        int i = 0;
        int j = 0;
        while (true) {
            while (i < left.length && !isDigit(left[i])) {
                i++;
            }
            while (j < right.length && !isDigit(right[j])) {
                j++;
            }
            if (i == left.length || j == right.length) {
                return i == left.length && j == right.length;
            }
            if (left[i++] != right[j++]) {
                return false;
            }
        }
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    private static boolean crossed(byte[] left, byte[] right) {
        return left[4] == right[6] && left[5] == right[7];
    }

    private static boolean same(byte[] left, byte[] right, int from, int to) {
        for (int i = from; i < to; i++) {
            if (left[i] != right[i]) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes both begin with. */
    private static int begin(byte[] left, byte[] right) {
        int end = Math.min(left.length, right.length);
        int i = 0;
        while (i < end && left[i] == right[i]) {
            i++;
        }
        return i;
    }

    private static int local(byte[] email) {
        for (int i = 0; i < email.length; i++) {
            if (email[i] == '@') {
                return i;
            }
        }
        return email.length;
    }

    private static int number(byte[] digits) {
        int number = 0;
        for (int i = 0; i < digits.length && i < 4; i++) {
            number = number * 10 + digits[i] - '0';
        }
        return number;
    }
}
