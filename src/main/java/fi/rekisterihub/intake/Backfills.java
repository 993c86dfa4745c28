package fi.rekisterihub.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Days that somebody wants read once more, for sources that can say what changed on them. Claimed like all work. */
@Service
public class Backfills {

    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final String ASK = """
            insert into backfill (feed, from_date, to_date, asked_by) values (:feed, :from, :to, :who) returning id
            """;
    private static final String CLAIM = """
            update backfill
               set status = 'running', attempts = attempts + 1, lease = gen_random_uuid(),
                   claimed_until = now() + :seconds * interval '1 second'
             where id = (select id from backfill where feed = :feed and (status = 'queued' and next_at <= now()
                                or status = 'running' and claimed_until < now())
                          order by id limit 1 for update skip locked)
            returning id, feed, from_date, to_date, lease
            """;
    private static final String DONE = """
            update backfill set status = 'done', finished_at = now(), message = null, lease = null
             where id = :id and lease = :lease
            """;
    private static final String FAILED = """
            update backfill
               set status = case when attempts >= 5 then 'failed' else 'queued' end, message = :message, lease = null,
                   finished_at = case when attempts >= 5 then now() end,
                   next_at = now() + least(3600, 15 * power(2, attempts)) * interval '1 second'
             where id = :id and lease = :lease
            """;
    private static final String LATER = """
            update backfill set status = 'queued', attempts = attempts - 1, message = :message, lease = null, next_at = :until
             where id = :id and lease = :lease
            """;

    private final JdbcClient jdbc;
    private final Signals signals;

    Backfills(JdbcClient jdbc, Signals signals) {
        this.jdbc = jdbc;
        this.signals = signals;
    }

    /** @return its id */
    public long ask(String feed, LocalDate from, LocalDate to, String who) {
        return jdbc.sql(ASK)
                .param("feed", feed)
                .param("from", from)
                .param("to", to)
                .param("who", who)
                .query(Long.class)
                .single();
    }

    public Optional<Claimed> claim(String feed) {
        return jdbc.sql(CLAIM)
                .param("feed", feed)
                .param("seconds", LEASE.toSeconds())
                .query((row, n) -> new Claimed(
                        row.getLong("id"),
                        row.getString("feed"),
                        row.getObject("from_date", LocalDate.class),
                        row.getObject("to_date", LocalDate.class),
                        row.getObject("lease", UUID.class)))
                .optional();
    }

    public void done(Claimed backfill) {
        jdbc.sql(DONE)
                .param("id", backfill.id())
                .param("lease", backfill.lease())
                .update();
        signals.forget(backfill.cursor());
    }

    /** Goes on where it was, soon; given up after five attempts. */
    public void failed(Claimed backfill, String message) {
        jdbc.sql(FAILED)
                .param("id", backfill.id())
                .param("lease", backfill.lease())
                .param("message", message)
                .update();
    }

    /** Nothing failed: the source may be asked again at that time. */
    public void later(Claimed backfill, Instant until, String message) {
        jdbc.sql(LATER)
                .param("id", backfill.id())
                .param("lease", backfill.lease())
                .param("until", java.sql.Timestamp.from(until))
                .param("message", message)
                .update();
    }

    /** A window of days that this worker has. */
    public record Claimed(long id, String feed, LocalDate from, LocalDate to, UUID lease) {

        /** The name of its place in the series of pages. */
        public String cursor() {
            return "backfill-" + id;
        }
    }
}
