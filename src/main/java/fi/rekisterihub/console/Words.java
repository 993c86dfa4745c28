package fi.rekisterihub.console;

import fi.rekisterihub.KeptSentences;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Writes times, numbers and terms in the reader's language; templates know it as {@code words}. */
@Component
public class Words {

    private static final Pattern KEPT_TIME =
            Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");

    private final MessageSource messages;
    private final ProfileNames names;
    private final ConsoleSettings settings;

    Words(MessageSource messages, ProfileNames names, ConsoleSettings settings) {
        this.messages = messages;
        this.names = names;
        this.settings = settings;
    }

    /** 21.11.2026 klo 14.05 · 21.11.2026 kl. 14.05 · 21 Nov 2026, 14:05; a dash for nothing. */
    public String when(@Nullable Instant time) {
        return time == null ? "–" : at("format.time", time);
    }

    public String day(@Nullable LocalDate day) {
        return day == null
                ? "–"
                : DateTimeFormatter.ofPattern(text("format.day"), locale()).format(day);
    }

    /** 14.05 today, else the whole time. */
    public String clock(@Nullable Instant time) {
        if (time == null) {
            return "–";
        }
        boolean today = zoned(time).toLocalDate().equals(LocalDate.now(settings.zone()));
        return at(today ? "format.clock" : "format.time", time);
    }

    public String clockOf(Instant time) {
        return at("format.clock", time);
    }

    /** "12 min sitten", "2 tunnin kuluttua"; the reader's words for never when there is no time. */
    public String ago(@Nullable Instant time) {
        if (time == null) {
            return text("ago.never");
        }
        Duration since = Duration.between(time, Instant.now());
        return since.isNegative() && since.toSeconds() < -5
                ? text("ago.in", duration(since.negated()))
                : since.toSeconds() < 5 ? text("ago.now") : text("ago.past", duration(since));
    }

    /** What is to come; a time that has passed is of something that is due and about to begin. */
    public String ahead(Instant time) {
        return time.isBefore(Instant.now()) ? text("ago.due") : ago(time);
    }

    /** The largest unit that says enough: 45 s, 12 min, 3 h, 6 d. */
    public String duration(@Nullable Duration time) {
        if (time == null) {
            return "–";
        }
        if (time.toSeconds() < 90) {
            return text("duration.seconds", time.toSeconds());
        }
        if (time.toMinutes() < 90) {
            return text("duration.minutes", time.toMinutes());
        }
        return time.toHours() < 48 ? text("duration.hours", time.toHours()) : text("duration.days", time.toDays());
    }

    public String number(@Nullable Number number) {
        return number == null ? "–" : NumberFormat.getIntegerInstance(locale()).format(number.longValue());
    }

    /** 812 B, 14 kB, 3 MB, 1 GB: rounded up, thousands as the SI counts them. */
    public String bytes(long size) {
        String[] units = {"B", "kB", "MB", "GB"};
        long shown = size;
        int unit = 0;
        while (shown >= 1000 && unit < units.length - 1) {
            shown = (shown + 999) / 1000;
            unit++;
        }
        return number(shown) + "\u00a0" + units[unit];
    }

    /** A term's name: as the message files say, else as a register's profile does, else the term itself. */
    public String term(String kind, @Nullable String id) {
        if (id == null || id.isBlank()) {
            return "–";
        }
        // What stands behind a colon is a detail: "outranks:crm-person" is an "outranks".
        String named = messages.getMessage(kind + "." + id.replaceFirst(":.*", ""), null, "", locale());
        if (named != null && !named.isEmpty()) {
            return named;
        }
        // A permission's origin may be a feed, as when the population register tells of somebody's death.
        return kind.equals("origin") ? term("feed", id) : names.of(kind, id, locale().getLanguage());
    }

    /** A value as people read it: codes of some fields have names, everything else is shown as it is. */
    public String value(String field, @Nullable String value) {
        return value == null ? "–" : String.valueOf(messages.getMessage(field + "." + value, null, value, locale()));
    }

    public String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale());
    }

    /** A sentence that the hub keeps as data, in the reader's language and time; anything else as it is. */
    public String said(@Nullable String sentence) {
        return sentence == null
                ? ""
                : KEPT_TIME
                        .matcher(KeptSentences.in(language(), sentence))
                        .replaceAll(time -> Matcher.quoteReplacement(when(Instant.parse(time.group()))));
    }

    public String language() {
        return locale().getLanguage();
    }

    /** Cents as euros. */
    public String euros(java.math.BigDecimal cents) {
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(cents.movePointLeft(2)) + "\u00a0€";
    }

    private String at(String formatKey, Instant time) {
        return DateTimeFormatter.ofPattern(text(formatKey), locale()).format(zoned(time));
    }

    ZonedDateTime zoned(Instant time) {
        return time.atZone(settings.zone());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
