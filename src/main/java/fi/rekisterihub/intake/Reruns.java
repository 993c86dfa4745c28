package fi.rekisterihub.intake;

import fi.rekisterihub.FeedReport;
import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a stored delivery once more, under the mapping and profile that are in force now. The new run speaks in the place
 * of the first: what later deliveries have told stays.
 */
@Service
public class Reruns {

    private static final String FIRST = """
            select r.id, r.feed, r.register_id, r.delivery_id, d.file, coalesce(r.as_of, r.id) as as_of, r.partial,
                   r.status in ('done', 'failed', 'refused') as ended, d.purged_at is not null as purged
              from run r join delivery d on d.id = r.delivery_id where r.id = :id
            """;
    private static final String QUEUE = """
            insert into run (delivery_id, feed, register_id, as_of, partial, rerun_of)
            select delivery_id, feed, register_id, coalesce(as_of, id), partial, id from run where id = :id
            returning id
            """;
    private static final String AUDIT = """
            insert into audit (who, action, detail) values (:who, 'rerun', :detail)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Mappings mappings;
    private final DeliveryContent content;
    private final Previews previews;

    Reruns(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Mappings mappings,
            DeliveryContent content,
            Previews previews) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.mappings = mappings;
        this.content = content;
        this.previews = previews;
    }

    /** Whether the run has ended and its delivery is still there; one that waits or is braked needs no second. */
    public boolean possible(long runId) {
        return first(runId).isPresent();
    }

    /**
     * What the run would do today; nothing is written.
     *
     * @return empty when it is not possible
     */
    public Optional<FeedReport> preview(long runId, int limit) {
        return first(runId).flatMap(first -> mappings.find(first.feed())
                .map(mapping -> previews.again(
                        mapping,
                        reader(first, mapping),
                        first.delivery(),
                        first.register(),
                        first.asOf(),
                        first.partial(),
                        limit)));
    }

    /** Queues the run once more; empty when it is not possible, or waits already. */
    public Optional<Long> queue(long runId, String who, String reason) {
        if (first(runId).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Objects.requireNonNull(transaction.execute(status -> {
                long queued =
                        jdbc.sql(QUEUE).param("id", runId).query(Long.class).single();
                jdbc.sql(AUDIT)
                        .param("who", who)
                        .param("detail", "run %d as run %d: %s".formatted(runId, queued, reason))
                        .update();
                return queued;
            })));
        } catch (DuplicateKeyException waitsAlready) {
            return Optional.empty();
        }
    }

    private Optional<First> first(long runId) {
        return jdbc
                .sql(FIRST)
                .param("id", runId)
                .query((row, n) -> row.getBoolean("ended") && !row.getBoolean("purged")
                        ? new First(
                                row.getString("feed"),
                                row.getString("register_id"),
                                row.getLong("delivery_id"),
                                row.getString("file"),
                                row.getLong("as_of"),
                                row.getBoolean("partial"))
                        : null)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .findFirst();
    }

    private RecordReader reader(First first, Mapping mapping) {
        // Mended rows are records already; there is nothing left to take apart.
        return first.partial()
                ? content.open(first.delivery(), first.file(), mapping.content())
                : content.open(first.delivery(), first.file(), mapping);
    }

    private record First(
            String feed,
            String register,
            long delivery,
            @Nullable String file,
            long asOf,
            boolean partial) {}
}
