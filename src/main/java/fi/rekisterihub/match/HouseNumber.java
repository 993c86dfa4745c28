package fi.rekisterihub.match;

import java.util.Arrays;
import java.util.Set;

/** Number, stair and flat: {@code 12 B 45}, {@code 12b45} and {@code 12 B as. 45} are one, and {@code 12} is the house of them all. */
final class HouseNumber {

    /** Words that only say what the number behind them, or the letter, is. */
    private static final Set<String> SAY_NOTHING = Set.of(
            "as",
            "asunto",
            "huoneisto",
            "bst",
            "bostad",
            "lgh",
            "lägenhet",
            "rappu",
            "rp",
            "porras",
            "trappa",
            "trapp");

    private HouseNumber() {}

    /** Whether it is written as it is compared already, as most are: a number alone. */
    static boolean isPlain(byte[] text, int length) {
        for (int i = 0; i < length; i++) {
            if (!isDigit(text[i])) {
                return false;
            }
        }
        return length == 0 || text[0] != '0';
    }

    /**
     * Without blanks, but for one where a word stood that only said what is behind it.
     *
     * @param written small letters and digits, words with one blank between them
     */
    static String of(String written) {
        StringBuilder form = new StringBuilder();
        boolean left = false;
        int at = 0;
        while (at < written.length()) {
            int end = endOfRun(written, at);
            String run = written.substring(at, end);
            if (form.length() > 0 && end < written.length() && SAY_NOTHING.contains(run)) {
                left = true;
            } else if (!run.isBlank()) {
                boolean alike = left && kind(form.charAt(form.length() - 1)) == kind(run.charAt(0));
                form.append(alike ? " " : "").append(withoutZeros(run));
                left = false;
            }
            at = end;
        }
        return form.toString();
    }

    /** Of digits, of letters, or of blanks. */
    private static int endOfRun(String text, int from) {
        int end = from + 1;
        while (end < text.length() && kind(text.charAt(end)) == kind(text.charAt(from))) {
            end++;
        }
        return end;
    }

    private static int kind(char c) {
        return c == ' ' ? 0 : c >= '0' && c <= '9' ? 1 : 2;
    }

    private static String withoutZeros(String run) {
        int begin = 0;
        while (begin + 1 < run.length() && run.charAt(begin) == '0') {
            begin++;
        }
        return run.substring(begin);
    }

    /** Whether both are one house, of which the one leaves stair or flat out. */
    static boolean isWithoutFlat(byte[] left, byte[] right) {
        byte[] shorter = left.length < right.length ? left : right;
        byte[] longer = left.length < right.length ? right : left;
        int begin = 0;
        int at = 0;
        while (at < longer.length && begin < shorter.length) {
            int end = endOfRun(longer, at);
            if (isRun(shorter, begin, longer, at, end)) {
                begin = behindBlank(shorter, begin + end - at);
            } else if (at == 0) {
                return false;
            }
            at = behindBlank(longer, end);
        }
        return begin >= shorter.length;
    }

    private static boolean isRun(byte[] text, int begin, byte[] other, int from, int to) {
        return endOfRun(text, begin) - begin == to - from
                && Arrays.equals(text, begin, begin + to - from, other, from, to);
    }

    private static int endOfRun(byte[] text, int from) {
        int end = from + 1;
        while (end < text.length && text[end] != ' ' && isDigit(text[end]) == isDigit(text[from])) {
            end++;
        }
        return end;
    }

    private static int behindBlank(byte[] text, int at) {
        return at < text.length && text[at] == ' ' ? at + 1 : at;
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }
}
