package fi.rekisterihub.edge;

import fi.rekisterihub.permission.LinkPreferences.Outcome;
import fi.rekisterihub.permission.Preferences;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The texts of the page of preferences in the reader's language. */
@Component
final class PreferencePage {

    private final MessageSource messages;

    PreferencePage(MessageSource messages) {
        this.messages = messages;
    }

    /** What the template shows. */
    record Shown(
            String language,
            String title,
            String text,
            @Nullable String said,
            String off,
            String offText,
            String save,
            List<Line> lines,
            String note,
            Map<String, String> others)
            implements LinkPage.Shown {}

    /** A purpose or a topic of it, with a box for each channel. */
    record Line(String text, boolean topic, List<Box> boxes) {}

    /** @param open whether the reader can change it */
    record Box(String value, String label, boolean ticked, boolean open) {}

    /** @param outcome of the form that was sent; null when none was */
    Shown of(Preferences preferences, @Nullable Outcome outcome, Locale locale) {
        String register = preferences.register().in(locale.getLanguage());
        return new Shown(
                locale.getLanguage(),
                say("links.prefs.title", locale),
                preferences.known()
                        ? say("links.prefs.text", locale, register, preferences.controller())
                        : say("links.prefs.gone", locale),
                outcome == null ? null : say(said(outcome), locale),
                say("links.prefs.off", locale),
                say("links.prefs.off.text", locale),
                say("links.prefs.save", locale),
                preferences.rows().stream().map(row -> line(row, locale)).toList(),
                note(preferences, locale),
                LinkPage.others(locale));
    }

    private static String said(Outcome outcome) {
        return switch (outcome) {
            case MAIL_COMES -> "links.prefs.mail";
            case NO_MORE_MAIL -> "links.prefs.nomail";
            default -> "links.prefs.kept";
        };
    }

    private String note(Preferences preferences, Locale locale) {
        if (preferences.mayAllow()) {
            return say("links.prefs.note.mail", locale);
        }
        return preferences.contact().isEmpty() ? "" : say("links.prefs.note", locale, preferences.contact());
    }

    private Line line(Preferences.Row row, Locale locale) {
        return new Line(
                row.text().in(locale.getLanguage()),
                row.topic(),
                row.choices().stream()
                        .map(choice -> new Box(
                                choice.wish().text(),
                                say("channel." + choice.wish().channel(), locale),
                                choice.allowed(),
                                choice.allowed() || choice.mayAllow()))
                        .toList());
    }

    private String say(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }
}
