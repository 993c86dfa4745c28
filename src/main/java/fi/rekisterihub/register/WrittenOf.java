package fi.rekisterihub.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether a text that nobody could read as a record speaks of a person: it has an e-mail address or a phone number of theirs, in
 * whatever spelling, or their whole name beside a street of theirs. A name alone is of many.
 *
 * @param emails in small letters
 * @param phones the digits after the country's, as they stand in every spelling
 */
public record WrittenOf(Set<String> emails, Set<String> phones, List<Name> names, Set<String> streets) {

    /** Fewer digits are found in any long text. */
    private static final int FEWEST_DIGITS = 7;

    private static final int FEWEST_LETTERS = 2;

    /** @param family in small letters, as {@code given} */
    public record Name(String family, String given) {

        boolean standsIn(String text) {
            return text.contains(family) && text.contains(given);
        }
    }

    static WrittenOf of(PersonTraces person) {
        Set<String> emails = small(person.values("email"));
        Set<String> phones = new TreeSet<>();
        for (String phone : person.values("phone")) {
            String digits = SubjectKeys.normalPhone(phone).orElse(phone).replaceAll("^[+]358|\\D", "");
            if (digits.length() >= FEWEST_DIGITS) {
                phones.add(digits);
            }
        }
        List<Name> names = new ArrayList<>();
        for (String family : small(person.values("familyName"))) {
            for (String given : small(person.values("givenName"))) {
                names.add(new Name(family, given));
            }
        }
        return new WrittenOf(emails, phones, names, small(person.values("street")));
    }

    public boolean standsIn(String written) {
        String text = written.toLowerCase(Locale.ROOT);
        return emails.stream().anyMatch(text::contains)
                || (!phones.isEmpty() && phoneStandsIn(text))
                || (names.stream().anyMatch(name -> name.standsIn(text))
                        && streets.stream().anyMatch(text::contains));
    }

    /**
     * Patterns of {@code like} that let through every text in which something of the person stands, and few others: where
     * millions lie, the database looks first.
     */
    public String[] patterns() {
        return Stream.of(
                        emails.stream(),
                        // The last three digits are written together in nearly every spelling.
                        phones.stream().map(digits -> digits.substring(digits.length() - 3)),
                        names.stream().map(Name::family))
                .flatMap(words -> words)
                .map(word -> '%' + word.replaceAll("([\\\\%_])", "\\\\$1") + '%')
                .distinct()
                .toArray(String[]::new);
    }

    private boolean phoneStandsIn(String text) {
        // Only what may stand within a number is taken away: two columns of digits are no number together.
        String together = text.replaceAll("(?<=\\d)[ ()/.\\u00a0-]{1,2}(?=\\d)", "");
        return phones.stream().anyMatch(together::contains);
    }

    private static Set<String> small(Collection<String> values) {
        Set<String> small = new TreeSet<>();
        values.stream()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .filter(value -> value.length() >= FEWEST_LETTERS)
                .forEach(small::add);
        return small;
    }
}
