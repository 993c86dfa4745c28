package fi.rekisterihub.intake;

import fi.rekisterihub.mapping.Reading;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record whose content differs from the last known one.
 *
 * @param line 1-based line of the file, or number in the page series
 * @param known whether a record of this key was seen before
 * @param entityId the entity it was linked to before, null when to none
 * @param raw the record as text, as near to what was sent as the format allows
 */
public record ChangedRecord(
        long line,
        String key,
        UUID hash,
        boolean known,
        @Nullable Long entityId,
        String raw,
        Reading reading) {}
