package fi.rekisterihub.edge;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The texts of the unsubscribe pages in the reader's language. Chosen here and not by the console's language switch,
 * which would need a cookie.
 */
@Component
final class LinkPage {

    private static final List<Locale> LANGUAGES =
            List.of(Locale.forLanguageTag("fi"), Locale.forLanguageTag("sv"), Locale.ENGLISH);

    private final MessageSource messages;

    LinkPage(MessageSource messages) {
        this.messages = messages;
    }

    /** What the template shows. {@code others} are the other languages, by code. */
    record Texts(
            String language,
            String title,
            String text,
            @Nullable String button,
            Map<String, String> others) {}

    /** The page that asks. */
    Texts asking(Locale locale) {
        return new Texts(
                locale.getLanguage(),
                say("links.ask.title", locale),
                say("links.ask.text", locale),
                say("links.ask.button", locale),
                others(locale));
    }

    Texts done(Locale locale) {
        return answer("links.done", locale);
    }

    /** The page for a link whose opt-out is recorded already. */
    Texts used(Locale locale) {
        return answer("links.used", locale);
    }

    Texts unknown(Locale locale) {
        return answer("links.unknown", locale);
    }

    /** The language of the switch when it is one of ours, else the best of the browser's, else Finnish. */
    static Locale locale(@Nullable String wanted, @Nullable String acceptLanguage) {
        for (Locale language : LANGUAGES) {
            if (language.getLanguage().equals(wanted)) {
                return language;
            }
        }
        try {
            Locale best = acceptLanguage == null
                    ? null
                    : Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return best == null ? LANGUAGES.get(0) : best;
        } catch (IllegalArgumentException unreadable) {
            return LANGUAGES.get(0);
        }
    }

    private Texts answer(String page, Locale locale) {
        return new Texts(
                locale.getLanguage(), say(page + ".title", locale), say(page + ".text", locale), null, others(locale));
    }

    private static Map<String, String> others(Locale locale) {
        Map<String, String> others = new java.util.LinkedHashMap<>();
        for (Locale language : LANGUAGES) {
            if (!language.equals(locale)) {
                others.put(language.getLanguage(), language.getDisplayLanguage(language));
            }
        }
        return others;
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
