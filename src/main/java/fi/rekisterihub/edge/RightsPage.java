package fi.rekisterihub.edge;

import fi.rekisterihub.Finland;
import fi.rekisterihub.profile.Profile;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The texts of the form of rights in the reader's language. */
@Component
final class RightsPage {

    static final String TEMPLATE = "links/rights";

    /** What can be asked; behind a hyphen the purpose. */
    static final List<String> KINDS = List.of(
            "access",
            "origin",
            "rectification",
            "erasure",
            "restriction",
            "objection-marketing",
            "objection-profiling",
            "objection-research",
            "portability",
            "withdrawal");

    private final MessageSource messages;

    RightsPage(MessageSource messages) {
        this.messages = messages;
    }

    /** What was written into the form. */
    record Filled(String key, String kind, String name, String contact, String said) {

        static final Filled NOTHING = new Filled("", "", "", "", "");

        static Filled of(LinkForm.Sent form) {
            return new Filled(
                    first(form, "key"),
                    first(form, "kind"),
                    first(form, "name"),
                    first(form, "contact"),
                    first(form, "said"));
        }

        private static String first(LinkForm.Sent form, String name) {
            return form.all(name).stream().findFirst().orElse("");
        }
    }

    /** What the template shows; without a form there is a title and a text. */
    record Shown(
            String language,
            String title,
            String text,
            @Nullable Form form,
            Map<String, String> others) implements LinkPage.Shown {}

    /** @param problem what is missing in what was sent; null when nothing was */
    record Form(
            String key,
            @Nullable String problem,
            List<Choice> choices,
            Filled filled,
            String kind,
            String name,
            String contact,
            String said,
            String hint,
            String send) {}

    /** One kind of request. */
    record Choice(String value, String text, boolean chosen) {}

    Shown form(Profile profile, Locale locale, String key, Filled filled, boolean incomplete) {
        String language = locale.getLanguage();
        LocalDate today = Finland.today();
        long days = ChronoUnit.DAYS.between(today, today.plus(profile.requests().answerWithin()));
        return new Shown(
                language,
                say("rights.title", locale, profile.name().in(language)),
                say(
                        "rights.text",
                        locale,
                        profile.name().in(language),
                        profile.controller().name(),
                        Long.toString(days)),
                new Form(
                        key,
                        incomplete ? say("rights.incomplete", locale) : null,
                        KINDS.stream()
                                .map(kind -> new Choice(
                                        kind, say("rights.kind." + kind, locale), kind.equals(filled.kind())))
                                .toList(),
                        filled,
                        say("rights.kind", locale),
                        say("rights.name", locale),
                        say("rights.contact", locale),
                        say("rights.said", locale),
                        say("rights.said.hint", locale),
                        say("rights.send", locale)),
                LinkPage.others(locale));
    }

    Shown done(Locale locale, LocalDate until) {
        String day =
                DateTimeFormatter.ofPattern(say("format.day", locale), locale).format(until);
        return plain("rights.done", locale, day);
    }

    Shown gone(Locale locale) {
        return plain("rights.gone", locale);
    }

    Shown noForm(Locale locale) {
        return plain("rights.noform", locale);
    }

    Shown busy(Profile profile, Locale locale) {
        return plain("rights.busy", locale, profile.controller().contact());
    }

    private Shown plain(String page, Locale locale, Object... values) {
        return new Shown(
                locale.getLanguage(),
                say(page + ".title", locale),
                say(page + ".text", locale, values),
                null,
                LinkPage.others(locale));
    }

    private String say(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }
}
