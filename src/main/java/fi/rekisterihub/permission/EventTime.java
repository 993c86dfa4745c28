package fi.rekisterihub.permission;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a provider says that it happened. */
final class EventTime {

    private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,14}");
    private static final Pattern SECONDS = Pattern.compile("\\d{9,11}");

    private EventTime() {}

    /**
     * Reads epoch milliseconds, epoch seconds, and ISO times; a time without a zone is UTC.
     *
     * @param received used when there is no time or none that can be read: an opt-out does not wait for a clock
     */
    static Instant of(@Nullable String text, Instant received) {
        if (text == null) {
            return received;
        }
        try {
            if (MILLISECONDS.matcher(text).matches()) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            if (SECONDS.matcher(text).matches()) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            String iso = text.strip().replace(' ', 'T');
            return iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$") && iso.length() > 19
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException unreadable) {
            return received;
        }
    }
}
