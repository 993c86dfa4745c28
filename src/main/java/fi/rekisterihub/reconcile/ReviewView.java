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
        Instant at) {

    public boolean open() {
        return status.equals("open");
    }
}
