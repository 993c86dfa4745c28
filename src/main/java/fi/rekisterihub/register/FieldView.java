package fi.rekisterihub.register;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One field of a company or a person, with where it comes from.
 *
 * @param feed the source that told the value; null when none is known
 * @param at when the value came; null when its history does not tell
 * @param rule the rule that let it in
 * @param withheld whether a source withholds it, so that it must not be here
 */
public record FieldView(
        String name,
        @Nullable String value,
        @Nullable String feed,
        @Nullable Instant at,
        @Nullable String rule,
        @Nullable Long runId,
        boolean withheld) {}
