package fi.rekisterihub.retention;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One purge of a register.
 *
 * @param status running, braked, done, refused or failed
 * @param due of how many persons something was due when it began
 * @param persons how many have left the register by it
 * @param trimmed how many have lost fields and stay
 * @param brake why it waits for a person; null when it does not
 * @param reason of whoever asked for it; null for the daily one
 */
public record RetentionRun(
        long id,
        String registerId,
        LocalDate day,
        String status,
        long due,
        long persons,
        long trimmed,
        @Nullable String brake,
        String askedBy,
        @Nullable String reason,
        @Nullable String releasedBy,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    public boolean braked() {
        return status.equals("braked");
    }

    public boolean running() {
        return status.equals("running");
    }
}
