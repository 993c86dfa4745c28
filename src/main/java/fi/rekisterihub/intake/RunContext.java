package fi.rekisterihub.intake;

import fi.rekisterihub.mapping.Mapping;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One execution, as its target needs to know it.
 *
 * @param asOf the run in whose place it speaks: what later ones told is newer
 * @param registerId the register, or {@link #EVERY_REGISTER} for opt-out lists
 * @param version of which day the list says that it is, null when it says nothing
 */
public record RunContext(
        long runId,
        long asOf,
        String feed,
        String registerId,
        Mapping mapping,
        @Nullable LocalDate version) {

    /** A run over a delivery that says nothing of its day, or has not been read yet. */
    public RunContext(long runId, long asOf, String feed, String registerId, Mapping mapping) {
        this(runId, asOf, feed, registerId, mapping, null);
    }

    /** A run that speaks for itself. */
    public RunContext(long runId, String feed, String registerId, Mapping mapping) {
        this(runId, runId, feed, registerId, mapping);
    }

    RunContext of(@Nullable LocalDate day) {
        return new RunContext(runId, asOf, feed, registerId, mapping, day);
    }

    /** Lists bind across registers; they are read once. */
    public static final String EVERY_REGISTER = "*";
}
