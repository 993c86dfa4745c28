package fi.rekisterihub.description;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The sentences, terms, days and periods of one language. */
final class Wording {

    static final List<String> LANGUAGES = List.of("fi", "sv", "en");

    /** Finnish stands in the bundle without a suffix, as everywhere in the hub. */
    private static final ResourceBundleMessageSource MESSAGES = messages();

    /** Names that keep their capital in the middle of a sentence. */
    private static final Pattern CAPITAL = Pattern.compile("(?:Y-tunnus|FO-nummer|[A-ZÅÄÖ]{2,}).*", Pattern.DOTALL);

    private static final Pattern SENTENCE = Pattern.compile("\\. (?=\\p{Lu})");

    /** Numbers up to this one are written as words. */
    private static final int LAST_WORD = 12;

    private final String language;
    private final Locale locale;

    private Wording(String language) {
        this.language = language;
        this.locale = Locale.forLanguageTag(language);
    }

    /** @throws IllegalArgumentException for any other than fi, sv and en */
    static Wording in(String language) {
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException(
                    "The public texts are in fi, sv and en; there is none in '%s'.".formatted(language));
        }
        return new Wording(language);
    }

    String language() {
        return language;
    }

    /** @throws org.springframework.context.NoSuchMessageException when nobody has written that sentence */
    String say(String key, Object... values) {
        String said = MESSAGES.getMessage("text." + key, values, locale);
        // A name such as Inc. brings the full stop of the sentence with it.
        return said.endsWith("..") ? said.substring(0, said.length() - 1) : said;
    }

    boolean has(String key) {
        return MESSAGES.getMessage("text." + key, null, null, locale) != null;
    }

    /** A field's name as it stands in a sentence; the field itself where an operator made it up. */
    String field(String field) {
        String said = MESSAGES.getMessage("text.field." + field, null, null, locale);
        return said != null ? said : small(MESSAGES.getMessage("field." + field, null, field, locale));
    }

    String fields(Iterable<String> fields) {
        List<String> named = new ArrayList<>();
        fields.forEach(field -> named.add(field(field)));
        return and(named);
    }

    /** A term that other pages of the hub use too. */
    String term(String kind, String id) {
        return String.valueOf(MESSAGES.getMessage(kind + "." + id, null, id, locale));
    }

    String terms(String kind, Iterable<String> ids) {
        List<String> named = new ArrayList<>();
        ids.forEach(id -> named.add(term(kind, id)));
        return and(named);
    }

    /** a, b and c. */
    String and(List<String> things) {
        return joined(things, say("and"));
    }

    /** a, b or c. */
    String or(List<String> things) {
        return joined(things, say("or"));
    }

    private static String joined(List<String> things, String last) {
        int size = things.size();
        if (size < 2) {
            return String.join("", things);
        }
        // Things that are lists themselves would run into each other.
        boolean lists = things.stream().anyMatch(thing -> thing.contains(",") || thing.contains(" " + last + " "));
        return String.join(lists ? "; " : ", ", things.subList(0, size - 1)) + (lists ? "; " : " ") + last + " "
                + things.get(size - 1);
    }

    /** With a small first letter, unless it is a name that always has a capital. */
    String small(String text) {
        return text.isEmpty() || CAPITAL.matcher(text).matches()
                ? text
                : text.substring(0, 1).toLowerCase(locale) + text.substring(1);
    }

    /** With a capital first letter, as a sentence begins. */
    String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(locale) + text.substring(1);
    }

    /** With the full stop that a profile's text may lack. */
    String sentence(String text) {
        String whole = capital(text.strip());
        return whole.isEmpty() || whole.matches("(?s).*[.!?…]") ? whole : whole + ".";
    }

    /** What a text begins with and is called by: its first sentence, without the full stop. */
    String heading(String text) {
        Matcher end = SENTENCE.matcher(text);
        return end.find() ? text.substring(0, end.start()) : text;
    }

    /** What a text says beyond its heading; empty for most. */
    String beyondHeading(String text) {
        Matcher end = SENTENCE.matcher(text);
        return end.find() ? sentence(text.substring(end.end())) : "";
    }

    String day(LocalDate day) {
        return DateTimeFormatter.ofPattern(say("format.day"), locale).format(day);
    }

    /** "kahdeksan vuotta", "en vecka", "26 months": in the case in which it is counted. */
    String period(Period period) {
        List<String> parts = new ArrayList<>();
        int days = period.getDays();
        unit(parts, "year", period.getYears());
        unit(parts, "month", period.getMonths());
        if (days % 7 == 0) {
            unit(parts, "week", days / 7);
        } else {
            unit(parts, "day", days);
        }
        return and(parts);
    }

    private void unit(List<String> parts, String unit, int count) {
        if (count == 1) {
            parts.add(say("period." + unit + ".one"));
        } else if (count > 1) {
            parts.add(say("period." + unit + ".many", number(count)));
        }
    }

    String number(int number) {
        return number <= LAST_WORD ? say("number." + number) : String.valueOf(number);
    }

    /** The country's name in this language; the code as it stands where it is none. */
    String country(String code) {
        return code.matches("[A-Z]{2}")
                ? new Locale.Builder().setRegion(code).build().getDisplayCountry(locale)
                : code;
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/description", "messages/holdings", "messages/terms");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
