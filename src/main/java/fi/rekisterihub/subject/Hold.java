package fi.rekisterihub.subject;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A ground for which a person's data is kept although its time is over.
 *
 * @param what a hold of the profile, such as {@code dispute}
 * @param until the last day on which it holds; null for one that somebody must lift
 */
public record Hold(
        long id, String what, String reason, @Nullable LocalDate until, String setBy, Instant at) {}
