package fi.rekisterihub.intake;

import fi.rekisterihub.mapping.Mapping;

/**
 * One execution, as its target needs to know it.
 *
 * @param registerId the register, or {@link #EVERY_REGISTER} for opt-out lists
 */
public record RunContext(long runId, String feed, String registerId, Mapping mapping) {

    /** Lists bind across registers; they are read once. */
    public static final String EVERY_REGISTER = "*";
}
