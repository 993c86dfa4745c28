package fi.rekisterihub.retention;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What the last look at the clocks of a register counted.
 *
 * @param day for which it was counted
 * @param late due for more than a day
 * @param noClock how often no day is known from which to count
 */
public record Standing(
        String registerId, LocalDate day, Instant countedAt, long due, long late, long held, long noClock) {

    /** Nobody has looked for more than a day: the hub was down, or nothing could be counted. */
    public boolean stale(LocalDate today) {
        return day.isBefore(today.minusDays(1));
    }

    public boolean trouble(LocalDate today) {
        return late > 0 || stale(today);
    }
}
