package fi.rekisterihub.notice;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The outbox for recipients that take files. Deliveries that once went into one file stay together, whatever happens:
 * the same file is written again rather than a second one with half of its rows.
 */
public final class OutboxBatches {

    // One node at a time forms the batches of a route: two that each took half of one would write the same file.
    private static final String CLAIM = """
            with turn as materialized (
                select pg_try_advisory_xact_lock(hashtextextended('notice-batch:' || :route, 0)) as mine),
            again as materialized (
                select w.batch
                  from notice_delivery w, turn
                 where turn.mine and w.batch is not null and %1$s
                   and (cardinality(:closed::text[]) = 0
                        or not exists (select from notice_delivery o join notice c on c.id = o.notice_id
                                        where o.batch = w.batch and c.register_id = any(:closed::text[])))
                 order by w.position
                 limit 1),
            repeated as materialized (
                select w.id
                  from notice_delivery w
                 where w.batch = (select batch from again) and %1$s
                   for update of w skip locked),
            fresh as materialized (
                select w.id
                  from notice_delivery w, turn
                 where turn.mine and not exists (select from again) and w.batch is null and %1$s and %2$s
                 order by w.position
                 limit :most
                   for update of w skip locked),
            due as (select id from repeated union all select id from fresh)
            update notice_delivery d
               set status = 'claimed', attempts = d.attempts + 1, batch = coalesce(d.batch, :fresh), lease = :lease,
                   claimed_until = now() + :seconds * interval '1 second'
              from due, notice n
             where d.id = due.id and n.id = d.notice_id
            returning d.batch, d.id, d.lease, d.notice_id, n.register_id, n.kind, d.entity_id, d.recipient, d.route,
                      d.position, d.attempts, n.created_at, d.reminder, d.payload, %3$s as followed
            """.formatted(DueDeliveries.NOW, DueDeliveries.FREE, Overtaking.FOLLOWED);

    private static final String SENT = """
            update notice_delivery
               set status = 'sent', sent_at = now(), last_error = null, lease = null, claimed_until = null
             where batch = :batch and lease = :lease and status = 'claimed'
            """;

    private static final String TRY_AGAIN = """
            update notice_delivery
               set status = 'new', next_at = now() + :millis * interval '1 millisecond', last_error = :error,
                   lease = null, claimed_until = null
             where batch = :batch and lease = :lease and status = 'claimed'
            """;

    private static final String GIVE_UP = """
            update notice_delivery
               set status = 'dead', last_error = :error, lease = null, claimed_until = null
             where batch = :batch and lease = :lease and status = 'claimed'
            """;

    private final JdbcClient jdbc;
    private final NoticeSettings settings;
    private final Supplier<Set<String>> closed;
    private final Backoff backoff;
    private final OvertakenValues overtaken;
    private final PlannedAnew plannedAnew;

    public OutboxBatches(JdbcClient jdbc, NoticeSettings settings) {
        this(jdbc, settings, Set::of, null);
    }

    /** @param closed registers whose notices wait, because no profile says who may have what */
    OutboxBatches(JdbcClient jdbc, NoticeSettings settings, Supplier<Set<String>> closed) {
        this(jdbc, settings, closed, null);
    }

    OutboxBatches(
            JdbcClient jdbc,
            NoticeSettings settings,
            Supplier<Set<String>> closed,
            @Nullable TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.closed = closed;
        this.backoff = new Backoff(settings, () -> ThreadLocalRandom.current().nextLong());
        this.overtaken = new OvertakenValues(jdbc);
        this.plannedAnew = new PlannedAnew(jdbc, transaction);
    }

    /** The batch that is to be repeated, else a new one of what is due; null when nothing is. */
    public @Nullable ClaimedBatch claim(String route, int most) {
        return plannedAnew
                .claim(() -> Optional.ofNullable(claimed(route, most)))
                .orElse(null);
    }

    private @Nullable ClaimedBatch claimed(String route, int most) {
        UUID lease = UUID.randomUUID();
        List<Row> rows = jdbc.sql(CLAIM)
                .param("route", route)
                .param("closed", closed.get().toArray(String[]::new))
                .param("most", most)
                .param("fresh", UUID.randomUUID())
                .param("lease", lease)
                .param("seconds", settings.lease().toSeconds())
                .query((row, number) -> new Row(row.getObject("batch", UUID.class), Outbox.Claimed.of(row, number)))
                .list();
        if (rows.isEmpty()) {
            return null;
        }
        return new ClaimedBatch(
                rows.get(0).batch(),
                lease,
                rows.stream()
                        .map(row -> row.claimed().asItMayBeTold(overtaken))
                        .sorted(Comparator.comparingLong(ClaimedDelivery::position))
                        .toList());
    }

    private record Row(UUID batch, Outbox.Claimed claimed) {}

    /** @return false when the lease has been taken over, and somebody else's result counts */
    public boolean sent(ClaimedBatch batch) {
        return finish(SENT, batch).update() > 0;
    }

    /** Tries again later with the same file, or gives up after the last attempt. */
    public boolean failed(ClaimedBatch batch, String error) {
        if (batch.attempts() >= settings.attempts()) {
            return finish(GIVE_UP, batch).param("error", error).update() > 0;
        }
        return finish(TRY_AGAIN, batch)
                        .param("millis", backoff.after(batch.attempts(), null).toMillis())
                        .param("error", error)
                        .update()
                > 0;
    }

    private JdbcClient.StatementSpec finish(String sql, ClaimedBatch batch) {
        return jdbc.sql(sql).param("batch", batch.id()).param("lease", batch.lease());
    }
}
