package fi.rekisterihub.notice;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How hard the hub tries to tell a recipient. The defaults reach over a recipient that is down for a week.
 *
 * @param attempts tries before a delivery is dead
 * @param firstDelay the wait after the first failure; doubled after each further one
 * @param longestDelay the longest wait, also for a recipient that asks for more by {@code Retry-After}
 * @param lease how long a worker may hold a delivery, which it begins to send within the first half; at least twice the slowest
 *     answer
 */
@ConfigurationProperties("hub.notice")
@Validated
public record NoticeSettings(
        @DefaultValue("42") @Min(1) @Max(1000) int attempts,
        @DefaultValue("30s") Duration firstDelay,
        @DefaultValue("6h") Duration longestDelay,
        @DefaultValue("2m") Duration lease) {

    public NoticeSettings {
        requirePositive("first-delay", firstDelay);
        requirePositive("longest-delay", longestDelay);
        requirePositive("lease", lease);
        if (longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException(
                    "hub.notice.longest-delay (%s) is shorter than hub.notice.first-delay (%s); make it at least as long."
                            .formatted(longestDelay, firstDelay));
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(
                    "hub.notice.%s is %s; write a time above zero, such as 30s.".formatted(name, duration));
        }
    }
}
