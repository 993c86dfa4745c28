package fi.rekisterihub.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * How two names of companies stand to each other, word by word. Letter by letter {@code Oulun Rakennus} is all but
 * {@code Turun Rakennus}, and {@code Esimerkki Holding} far from {@code Esimerkki}; what is left over when equal words are set
 * against each other tells which of the two is a slip, and which another company.
 */
final class CompanyLikeness {

    static final int NEARLY = 1;
    static final int SHORTENED = 2;
    static final int LONGER = 3;

    /** They differ in nothing but a town, a number or a word such as Holding: companies of one group. */
    static final int OF_ONE_GROUP = 4;

    static final int MOSTLY = 5;
    static final int PARTLY = 6;
    static final int OTHER = 7;

    /** The words of groups, with the number of their line: those of one line mean one. */
    private static final Map<String, Integer> KIN = kinWords();

    private static final Map<String, List<String>> KIN_BY_BEGINNING = KIN.keySet().stream()
            .filter(word -> word.length() > 2)
            .collect(Collectors.groupingBy(word -> word.substring(0, 2)));
    private static final int SHORTEST_WITH_SLIP = 4;

    private CompanyLikeness() {}

    static int level(Likeness likeness, byte[] left, byte[] right) {
        if ((firstLetters(left) & firstLetters(right)) == 0) {
            return OTHER;
        }
        List<String> one = words(left);
        List<String> other = words(right);
        int letters = letters(one) + letters(other);
        boolean equal = one.removeIf(other::remove);
        equal |= pair(CompanyLikeness::areOneKinWord, one, other);
        equal |= pair((word, second) -> near(likeness, word, second), one, other);
        String rest = String.join("", one);
        String otherRest = String.join("", other);
        if (rest.equals(otherRest) || near(likeness, rest, otherRest) && slips(likeness, rest, otherRest) <= 1) {
            return NEARLY;
        }
        // Before anything else is taken for a slip or for left out: letters of a long name hide the word that the other
        // lacks.
        if (isOneWithoutKin(likeness, one, other)) {
            return OF_ONE_GROUP;
        }
        if (near(likeness, rest, otherRest)) {
            return NEARLY;
        }
        // One word that begins as another is no abbreviation of it, unless another word says so.
        if (equal
                && (leavesOut(rest, otherRest)
                        || pair(CompanyLikeness::shortens, one, other) && one.isEmpty() && other.isEmpty())) {
            return SHORTENED;
        }
        if (equal && isOfGroup(likeness, one) && isOfGroup(likeness, other)) {
            return OF_ONE_GROUP;
        }
        if (one.isEmpty() || other.isEmpty()) {
            return LONGER;
        }
        double agreed = 1 - (double) (letters(one) + letters(other)) / letters;
        return agreed >= 0.5 ? MOSTLY : agreed > 0 ? PARTLY : OTHER;
    }

    /** Whether the rests of two names are one name when the words of a group in the one, in the other or in both are not looked at. */
    private static boolean isOneWithoutKin(Likeness likeness, List<String> one, List<String> other) {
        List<String> oneWithout = withoutKin(one);
        List<String> otherWithout = withoutKin(other);
        boolean inOne = oneWithout.size() < one.size();
        boolean inOther = otherWithout.size() < other.size();
        return inOne && isOneName(likeness, oneWithout, other)
                || inOther && isOneName(likeness, one, otherWithout)
                || inOne && inOther && isOneName(likeness, oneWithout, otherWithout);
    }

    private static boolean isOneName(Likeness likeness, List<String> one, List<String> other) {
        String name = String.join("", one);
        String otherName = String.join("", other);
        if (name.isEmpty() || otherName.isEmpty()) {
            return false;
        }
        return name.equals(otherName)
                || near(likeness, name, otherName)
                || leavesOut(name, otherName)
                || one.size() == 1 && other.size() == 1 && shortens(name, otherName);
    }

    private static List<String> withoutKin(List<String> words) {
        return words.stream().filter(word -> !isKin(word)).toList();
    }

    /** Most pairs have nothing in common, and are known by this. */
    private static long firstLetters(byte[] name) {
        long letters = 0;
        for (int i = 0; i < name.length; i++) {
            if (i == 0 || name[i - 1] == ' ') {
                letters |= 1L << name[i];
            }
        }
        return letters;
    }

