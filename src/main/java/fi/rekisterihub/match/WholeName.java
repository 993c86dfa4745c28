package fi.rekisterihub.match;

import fi.rekisterihub.register.NameParticles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person's name in one field, the surname first. Where it is to be cut is certain with two words, and with more only
 * by what is known of the person already: a surname may be two words, and a known given name need not be the first. What
 * is not certain is not cut, so the names that are known stay; {@code NameCut} is for files, where something must be compared.
 */
public final class WholeName {

    private final List<String> words;
    private final int shortest;

    private WholeName(List<String> words) {
        this.words = words;
        int particles = 0;
        while (particles < words.size() && NameParticles.contain(words.get(particles))) {
            particles++;
        }
        this.shortest = particles + 1;
    }

    public static WholeName surnameFirst(String text) {
        return new WholeName(Arrays.asList(text.strip().split("[\\s,]+")));
    }

    /**
     * The names as the fields of the register, empty when it is not certain where the surname ends.
     *
     * @param family the surname that is known
     * @param given the given name that is known, which may be any of several
     */
    public Optional<Map<String, String>> cut(@Nullable String family, @Nullable String given) {
        int end = surnameEnd(split(family), split(given));
        if (end == 0) {
            return Optional.empty();
        }
        Map<String, String> names = new LinkedHashMap<>();
        names.put("familyName", asKnown(String.join(" ", words.subList(0, end)), family));
        names.put("givenName", asKnown(words.get(end), given));
        if (end + 1 < words.size()) {
            names.put("otherGivenNames", String.join(" ", words.subList(end + 1, words.size())));
        }
        return Optional.of(names);
    }

    /** How many words are the surname; 0 when nobody can say. */
    private int surnameEnd(List<String> family, List<String> given) {
        if (words.size() <= shortest || isTheOtherWayRound(family, given)) {
            return 0;
        }
        if (words.size() == shortest + 1) {
            return shortest;
        }
        int byFamily = startsWith(family) && family.size() >= shortest ? family.size() : 0;
        int byGiven = placeOf(given);
        if (byFamily > 0 && byFamily < words.size()) {
            return byGiven == 0 || byGiven == byFamily ? byFamily : 0;
        }
        return byGiven == shortest ? shortest : 0;
    }

    /** The word at which the known given name stands, behind the shortest surname; 0 when nowhere. */
    private int placeOf(List<String> given) {
        for (int at = shortest; !given.isEmpty() && at < words.size(); at++) {
            if (folded(words.get(at)).equals(given.get(0))) {
                return at;
            }
        }
        return 0;
    }

    private boolean startsWith(List<String> start) {
        return !start.isEmpty()
                && start.size() <= words.size()
                && start.equals(words.subList(0, start.size()).stream()
                        .map(WholeName::folded)
                        .toList());
    }

    /** The source has written the given name first this time. */
    private boolean isTheOtherWayRound(List<String> family, List<String> given) {
        return !given.isEmpty()
                && !given.equals(family)
                && folded(words.get(0)).equals(given.get(0))
                && !family.isEmpty()
                && folded(words.get(words.size() - 1)).equals(family.get(family.size() - 1));
    }

    /** Capitals alone are no news. */
    private static String asKnown(String written, @Nullable String known) {
        return known != null && folded(written).equals(folded(known)) ? known : written;
    }

    private static List<String> split(@Nullable String known) {
        return known == null || known.isBlank()
                ? List.of()
                : Arrays.stream(known.strip().split("\\s+"))
                        .map(WholeName::folded)
                        .toList();
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
