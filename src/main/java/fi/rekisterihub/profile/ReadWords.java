package fi.rekisterihub.profile;

import fi.rekisterihub.NearestWord;
import fi.rekisterihub.Section;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What several sections of a profile are made of: words of a closed set, fields, and texts in three languages. */
final class ReadWords {

    private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]*");

    private ReadWords() {}

    static Texts texts(Section section, String name) {
        return section.section(name)
                .map(texts -> texts.only("fi", "sv", "en"))
                .map(texts -> new Texts(texts.text("fi"), texts.text("sv"), texts.text("en")))
                .orElseGet(() -> {
                    section.text(name);
                    return new Texts("", "", "");
                });
    }

    static boolean yesOrNo(Section section, String name, boolean otherwise) {
        return section.parsed(name, String.valueOf(otherwise), text -> switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException("write true or false");
        });
    }

    // What a parser says of itself ("For input string") tells an operator nothing.
    static int wholeNumber(Section section, String name, int otherwise) {
        return section.parsed(name, String.valueOf(otherwise), text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException noNumber) {
                throw new IllegalArgumentException("write a whole number such as 1.", noNumber);
            }
        });
    }

    static LocalDate day(Section section, String name, LocalDate otherwise) {
        return section.parsed(name, otherwise.toString(), text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException noDay) {
                throw new IllegalArgumentException("write a day such as 2021-06-27.", noDay);
            }
        });
    }

    static String oneOf(Section section, String name, String otherwise, List<String> known) {
        return section.oneOf(name, otherwise, known.toArray(String[]::new));
    }

    static Set<String> words(Section section, String name, List<String> known) {
        List<String> words = section.texts(name);
        for (int i = 0; i < words.size(); i++) {
            if (!known.contains(words.get(i))) {
                section.problemAt(name, i, "unknown '%s'%s".formatted(words.get(i), hint(words.get(i), known)));
            }
        }
        return new LinkedHashSet<>(words);
    }

    /** @param called what one of the known is, in the words of the message */
    static <T> Set<T> among(Section section, String name, String called, Function<T, String> word, Collection<T> all) {
        List<String> known = all.stream().map(word).toList();
        Set<T> chosen = new LinkedHashSet<>();
        List<String> words = section.texts(name);
        for (int i = 0; i < words.size(); i++) {
            String given = words.get(i);
            if (!known.contains(given)) {
                section.problemAt(name, i, "'%s' is no %s%s".formatted(given, called, hint(given, known)));
            }
        }
        all.stream().filter(one -> words.contains(word.apply(one))).forEach(chosen::add);
        return chosen;
    }

    /**
     * @param held the fields that may stand here; null for any
     * @param otherwise how the message goes on after a field that may not
     */
    static Set<String> fields(Section section, String name, @Nullable Set<String> held, String otherwise) {
        List<String> fields = section.texts(name);
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            if (!FIELD.matcher(field).matches()) {
                section.problemAt(name, i, "'%s' is no field name; write it like 'postalCode'.".formatted(field));
            } else if (held != null && !held.contains(field)) {
                section.problemAt(name, i, "No group of this register holds '%s'%s".formatted(field, otherwise));
            }
        }
        return new LinkedHashSet<>(fields);
    }

    private static String hint(String word, Collection<String> known) {
        return NearestWord.hint(word, known);
    }
}
