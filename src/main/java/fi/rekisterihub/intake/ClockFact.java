package fi.rekisterihub.intake;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a record tells of a day from which its person's data is kept.
 *
 * @param anchor contract-end, last-contact …
 * @param day {@link LocalDate#MAX} for what has not ended, null for what there is not (any more)
 */
public record ClockFact(
        long personId,
        String anchor,
        String recordKey,
        @Nullable LocalDate day) {}