    /** Takes away the words that are set against each other; whether there were any. */
    private static boolean pair(BiPredicate<String, String> alike, List<String> one, List<String> other) {
        boolean paired = false;
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = 0; j < other.size(); j++) {
                if (alike.test(one.get(i), other.get(j))) {
                    one.remove(i);
                    other.remove(j);
                    paired = true;
                    break;
                }
            }
        }
        return paired;
    }

    /** A slip of the pen; but what has digits is another number. */
    private static boolean near(Likeness likeness, String one, String other) {
        int longer = Math.max(one.length(), other.length());
        if (longer < SHORTEST_WITH_SLIP || hasDigit(one) || hasDigit(other)) {
            return false;
        }
        int slips = slips(likeness, one, other);
        return slips <= 1 || slips <= longer / 5;
    }

    private static int slips(Likeness likeness, String one, String other) {
        return likeness.slips(bytes(one), bytes(other));
    }

    /** An initial, a beginning, or letters left out: {@code tsto}, {@code tilitsto}. */
    private static boolean shortens(String one, String other) {
        String shorter = one.length() < other.length() ? one : other;
        String longer = one.length() < other.length() ? other : one;
        boolean begins = longer.startsWith(shorter) && shorter.length() < longer.length() && !hasDigit(longer);
        return begins
                ? shorter.length() == 1
                        || shorter.length() >= 3 && !isKin(longer) && !goesOnWithKin(longer, shorter.length())
                : leavesOut(one, other);
    }

    /** {@code MalliLogistiikka}, also with a letter where the blank was, is not written {@code Malli} for short. */
    private static boolean goesOnWithKin(String word, int from) {
        return KIN.containsKey(word.substring(from)) || KIN.containsKey(word.substring(from + 1));
    }

    /** Letters are left out between the first two and the last. */
    private static boolean leavesOut(String one, String other) {
        String shorter = one.length() < other.length() ? one : other;
        String longer = one.length() < other.length() ? other : one;
        if (shorter.length() < 4
                || shorter.length() == longer.length()
                || longer.length() > shorter.length() * 3
                || hasDigit(longer)
                || !longer.startsWith(shorter.substring(0, 2))
                || longer.charAt(longer.length() - 1) != shorter.charAt(shorter.length() - 1)) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < longer.length() && at < shorter.length(); i++) {
            at += longer.charAt(i) == shorter.charAt(at) ? 1 : 0;
        }
        return at == shorter.length();
    }

    private static boolean isOfGroup(Likeness likeness, List<String> words) {
        return words.stream()
                .allMatch(word -> isKin(word)
                        || hasDigit(word)
                        || word.length() == 1
                        || kinThatBegins(word).stream()
                                .anyMatch(kin -> kin.length() > SHORTEST_WITH_SLIP && near(likeness, word, kin)));
    }

    /** Also shortened, as in {@code Kiint.} */
    static boolean isKin(String word) {
        return !kinLike(word).isEmpty();
    }

    /** {@code Turku} and {@code Åbo}, {@code Kiint.} and {@code Kiinteistöt}. */
    private static boolean areOneKinWord(String one, String other) {
        return kinLike(one).stream()
                .map(KIN::get)
                .anyMatch(line -> kinLike(other).stream().map(KIN::get).anyMatch(line::equals));
    }

    /** The word itself, or those for which it is short. */
    private static List<String> kinLike(String word) {
        if (KIN.containsKey(word)) {
            return List.of(word);
        }
        return word.length() < SHORTEST_WITH_SLIP
                ? List.of()
                : kinThatBegins(word).stream()
                        .filter(kin -> kin.startsWith(word))
                        .toList();
    }

    private static List<String> kinThatBegins(String word) {
        return word.length() < 3 ? List.of() : KIN_BY_BEGINNING.getOrDefault(word.substring(0, 2), List.of());
    }

    private static boolean hasDigit(String word) {
        return word.chars().anyMatch(letter -> letter >= '0' && letter <= '9');
    }

    private static int letters(List<String> words) {
        return words.stream().mapToInt(String::length).sum();
    }

    private static List<String> words(byte[] name) {
        return new ArrayList<>(Arrays.asList(new String(name, StandardCharsets.ISO_8859_1).split(" ")));
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, Integer> kinWords() {
        Map<String, Integer> words = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(CompanyLikeness.class.getResourceAsStream("kin-words.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    for (String word : line.split(" ")) {
                        words.put(word, number);
                    }
                }
                number++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The list of words of groups cannot be read.", e);
        }
        return Map.copyOf(words);
    }
}
