package fi.rekisterihub.edge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} of an answer: seconds or a date (RFC 9110, 10.2.3). */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RetryAfter() {}

    /** @return null when there is none, or none that can be read; zero when its time is past */
    static @Nullable Duration of(@Nullable Map<String, String> headers, Clock clock) {
        if (headers == null) {
            return null;
        }
        String value = header(headers, "Retry-After");
        return value == null ? null : parse(value, now(headers, clock));
    }

    /** The other side's own clock where it tells it: its dates mean nothing by a clock of ours that is wrong. */
    private static Instant now(Map<String, String> headers, Clock clock) {
        String date = header(headers, "Date");
        try {
            return date == null ? clock.instant() : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeParseException unreadable) {
            return clock.instant();
        }
    }

    private static @Nullable String header(Map<String, String> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> name.equalsIgnoreCase(header.getKey()))
                .map(header -> header.getValue().strip())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Duration parse(String value, Instant now) {
        if (SECONDS.matcher(value).matches()) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(now, until.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }
}
