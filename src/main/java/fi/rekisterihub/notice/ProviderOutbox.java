package fi.rekisterihub.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The outbox for newsletter providers. What they are told stays: a provider that is away or busy costs an opt-out no
 * attempt, and who was told is looked at again and again, and told anew when the address is no longer silent there.
 */
public final class ProviderOutbox {

    private static final String HOW_IT_STANDS = """
                      , d.alone, d.confirmed_at is not null as confirmed, d.misses, d.repairs
            """;

    private static final String CLAIM = DueDeliveries.CLAIM + HOW_IT_STANDS;

    // Nobody else looks until the lease is over; the delivery itself stays what it is.
    private static final String CLAIM_CHECKS = """
            with due as materialized (
                select w.id
                  from notice_delivery w
                 where w.route = :route and w.check_at <= now() and w.status in ('sent', 'confirmed')
                 order by w.check_at
                 limit :most
                   for update of w skip locked)
            update notice_delivery d
               set lease = gen_random_uuid(), check_at = now() + :seconds * interval '1 second'
              from due, notice n
             where d.id = due.id and n.id = d.notice_id
            returning d.id, d.lease, d.notice_id, n.register_id, n.kind, d.entity_id, d.recipient, d.route, d.position,
                      d.attempts, n.created_at, d.reminder, d.payload
            """ + HOW_IT_STANDS;

    private static final String SENT = """
            update notice_delivery
               set status = 'sent', sent_at = now(), receipt = :receipt, last_error = null, lease = null,
                   claimed_until = null, check_at = now() + :millis * interval '1 millisecond'
             where id = :id and lease = :lease and status = any(:from) and status = 'claimed'
            """;

    private static final String PUT_BACK = """
            update notice_delivery
               set status = 'new', next_at = now(), attempts = greatest(0, attempts - 1), alone = alone or :alone,
                   lease = null, claimed_until = null
             where id = :id and lease = :lease and status = any(:from) and status = 'claimed'
            """;

    private static final String CONFIRMED = """
            update notice_delivery d
               set status = 'confirmed', confirmed_at = coalesce(d.confirmed_at, now()), checked_at = now(), misses = 0,
                   sent_at = coalesce(d.sent_at, case when not d.origin then now() end), receipt = coalesce(:receipt, d.receipt), last_error = null,
                   lease = null, claimed_until = null, check_at = now() + :millis * interval '1 millisecond'
              from notice n
             where d.id = :id and d.lease = :lease and n.id = d.notice_id
               and d.status in ('claimed', 'sent', 'confirmed')
            returning case when :first and not d.origin then extract(epoch from now() - n.created_at) * 1000 end as latency
            """;

    private static final String LOOK_AGAIN = """
            update notice_delivery
               set misses = misses + :missed, lease = null, check_at = now() + :millis * interval '1 millisecond'
             where id = :id and lease = :lease and status in ('sent', 'confirmed')
            """;

    private static final String REPAIR = """
            update notice_delivery
               set status = 'new', attempts = 0, next_at = now() + :millis * interval '1 millisecond', misses = 0,
                   repairs = repairs + 1, drifted_at = case when confirmed_at is null then drifted_at else now() end,
                   lease = null, check_at = null
             where id = :id and lease = :lease and status = any(:from) and status in ('sent', 'confirmed')
            """;

    private static final String LIFTED = """
            update notice_delivery set lease = null, check_at = null where id = :id and lease = :lease
            """;

    private static final String WAKE = """
            update notice_delivery set next_at = now() where route = :route and status = 'new' and next_at > now()
            """;

    private static final int LOOKS_BEFORE_REPAIR = 3;
    private static final Duration QUICK = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final NoticeSettings settings;
    private final Supplier<Set<String>> closed;
    private final Outbox outbox;
    private final Backoff backoff;

    public ProviderOutbox(JdbcClient jdbc, NoticeSettings settings, Outbox outbox) {
        this(jdbc, settings, outbox, Set::of);
    }

