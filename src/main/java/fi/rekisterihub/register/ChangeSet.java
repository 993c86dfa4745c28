package fi.rekisterihub.register;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one record, or one person's act, did to one entity: four lists of equal length.
 *
 * @param runId null when a person did it by hand
 * @param actor the user, null when a run did it
 */
public record ChangeSet(
        long entityId,
        String registerId,
        @Nullable Long runId,
        String feed,
        List<String> fields,
        List<@Nullable String> oldValues,
        List<@Nullable String> newValues,
        List<String> rules,
        @Nullable String actor) {

    /** The same, done by a person. */
    public ChangeSet by(String person) {
        return new ChangeSet(entityId, registerId, runId, feed, fields, oldValues, newValues, rules, person);
    }
}
