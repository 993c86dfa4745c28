package fi.rekisterihub.intake;

import fi.rekisterihub.Rounds;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * When scheduled routes start. A claimed row, so that any number of equal nodes start a route once, "run now" is an
 * update, and nothing is left behind when a route goes away. While a start is under way no other begins; the claim is
 * kept by a heartbeat, so that one whose node died is taken up again within a minute.
 */
@Service
public class Schedules {

    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);

    private static final Duration LEASE = Duration.ofMinutes(1);

    // A lease that ends later than any could is of a clock that has jumped.
    private static final String CLAIM = """
            update schedule set last_at = now(), next_at = now() + :seconds * interval '1 second',
                                lease = :node, claimed_until = now() + :lease * interval '1 second'
             where name = :name
               and (next_at <= now() and claimed_until is null
                    or claimed_until < now() or claimed_until > now() + 2 * :lease * interval '1 second')
            """;
    private static final String BEAT = """
            update schedule set claimed_until = now() + :lease * interval '1 second'
             where name = any(:names) and lease = :node
            """;
    private static final String SETTLED = """
            update schedule set lease = null, claimed_until = null where name = :name and lease = :node
            """;
    private static final String KNOW =
            "insert into schedule (name, next_at) values (:name, now()) on conflict (name) do nothing";
    private static final String SOONER = """
            update schedule set next_at = now() + :seconds * interval '1 second'
             where name = :name and next_at > now() + :seconds * interval '1 second'
               and (rest_until is null or next_at <> rest_until)
            """;
    private static final String NOW = "update schedule set next_at = now() where name = :name and off is null";
    private static final String SWITCHED = """
            insert into schedule (name, off) values (:name, :off) on conflict (name) do update set off = excluded.off
            """;
    private static final String WENT_WELL = """
            update schedule set last_error = null, failures = 0, rest_reason = null, rest_until = null
             where name = :name and (failures > 0 or rest_reason is not null)
            """;
    private static final String REST = """
            update schedule set rest_reason = :reason, rest_until = :until, next_at = :until where name = :name
            """;
    private static final String FAILED = """
            update schedule set last_error = :error, failures = failures + 1, rest_reason = null, rest_until = null,
                   next_at = least(next_at, now() + least(3600, 15 * power(2, failures)) * interval '1 second')
             where name = :name
            """;

    private final JdbcClient jdbc;
    private final UUID node = UUID.randomUUID();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private @Nullable Rounds heart;

    Schedules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Duration period = LEASE.dividedBy(3);
        heart = Rounds.every("schedule-heartbeat", period, period, this::beat);
    }

    @PreDestroy
    void stop() {
        if (heart != null) {
            heart.close();
        }
    }

    /** True for exactly one asker each time it is due; the first time it is due at once. */
    public boolean claim(String name, Duration every) {
        if (jdbc.sql(CLAIM)
                        .param("seconds", every.toSeconds())
                        .param("name", name)
                        .param("node", node)
                        .param("lease", LEASE.toSeconds())
                        .update()
                == 1) {
            underWay.add(name);
            return true;
        }
        // A schedule made shorter by the operator counts from now, not from the old one's end.
        jdbc.sql(SOONER).param("seconds", every.toSeconds()).param("name", name).update();
        return jdbc.sql(KNOW).param("name", name).update() == 1 && claim(name, every);
    }

    public boolean runNow(String name) {
        return jdbc.sql(NOW).param("name", name).update() == 1;
    }

    /** @param off the setting that switches the route on, empty when it has none; null when it is on */
    public void switched(String name, @Nullable String off) {
        jdbc.sql(SWITCHED)
                .param("name", name)
                .param("off", off, java.sql.Types.VARCHAR)
                .update();
    }

    public void wentWell(String name) {
        settled(name);
        jdbc.sql(WENT_WELL).param("name", name).update();
    }

    /** Nothing failed: the fetch goes on when the source may be asked again. */
    public void rest(String name, RestReason reason, Instant until) {
        settled(name);
        jdbc.sql(REST)
                .param("name", name)
                .param("reason", reason.word())
                .param("until", java.sql.Timestamp.from(until))
                .update();
    }

    /** Remembers why, and tries again sooner than the next regular time: after 15 s, doubled each time, at most 1 h. */
    public void failed(String name, String error) {
        settled(name);
        jdbc.sql(FAILED).param("name", name).param("error", error).update();
    }

    /** The start is over, however it went. */
    private void settled(String name) {
        underWay.remove(name);
        jdbc.sql(SETTLED).param("name", name).param("node", node).update();
    }

    private void beat() {
        try {
            jdbc.sql(BEAT)
                    .param("names", underWay.toArray(String[]::new))
                    .param("node", node)
                    .param("lease", LEASE.toSeconds())
                    .update();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The claims of running schedules could not be renewed ({}).",
                    e.getClass().getSimpleName());
        }
    }
}
