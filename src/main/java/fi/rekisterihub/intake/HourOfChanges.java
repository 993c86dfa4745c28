package fi.rekisterihub.intake;

import java.time.Instant;

/**
 * How many rows were applied in one hour.
 *
 * @param hour its first moment
 */
public record HourOfChanges(Instant hour, long applied) {}
