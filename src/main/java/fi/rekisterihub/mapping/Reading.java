package fi.rekisterihub.mapping;

import org.jspecify.annotations.Nullable;

/** What a mapping makes of one record. */
public sealed interface Reading {

    record Told(Observation observation) implements Reading {}

    /** The table's {@code only} does not let it in: the feed carries others beside its own. */
    record NotWanted() implements Reading {}

    /**
     * @param field the target that cannot be worked out, null when it is the record as a whole
     * @param reason a sentence without any of the record's values
     */
    record Unusable(@Nullable String field, String reason) implements Reading {}
}
