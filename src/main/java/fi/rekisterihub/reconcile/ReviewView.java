package fi.rekisterihub.reconcile;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One doubtful match or conflict.
 *
 * @param entity company or person
 * @param observation the mapped record, JSON of field to value
 * @param candidates the entities that it may speak of
 * @param undoes the review whose decision this one takes back
 * @param undoneBy the review that took this one's decision back
 * @param proposal what waits for a second person; null where nothing does, or what was proposed has fallen away
 */
public record ReviewView(
        long id,
        String registerId,
        @Nullable Long runId,
        String feed,
        String recordKey,
        String entity,
        String reason,
        String observation,
        List<Long> candidates,
        String status,
        @Nullable String decision,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        Instant at,
        @Nullable Long undoes,
        @Nullable Long undoneBy,
        @Nullable ReviewProposal proposal) {

    public boolean open() {
        return status.equals("open");
    }

    /** Whether it asks what becomes of somebody whom a list has left, and not of whom a record speaks. */
    public boolean ofAbsence() {
        return reason.equals(Departure.NO_LONGER_LISTED);
    }

    /** Decided, in force, and no undo itself. */
    public boolean undoable() {
        return status.equals("decided") && undoes == null && undoneBy == null;
    }
}
