package fi.rekisterihub;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known word somebody meant, for messages that say what to write instead. */
public final class NearestWord {

    private NearestWord() {}

    /** {@code ; did you mean 'x'?} when a known word is near, else the list of what is known, if there is any. */
    public static String hint(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return ".";
        }
        return to(word, known).map("; did you mean '%s'?"::formatted).orElseGet(() -> "; known are %s."
                .formatted(String.join(", ", known.stream().sorted().toList())));
    }

    /** The nearest known word, if any is near. */
    public static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= Math.max(2, word.length() / 3));
    }

    /** Edits (insert, remove, replace) between two words, capitals ignored. */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
