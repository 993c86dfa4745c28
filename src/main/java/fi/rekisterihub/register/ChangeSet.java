package fi.rekisterihub.register;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one record, or one person's act, did to one entity: four lists of equal length.
 *
 * @param oldValues null when there was nothing before
 * @param runId null when a person did it by hand
 * @param actor the user, null when a run did it
 */
public record ChangeSet(
        long entityId,
        String registerId,
        @Nullable Long runId,
        String feed,
        List<String> fields,
        @Nullable List<@Nullable String> oldValues,
        List<@Nullable String> newValues,
        List<String> rules,
        @Nullable String actor) {

    /** The value before, of the field at this place. */
    public @Nullable String oldValue(int place) {
        return oldValues == null ? null : oldValues.get(place);
    }

    /** The same, done by a person. */
    public ChangeSet by(String person) {
        return new ChangeSet(entityId, registerId, runId, feed, fields, oldValues, newValues, rules, person);
    }
}
