package fi.rekisterihub.notice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one change did to one company or person.
 *
 * @param changeSetId the change set, which makes the notice's cause unique
 * @param entityId the company or person
 * @param kind the word of a {@link NoticeKind}: {@code rectified}, {@code erased} …
 * @param newValues field to new value, null where it was emptied; with no fields at all every held field is meant,
 *     except for {@code rectified}, which then tells nothing
 */
public record ChangedEntity(long changeSetId, long entityId, String kind, Map<String, String> newValues) {

    public ChangedEntity {
        // Not Map.copyOf: an emptied field has a null value.
        newValues = Collections.unmodifiableMap(new LinkedHashMap<>(newValues));
    }
}
