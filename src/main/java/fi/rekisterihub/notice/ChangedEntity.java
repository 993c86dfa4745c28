package fi.rekisterihub.notice;

import fi.rekisterihub.register.EntityKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one change did to one company or person.
 *
 * @param changeSetId the change set, which makes the notice's cause unique
 * @param entity says whose fields {@code newValues} are: a company's e-mail is not a person's
 * @param newValues field to new value, null where it was emptied; with no fields at all every held field is meant,
 *     except for {@link NoticeKind#RECTIFIED}, which then tells nothing
 */
public record ChangedEntity(
        long changeSetId, EntityKind entity, long entityId, NoticeKind kind, Map<String, String> newValues) {

    public ChangedEntity {
        // Not Map.copyOf: an emptied field has a null value.
        newValues = Collections.unmodifiableMap(new LinkedHashMap<>(newValues));
    }
}
