package fi.rekisterihub.reconcile;

import fi.rekisterihub.register.EntityKind;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a steward said of a field, knowing better than its sources.
 *
 * @param feed the source of kind steward whose word the value is
 * @param reason for the register's own people, never for anybody outside
 * @param until the last day on which it holds; null for one that somebody must lift
 */
public record FieldOverride(
        long id,
        String registerId,
        EntityKind kind,
        long entityId,
        String field,
        String feed,
        String reason,
        @Nullable LocalDate until,
        String setBy,
        Instant at) {

    /** Why one does not hold any more. */
    enum End {
        EXPIRED,
        LIFTED,
        REPLACED
    }
}
