package fi.rekisterihub.match;

/**
 * Dates as eight digits, year first: {@code 1971-06-24}, {@code 24.6.1971}, {@code 19710624}, three columns joined by blanks.
 * A year alone stays four digits. Days that no calendar has are kept as they are: they too may agree.
 */
final class DateForm {

    private DateForm() {}

    static void of(String text, Form form) {
        int[] parts = new int[3];
        int[] lengths = new int[3];
        int count = parts(text, parts, lengths);
        if (count == 1 && lengths[0] == 8) {
            put(form, parts[0], 8);
        } else if (count == 3 && lengths[0] == 4) {
            put(form, parts[0] * 10_000 + parts[1] * 100 + parts[2], 8);
        } else if (count == 3 && lengths[2] == 4) {
            put(form, parts[2] * 10_000 + parts[1] * 100 + parts[0], 8);
        } else if (count == 1 && lengths[0] == 4) {
            put(form, parts[0], 4);
        } else if (count == 2 && (lengths[0] == 4 || lengths[1] == 4)) {
            put(form, lengths[0] == 4 ? parts[0] : parts[1], 4);
        }
    }

    /** Runs of digits; 0 when there are more than three, or one is longer than eight. */
    private static int parts(String text, int[] parts, int[] lengths) {
        int count = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                // What follows is the time of day.
                if (c == 'T' && count == 3) {
                    return count;
                }
                inside = false;
                continue;
            }
            if (!inside) {
                if (count == 3) {
                    return 3;
                }
                count++;
                inside = true;
            }
            parts[count - 1] = parts[count - 1] * 10 + c - '0';
            if (++lengths[count - 1] > 8) {
                return 0;
            }
        }
        return count;
    }

    private static void put(Form form, int number, int digits) {
        int place = (int) Math.pow(10, digits - 1);
        for (int rest = number; place > 0; place /= 10) {
            form.put('0' + rest / place % 10);
        }
    }
}
