package fi.rekisterihub.intake;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * When scheduled routes start. A claimed row, so that any number of equal nodes start a route once, "run now" is an
 * update, and nothing is left behind when a route goes away.
 */
@Service
public class Schedules {

    private static final String CLAIM = """
            update schedule set last_at = now(), next_at = now() + :seconds * interval '1 second'
             where name = :name and next_at <= now()
            """;
    private static final String KNOW = "insert into schedule (name) values (:name) on conflict (name) do nothing";
    private static final String SOONER = """
            update schedule set next_at = now() + :seconds * interval '1 second'
             where name = :name and next_at > now() + :seconds * interval '1 second'
               and (rest_until is null or next_at <> rest_until)
            """;
    private static final String NOW = "update schedule set next_at = now() where name = :name";
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

    Schedules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** True for exactly one asker each time it is due; the first time it is due at once. */
    public boolean claim(String name, Duration every) {
        if (jdbc.sql(CLAIM)
                        .param("seconds", every.toSeconds())
                        .param("name", name)
                        .update()
                == 1) {
            return true;
        }
        // A schedule made shorter by the operator counts from now, not from the old one's end.
        jdbc.sql(SOONER).param("seconds", every.toSeconds()).param("name", name).update();
        return jdbc.sql(KNOW).param("name", name).update() == 1 && claim(name, every);
    }

    public boolean runNow(String name) {
        return jdbc.sql(NOW).param("name", name).update() == 1;
    }

    public void wentWell(String name) {
        jdbc.sql(WENT_WELL).param("name", name).update();
    }

    /** Nothing failed: the fetch goes on when the source may be asked again. */
    public void rest(String name, RestReason reason, Instant until) {
        jdbc.sql(REST)
                .param("name", name)
                .param("reason", reason.word())
                .param("until", java.sql.Timestamp.from(until))
                .update();
    }

    /** Remembers why, and tries again sooner than the next regular time: after 15 s, doubled each time, at most 1 h. */
    public void failed(String name, String error) {
        jdbc.sql(FAILED).param("name", name).param("error", error).update();
    }
}
