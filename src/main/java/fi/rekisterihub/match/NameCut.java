package fi.rekisterihub.match;

import fi.rekisterihub.register.NameParticles;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A person's whole name, cut into what is compared. A comma stands behind the surname, and a particle before it; else the words
 * at the two ends are looked at, whether one is a given name or ends as surnames do. Something is compared in any case: where a
 * name does not say how it is written, somebody else must.
 */
record NameCut(String family, String given) {

    /** How a name is written. */
    enum Order {
        SURNAME_FIRST,
        GIVEN_NAME_FIRST,
        /** It may be either. */
        UNKNOWN
    }

    private static final Pattern BLANKS = Pattern.compile("[\\s,]+");
    private static final List<String> ENDS_OF_SURNAMES =
            List.of("nen", "lä", "mäki", "niemi", "järvi", "ström", "berg", "qvist", "kvist", "gren", "lund", "sson");

    /** Whether a comma says where the surname ends. */
    static boolean hasComma(String name) {
        int comma = name.indexOf(',');
        return comma > 0 && !name.substring(comma + 1).isBlank();
    }

    static Order order(String name) {
        List<String> words = words(name);
        int last = words.size() - 1;
        if (last < 1 || hasComma(name)) {
            return Order.SURNAME_FIRST;
        }
        if (last > 1) {
            int particle = 0;
            while (particle <= last && !NameParticles.contain(words.get(particle))) {
                particle++;
            }
            if (particle <= last) {
                return particle == 0 || particle == last ? Order.SURNAME_FIRST : Order.GIVEN_NAME_FIRST;
            }
        }
        int lean = lean(words.get(0)) - lean(words.get(last));
        return lean > 0 ? Order.GIVEN_NAME_FIRST : lean < 0 ? Order.SURNAME_FIRST : Order.UNKNOWN;
    }

    /** @param order in which the name is written */
    static NameCut of(String name, Order order) {
        int comma = name.indexOf(',');
        if (hasComma(name)) {
            return surnameFirst(words(name.substring(0, comma)), words(name.substring(comma + 1)));
        }
        List<String> words = words(name);
        int last = words.size() - 1;
        if (last < 1) {
            return new NameCut(text(words), "");
        }
        if (order == Order.GIVEN_NAME_FIRST) {
            int begin = last;
            while (begin > 1 && belongsToSurname(words.get(begin - 1))) {
                begin--;
            }
            return new NameCut(text(words.subList(begin, last + 1)), text(words.subList(0, begin)));
        }
        int end = 0;
        while (end < last - 1 && NameParticles.contain(words.get(end))) {
            end++;
        }
        do {
            end++;
        } while (end < last && lean(words.get(end)) < 0);
        return surnameFirst(words.subList(0, end), words.subList(end, last + 1));
    }

    /** {@code Exempel, Åke von}: a particle at the end stands before the surname when the name is spoken. */
    private static NameCut surnameFirst(List<String> family, List<String> given) {
        int end = given.size();
        while (end > 1 && NameParticles.contain(given.get(end - 1))) {
            end--;
        }
        String particles = text(given.subList(end, given.size()));
        String surname = text(family);
        return new NameCut(particles.isEmpty() ? surname : particles + " " + surname, text(given.subList(0, end)));
    }

    private static boolean belongsToSurname(String word) {
        return NameParticles.contain(word) || lean(word) < 0;
    }

    /** Above 0 for a given name or an initial, below 0 for what ends as surnames do. */
    private static int lean(String word) {
        String plain = Normalizer.normalize(word, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String letters = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
        if (letters.length() == 1 || Arrays.stream(letters.split("-")).allMatch(GivenNames::isKnown)) {
            return 1;
        }
        return ENDS_OF_SURNAMES.stream().anyMatch(end -> letters.length() > end.length() && letters.endsWith(end))
                ? -1
                : 0;
    }

    private static List<String> words(String name) {
        String plain = name.strip();
        return plain.isEmpty()
                ? List.of()
                : BLANKS.splitAsStream(plain).filter(word -> !word.isEmpty()).toList();
    }

    private static String text(List<String> words) {
        return String.join(" ", words);
    }
}
