package fi.rekisterihub.edge;

import fi.rekisterihub.permission.LinkPreferences.About;
import fi.rekisterihub.permission.LinkTokens;
import java.util.LinkedHashMap;
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
    private final LinkTokens tokens;

    LinkPage(MessageSource messages, LinkTokens tokens) {
        this.messages = messages;
        this.tokens = tokens;
    }

    /** What the templates of all pages show. {@code others} are the other languages, by code. */
    interface Shown {

        String language();

        Map<String, String> others();
    }

    /**
     * What the template of the plain pages shows.
     *
     * @param choose the words and the address of the page with every choice; null where there is none
     * @param notice the same of the register's public notice
     */
    record Texts(
            String language,
            String title,
            String text,
            @Nullable Button button,
            @Nullable Choose choose,
            @Nullable Choose notice,
            Map<String, String> others)
            implements Shown {

        private Texts withButton(String act, String words) {
            return new Texts(language, title, text, new Button(act, words), choose, notice, others);
        }
    }

    /** @param act what its form says under that name */
    record Button(String act, String text) {}

    /** A way to another page. */
    record Choose(String text, String address) {}

    /** The page that asks. */
    Texts asking(Locale locale, String token, @Nullable About about) {
        String button = about == null ? say("links.ask.button", locale) : say("links.one.ask.button", locale);
        return answer("ask", token, about, locale).withButton("stop", button);
    }

    Texts done(Locale locale, String token, @Nullable About about) {
        return answer("done", token, about, locale);
    }

    /** The page for a link whose opt-out is recorded already. */
    Texts used(Locale locale, String token, @Nullable About about) {
        return answer("used", token, about, locale);
    }

    Texts unknown(Locale locale) {
        return plain("links.unknown", locale);
    }

    /** The page behind a mail that asks whether somebody really wants what was ticked. */
    Texts allowing(Locale locale) {
        return plain("links.allow", locale).withButton("allow", say("links.allow.button", locale));
    }

    Texts allowed(Locale locale) {
        return plain("links.allowed", locale);
    }

    /** Too old, or not for the person's address of today. */
    Texts expired(Locale locale) {
        return plain("links.expired", locale);
    }

    /** The same click came before and has not come to its end. */
    Texts later(Locale locale) {
        return plain("links.later", locale);
    }

    /** What was sent is not what the page or a mail program sends. */
    Texts noForm(Locale locale) {
        return plain("links.noform", locale);
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

    /** @param about null for a link that stops all marketing by e-mail, which has plainer words */
    private Texts answer(String page, String token, @Nullable About about, Locale locale) {
        String key = (about == null ? "links." : "links.one.") + page;
        Object[] what = about == null
                ? new Object[0]
                : new Object[] {about.what().in(locale.getLanguage()), say("channel." + about.channel(), locale)};
        return new Texts(
                locale.getLanguage(),
                say(key + ".title", locale, what),
                say(key + ".text", locale, what),
                null,
                // Relative, because the hub may stand under a path of another server.
                new Choose(say("links.choose", locale), token + "/preferences?lang=" + locale.getLanguage()),
                tokens.read(token)
                        .map(subject -> new Choose(
                                say("links.notice", locale),
                                "../registers/%s/notice?lang=%s".formatted(subject.registerId(), locale.getLanguage())))
                        .orElse(null),
                others(locale));
    }

    private Texts plain(String page, Locale locale) {
        return new Texts(
                locale.getLanguage(),
                say(page + ".title", locale),
                say(page + ".text", locale),
                null,
                null,
                null,
                others(locale));
    }

    static Map<String, String> others(Locale locale) {
        Map<String, String> others = new LinkedHashMap<>();
        for (Locale language : LANGUAGES) {
            if (!language.equals(locale)) {
                others.put(language.getLanguage(), language.getDisplayLanguage(language));
            }
        }
        return others;
    }

    private String say(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }
}