    /** @param closed registers whose notices wait, because no profile says who may have what */
    ProviderOutbox(JdbcClient jdbc, NoticeSettings settings, Outbox outbox, Supplier<Set<String>> closed) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.closed = closed;
        this.outbox = outbox;
        Duration first = shorter(settings.firstDelay(), QUICK);
        this.backoff = new Backoff(
                new NoticeSettings(
                        settings.attempts(), first, shorter(settings.longestDelay(), LONGEST), settings.lease()),
                () -> ThreadLocalRandom.current().nextLong());
    }

    /** The oldest opt-outs of a route that are due, at most one of each person. */
    public List<ProviderDelivery> claim(String route, int most) {
        return taken(jdbc.sql(CLAIM).param("closed", closed.get().toArray(String[]::new)), route, most);
    }

    /** Whom to look at now, whether the provider keeps to what it was told. */
    public List<ProviderDelivery> claimChecks(String route, int most) {
        return taken(jdbc.sql(CLAIM_CHECKS), route, most);
    }

    /**
     * The provider has taken it.
     *
     * @param lookAfter when to look whether it keeps to it
     */
    public boolean sent(ProviderDelivery sent, String receipt, Duration lookAfter) {
        return finish(SENT, sent, DeliveryState.SENT)
                        .param("receipt", receipt)
                        .param("millis", lookAfter.toMillis())
                        .update()
                == 1;
    }

    /** The provider is away, busy, or refuses the hub altogether. That is not the opt-out's fault: it is never given up. */
    public boolean troubled(ProviderDelivery troubled, String error, @Nullable Duration retryAfter) {
        Duration wait = backoff.after(Math.max(1, troubled.delivery().attempts()), retryAfter);
        return finish(Outbox.TRY_AGAIN, troubled, DeliveryState.NEW)
                        .param("millis", wait.toMillis())
                        .param("error", error)
                        .update()
                == 1;
    }

    /** No call was made for it, so that it is no attempt. */
    public boolean putBack(ProviderDelivery untried) {
        return finish(PUT_BACK, untried, DeliveryState.NEW)
                        .param("alone", false)
                        .update()
                == 1;
    }

    /** A call with several was refused: whoever is to blame must not hold up the others. */
    public boolean goesAlone(ProviderDelivery one) {
        return finish(PUT_BACK, one, DeliveryState.NEW).param("alone", true).update() == 1;
    }

    /** The provider will never take this one as it is; shown, never dropped. */
    public boolean turnedDown(ProviderDelivery refused, String error) {
        return outbox.turnedDown(refused.delivery(), error);
    }

    /**
     * The provider was seen to keep the address silent.
     *
     * @param receipt what to keep as its word; null to leave that of the call
     * @param lookAgain when to look again, about
     * @return how long after it was recorded here that was seen for the first time; empty when it was seen before
     */
    public Optional<Duration> confirmed(ProviderDelivery seen, @Nullable String receipt, Duration lookAgain) {
        double shaken = 0.9 + 0.2 * ThreadLocalRandom.current().nextDouble();
        return jdbc.sql(CONFIRMED)
                .param("id", seen.delivery().id())
                .param("lease", seen.delivery().lease())
                .param("receipt", receipt)
                .param("first", !seen.confirmed())
                .param("millis", Math.round(lookAgain.toMillis() * shaken))
                .query((row, number) -> Optional.ofNullable(row.getBigDecimal("latency"))
                        .map(latency -> Duration.ofMillis(latency.longValue())))
                .optional()
                .flatMap(latency -> latency);
    }

    /**
     * The provider does not keep the address silent. One that has just been told gets a while, because some work off
     * what they are told; one that had kept it is told again at once.
     *
     * @return whether it is told again
     */
    public boolean missed(ProviderDelivery missed, Duration lookAfter) {
        if (!missed.confirmed() && missed.misses() + 1 < LOOKS_BEFORE_REPAIR) {
            lookAgain(missed, 1, lookAfter.multipliedBy(1L << (2 * (missed.misses() + 1))));
            return false;
        }
        // What it was told before in vain need not be told in a hurry.
        Duration wait = missed.confirmed() || missed.repairs() == 0 ? Duration.ZERO : vain(missed.repairs());
        return finish(REPAIR, missed, DeliveryState.NEW)
                        .param("millis", wait.toMillis())
                        .update()
                == 1;
    }

    /** The look did not come off; it says nothing about the provider's memory. */
    public void lookAgain(ProviderDelivery unseen, Duration after) {
        lookAgain(unseen, 0, after);
    }

    /** The person has allowed it again since: nobody looks any more. */
    public void lifted(ProviderDelivery lifted) {
        jdbc.sql(LIFTED)
                .param("id", lifted.delivery().id())
                .param("lease", lifted.delivery().lease())
                .update();
    }

    /** A provider that was away is back: what waits for its next attempt need not wait for it. */
    public void wake(String route) {
        jdbc.sql(WAKE).param("route", route).update();
    }

    private void lookAgain(ProviderDelivery delivery, int missed, Duration after) {
        jdbc.sql(LOOK_AGAIN)
                .param("id", delivery.delivery().id())
                .param("lease", delivery.delivery().lease())
                .param("missed", missed)
                .param("millis", after.toMillis())
                .update();
    }

    private List<ProviderDelivery> taken(JdbcClient.StatementSpec claim, String route, int most) {
        return claim
                .param("route", route)
                .param("most", most)
                .param("seconds", settings.lease().toSeconds())
                .query(ProviderOutbox::taken)
                .list()
                .stream()
                .sorted(Comparator.comparingLong(taken -> taken.delivery().position()))
                .toList();
    }

    private static ProviderDelivery taken(ResultSet row, int number) throws SQLException {
        return new ProviderDelivery(
                Outbox.claimed(row, number),
                row.getBoolean("alone"),
                row.getBoolean("confirmed"),
                row.getInt("misses"),
                row.getInt("repairs"));
    }

    private JdbcClient.StatementSpec finish(String sql, ProviderDelivery delivery, DeliveryState next) {
        return jdbc.sql(sql)
                .param("id", delivery.delivery().id())
                .param("lease", delivery.delivery().lease())
                .param("from", DeliveryState.wordsBefore(next));
    }

    private static Duration vain(int repairs) {
        return shorter(Duration.ofMinutes(1L << Math.min(repairs, 6)), Duration.ofHours(1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
