package fi.rekisterihub.reconcile;

import fi.rekisterihub.register.EntityKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source says otherwise than what somebody has said of a field.
 *
 * @param stands what a person or a steward has said and the register holds; null when they have said that there is none
 * @param standsFeed in whose name it was said
 * @param says what the source says
 * @param runId the run in which it said so
 * @param laterUntil somebody has put the question off until then
 * @param reason for the register's own people, never for anybody outside
 */
public record FieldConflict(
        long id,
        String registerId,
        EntityKind kind,
        long entityId,
        String field,
        @Nullable String stands,
        String standsFeed,
        String says,
        String saysFeed,
        long runId,
        Instant at,
        Status status,
        @Nullable Instant laterUntil,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {

    /** What became of the question. */
    public enum Status {
        /** It waits for a steward. */
        OPEN,
        /** What somebody has said stays. */
        KEPT,
        /** What the source says stands now. */
        TAKEN,
        /** It answered itself: they agree now, or something else stands. */
        GONE;

        /** As it stands in tables, addresses and texts. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public boolean open() {
        return status == Status.OPEN;
    }

    public boolean undoable() {
        return status == Status.KEPT || status == Status.TAKEN;
    }
}
