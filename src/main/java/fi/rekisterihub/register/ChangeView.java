package fi.rekisterihub.register;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one record, or one person, did to one company or person. */
public record ChangeView(
        long changeSetId,
        long entityId,
        @Nullable Long runId,
        String feed,
        @Nullable String actor,
        Instant at,
        List<Field> fields) {

    /**
     * Before and after of one field, and the rule that decided.
     *
     * @param withheld whether a source withholds the values, so that they are not kept
     */
    public record Field(
            String name, @Nullable String before, @Nullable String after, String rule, boolean withheld) {

        public Field(String name, @Nullable String before, @Nullable String after, String rule) {
            this(name, before, after, rule, false);
        }

        static Field withheld(String name, String rule) {
            return new Field(name, null, null, rule, true);
        }
    }
}
