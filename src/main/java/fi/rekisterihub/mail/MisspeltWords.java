package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Mends the words of wishes that are written in haste: {@code unsubcsribe}, {@code poisatkaa}. */
final class MisspeltWords {

    private static final int SHORTEST = 6;
    private static final int LONGEST = 24;
    private static final int LONG = 11;
    private static final List<String> WORDS = WordFile.read("misspelt-words.txt").stream()
            .flatMap(row -> row.words().stream())
            .toList();
    private static final Set<String> RIGHT = new HashSet<>(WORDS);

    private MisspeltWords() {}

    static List<String> mended(List<String> tokens) {
        List<String> mended = new ArrayList<>(tokens.size());
        tokens.forEach(token -> mended.add(mended(token)));
        return mended;
    }

    private static String mended(String token) {
        if (token.length() < SHORTEST
                || token.length() > LONGEST
                || RIGHT.contains(token)
                || Meanings.ALL.isCommon(token)
                || !Meanings.ALL.beginningWith(token).isEmpty()) {
            return token;
        }
        for (String word : WORDS) {
            int allowed = word.length() >= LONG ? 2 : 1;
            if (Math.abs(word.length() - token.length()) <= allowed
                    && word.charAt(0) == token.charAt(0)
                    && distance(token, word, allowed) <= allowed) {
                return word;
            }
        }
        return token;
    }

    /** Letters that differ, are missing, too many or changed with their neighbour; more than {@code allowed} is not counted. */
    private static int distance(String one, String other, int allowed) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] now = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            now[0] = i;
            int least = i;
            for (int j = 1; j <= other.length(); j++) {
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], last[j]) + 1, last[j - 1] + same);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    now[j] = Math.min(now[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, now[j]);
            }
            if (least > allowed) {
                return least;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = now;
            now = free;
        }
        return last[other.length()];
    }
}
