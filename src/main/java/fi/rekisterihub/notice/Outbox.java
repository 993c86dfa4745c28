package fi.rekisterihub.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands deliveries to routes and records how they ended. Any number of nodes may claim at the same time. Delivery is at
 * least once with a stable id; a worker whose lease was taken over can no longer record anything. All times are the
 * database's, so that nodes with different clocks agree.
 */
public final class Outbox {

    static final String TRY_AGAIN = """
            update notice_delivery
               set status = 'new', next_at = now() + :millis * interval '1 millisecond', last_error = :error,
                   lease = null, claimed_until = null
             where id = :id and lease = :lease and status = any(:from) and status = 'claimed'
            """;

    private static final String GIVE_BACK = """
            update notice_delivery
               set status = 'new', next_at = now(), attempts = attempts - 1, lease = null, claimed_until = null
             where id = :id and lease = :lease and status = any(:from) and status = 'claimed'
            """;

    private static final String GIVE_UP = """
            update notice_delivery
               set status = 'dead', last_error = :error, lease = null, claimed_until = null
             where id = :id and lease = :lease and status = any(:from) and status = 'claimed'
            """;

    private static final String CONFIRMED = """
            update notice_delivery
               set status = 'confirmed', confirmed_at = now(), sent_at = coalesce(sent_at, now()), receipt = :receipt,
                   last_error = null, lease = null, claimed_until = null
             where id = :id and status = any(:from) and attempts > 0
            """;

    private static final String RETRY_NOW = """
            update notice_delivery
               set status = 'new', next_at = now(), attempts = 0, batch = null, answer = null, answer_reason = null
             where id = :id and status = any(:from) and status = 'dead'
            """;

    private final JdbcClient jdbc;
    private final NoticeSettings settings;
    private final Supplier<Set<String>> closed;
    private final Backoff backoff;
    private final OvertakenValues overtaken;
    private final PlannedAnew plannedAnew;
    private final FinishedDeliveries finished;

    public Outbox(JdbcClient jdbc, NoticeSettings settings) {
        this(jdbc, settings, Set::of, null);
    }

    /** @param closed registers whose notices wait, because no profile says who may have what */
    Outbox(JdbcClient jdbc, NoticeSettings settings, Supplier<Set<String>> closed) {
        this(jdbc, settings, closed, null);
    }

    /** @param transaction in which claims are planned anew; null where the tables are small */
    Outbox(
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
        this.finished = new FinishedDeliveries(jdbc);
    }

    /** How long what was claimed is the claimer's. */
    public Duration lease() {
        return settings.lease();
    }

    /**
     * The oldest deliveries of a route that are due, at most one of each entity and recipient, without what later ones have
     * overtaken.
     */
    public List<ClaimedDelivery> claim(String route, int most) {
        return plannedAnew.claim(() -> claimed(route, most));
    }

    private List<ClaimedDelivery> claimed(String route, int most) {
        return jdbc
                .sql(DueDeliveries.CLAIM)
                .param("route", route)
                .param("closed", closed.get().toArray(String[]::new))
                .param("most", most)
                .param("seconds", settings.lease().toSeconds())
                .query(Claimed::of)
                .list()
                .stream()
                .map(claimed -> claimed.asItMayBeTold(overtaken))
                .sorted(Comparator.comparingLong(ClaimedDelivery::position))
                .toList();
    }

    /** @param followed whether a later one about the same entity is known, which may have overtaken it */
    record Claimed(ClaimedDelivery delivery, boolean followed) {

        static Claimed of(ResultSet row, int number) throws SQLException {
            return new Claimed(claimed(row, number), row.getBoolean("followed"));
        }

        ClaimedDelivery asItMayBeTold(OvertakenValues overtaken) {
            return followed ? overtaken.leaveOut(delivery) : delivery;
        }
    }

    /**
     * The recipient took it. What comes to its end at the same moment is written together.
     *
     * @param receipt its id of it, in the answer
     * @return false when the lease has been taken over, and somebody else's result counts
     */
    public CompletableFuture<Boolean> sent(ClaimedDelivery delivery, @Nullable String receipt) {
        return finished.record(new FinishedDeliveries.Finished(delivery, receipt, null));
    }

    /** As above, with what the recipient answered about it. */
    public CompletableFuture<Boolean> answered(ClaimedDelivery delivery, Answer answer) {
        return finished.record(new FinishedDeliveries.Finished(delivery, answer.receipt(), answer));
    }

    /** Tries again later, or gives up after the last attempt. */
    public boolean failed(ClaimedDelivery delivery, String error) {
        return failed(delivery, error, null);
    }

    /** @param retryAfter how long the recipient asks to be left alone */
    public boolean failed(ClaimedDelivery delivery, String error, @Nullable Duration retryAfter) {
        if (delivery.attempts() >= settings.attempts()) {
            return turnedDown(delivery, error);
        }
        Duration wait = backoff.after(delivery.attempts(), retryAfter);
        return finish(TRY_AGAIN, delivery, DeliveryState.NEW)
                        .param("millis", wait.toMillis())
                        .param("error", error)
                        .update()
                == 1;
    }

    /** It was not tried, and whoever comes next may claim it. */
    public boolean givenBack(ClaimedDelivery delivery) {
        return finish(GIVE_BACK, delivery, DeliveryState.NEW).update() == 1;
    }

    /** Gives up at once: the recipient will never take it as it is. */
    public boolean turnedDown(ClaimedDelivery delivery, String error) {
        return finish(GIVE_UP, delivery, DeliveryState.DEAD)
                        .param("error", error)
                        .update()
                == 1;
    }

    /**
     * Records the recipient's own word that it has acted. Needs no lease: it is true whoever hears it.
     *
     * @return false when the id is unknown, was never sent out, or is confirmed already
     */
    public boolean confirmed(UUID id, String receipt) {
        return jdbc.sql(CONFIRMED)
                        .param("id", id)
                        .param("receipt", receipt)
                        .param("from", DeliveryState.wordsBefore(DeliveryState.CONFIRMED))
                        .update()
                == 1;
    }

    /** Gives a dead delivery a new row of attempts, with the same id. */
    public boolean retryNow(UUID id) {
        return jdbc.sql(RETRY_NOW)
                        .param("id", id)
                        .param("from", DeliveryState.wordsBefore(DeliveryState.NEW))
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec finish(String sql, ClaimedDelivery delivery, DeliveryState next) {
        return jdbc.sql(sql)
                .param("id", delivery.id())
                .param("lease", delivery.lease())
                .param("from", DeliveryState.wordsBefore(next));
    }

    static ClaimedDelivery claimed(ResultSet row, int number) throws SQLException {
        long entity = row.getLong("entity_id");
        Long entityId = row.wasNull() ? null : entity;
        return new ClaimedDelivery(
                row.getObject("id", UUID.class),
                row.getObject("lease", UUID.class),
                row.getObject("notice_id", UUID.class),
                row.getString("register_id"),
                NoticeKind.of(row.getString("kind")),
                entityId,
                row.getString("recipient"),
                row.getString("route"),
                row.getLong("position"),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("reminder"),
                PayloadJson.read(row.getString("payload")));
    }
}
