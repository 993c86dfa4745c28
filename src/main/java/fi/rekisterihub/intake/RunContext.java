package fi.rekisterihub.intake;

import fi.rekisterihub.mapping.Mapping;

/**
 * One execution, as its target needs to know it.
 *
 * @param asOf the run in whose place it speaks: what later ones told is newer
 * @param registerId the register, or {@link #EVERY_REGISTER} for opt-out lists
 */
public record RunContext(long runId, long asOf, String feed, String registerId, Mapping mapping) {

    /** A run that speaks for itself. */
    public RunContext(long runId, String feed, String registerId, Mapping mapping) {
        this(runId, runId, feed, registerId, mapping);
    }

    /** Lists bind across registers; they are read once. */
    public static final String EVERY_REGISTER = "*";
}
