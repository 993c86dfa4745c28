package fi.rekisterihub.intake;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long and how often the inbox tries.
 *
 * @param lease how long one worker may hold an item before another may take it
 * @param attempts after so many an item is dead: shown, never dropped
 * @param firstWait pause after the first failure; doubles with each further one
 * @param longestWait the pause never grows beyond this
 */
@Validated
@ConfigurationProperties("hub.intake.inbox")
public record InboxSettings(
        @DefaultValue("2m") Duration lease,
        @DefaultValue("8") @Min(1) int attempts,
        @DefaultValue("5s") Duration firstWait,
        @DefaultValue("1h") Duration longestWait) {

    /** The pause after the given number of failed attempts. */
    Duration waitAfter(int failures) {
        Duration wait = firstWait.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 20));
        return wait.compareTo(longestWait) > 0 ? longestWait : wait;
    }
}
