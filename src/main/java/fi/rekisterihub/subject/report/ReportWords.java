package fi.rekisterihub.subject.report;

import fi.rekisterihub.Finland;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.RecipientRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** The words of one report: of the person's language, and of the register's profile before those of the hub. */
public final class ReportWords {

    private static final String DASH = "–";

    private final MessageSource messages;
    private final Locale locale;
    private final Profile profile;
    private final DateTimeFormatter day;
    private final DateTimeFormatter time;
    private final Map<String, String> known = new HashMap<>();

    ReportWords(MessageSource messages, String language, Profile profile) {
        this.messages = messages;
        this.locale = Locale.forLanguageTag(language);
        this.profile = profile;
        this.day = DateTimeFormatter.ofPattern(text("format.day"), locale);
        this.time = DateTimeFormatter.ofPattern(text("format.time"), locale);
    }

    public Locale locale() {
        return locale;
    }

    public String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** A term's name; what stands behind a colon is a detail. The term itself when it has no name. */
    public String term(String kind, @Nullable String id) {
        if (id == null || id.isBlank()) {
            return DASH;
        }
        return known.computeIfAbsent(kind + '.' + id.replaceFirst(":.*", ""), key -> {
            String named = messages.getMessage(key, null, "", locale);
            return named == null || named.isEmpty() ? id : named;
        });
    }

    /** As the profile calls it, else as the hub does. */
    public String source(@Nullable String feed) {
        if (feed == null) {
            return text("report.source.unknown");
        }
        return profile.source(feed)
                .map(rule -> rule.text().in(locale.getLanguage()))
                .orElseGet(() -> term("feed", feed));
    }

    /** Who said something of a permission: a way, a provider or a source. */
    public String origin(String source) {
        String named = term("origin", source);
        return named.equals(source) ? source(source) : named;
    }

    public String recipient(String id) {
        return profile.recipients().stream()
                .filter(rule -> rule.id().equals(id))
                .map(RecipientRule::name)
                .findFirst()
                .orElseGet(() -> term("recipient", id));
    }

    public String purpose(String id) {
        return profile.purposes().stream()
                .filter(purpose -> purpose.id().equals(id))
                .map(purpose -> purpose.text().in(locale.getLanguage()))
                .findFirst()
                .orElseGet(() -> term("purpose", id));
    }

    /** A value as people read it: codes of some fields have names. */
    public String value(String field, @Nullable String value) {
        return value == null ? DASH : String.valueOf(messages.getMessage(field + "." + value, null, value, locale));
    }

    public String day(@Nullable Instant at) {
        return at == null ? DASH : day.format(at.atZone(Finland.ZONE));
    }

    public String date(@Nullable LocalDate date) {
        return date == null ? DASH : day.format(date);
    }

    public String when(@Nullable Instant at) {
        return at == null ? DASH : time.format(at.atZone(Finland.ZONE));
    }
}
