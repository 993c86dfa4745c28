package fi.rekisterihub.intake;

import fi.rekisterihub.Finland;
import fi.rekisterihub.intake.Signals.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Days that somebody wants read once more, for sources that can say what changed on them. Claimed like all work. */
@Service
public class Backfills {

    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final String ASK = """
            insert into backfill (feed, from_date, to_date, asked_by) values (:feed, :from, :to, :who) returning id
            """;
    private static final String CANCEL = """
            update backfill set status = 'cancelled', finished_at = now(), lease = null, message = null
             where id = :id and feed = :feed and status in ('queued', 'running')
            """;
    private static final String AUDIT = """
            insert into audit (who, action, detail) values (:who, :action, :detail)
            """;
    private static final String READS = """
            insert into backfill_reader (feed) values (:feed)
            on conflict (feed) do update set seen_at = now() where backfill_reader.seen_at < now() - interval '30 seconds'
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
    private static final String PROGRESS = """
            update backfill set seen = :seen, total = :total, named = named + :named,
                                claimed_until = now() + :seconds * interval '1 second'
             where id = :id and lease = :lease
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
    private final TransactionTemplate transaction;
    private final FeedCursors cursors;
    private final BackfillReader reader;

    Backfills(JdbcClient jdbc, TransactionTemplate transaction, FeedCursors cursors, BackfillReader reader) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.cursors = cursors;
        this.reader = reader;
    }

    /** What became of a wish to read days once more. */
    public sealed interface Asked {

        record Queued(long id) implements Asked {}

        /** @param why a sentence for the one who asked */
        record Impossible(Reason reason, String why) implements Asked {}
    }

    /** Why days cannot be read once more. */
    public enum Reason {
        REVERSED,
        FUTURE,
        /** No route that runs reads windows of days of this feed. */
        CANNOT,
        /** The same days wait already. */
        WAITS
    }

    /** Queues the days, both included. */
    public Asked ask(String feed, LocalDate from, LocalDate to, String who) {
        LocalDate today = Finland.today();
        if (to.isBefore(from)) {
            return new Asked.Impossible(
                    Reason.REVERSED, "The last day, %s, is before the first one, %s.".formatted(to, from));
        }
        if (to.isAfter(today)) {
            return new Asked.Impossible(
                    Reason.FUTURE, "The last day, %s, has not come yet; today is %s.".formatted(to, today));
        }
        if (!reader.canBeAsked(feed)) {
            return new Asked.Impossible(
                    Reason.CANNOT,
                    "No running route reads days of the feed '%s' once more; such a route begins with hub-backfill-source."
                            .formatted(feed));
        }
        try {
            return new Asked.Queued(Objects.requireNonNull(transaction.execute(status -> {
                long id = jdbc.sql(ASK)
                        .param("feed", feed)
                        .param("from", from)
                        .param("to", to)
                        .param("who", who)
                        .query(Long.class)
                        .single();
                audit(who, "backfill-asked", "backfill %d of %s: %s to %s".formatted(id, feed, from, to));
                return id;
            })));
        } catch (DuplicateKeyException waitsAlready) {
            return new Asked.Impossible(
                    Reason.WAITS, "The days from %s to %s wait to be read already.".formatted(from, to));
        }
    }

    /** What has been read stays; false when it has ended already or is none of this feed. */
    public boolean cancel(String feed, long id, String who) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (jdbc.sql(CANCEL).param("id", id).param("feed", feed).update() == 0) {
                return false;
            }
            forget(feed, id);
            audit(who, "backfill-cancelled", "backfill %d of %s".formatted(id, feed));
            return true;
        }));
    }

    public Optional<Claimed> claim(String feed) {
        jdbc.sql(READS).param("feed", feed).update();
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

    /** A page has been read. */
    public void progress(Claimed backfill, Signals.Kept kept) {
        jdbc.sql(PROGRESS)
                .param("id", backfill.id())
                .param("lease", backfill.lease())
                .param("seen", kept.seen())
                .param("total", kept.all())
                .param("named", kept.named())
                .param("seconds", LEASE.toSeconds())
                .update();
    }

    public void done(Claimed backfill) {
        jdbc.sql(DONE)
                .param("id", backfill.id())
                .param("lease", backfill.lease())
                .update();
        forget(backfill.feed(), backfill.id());
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

    private void forget(String feed, long id) {
        cursors.forget(feed, part(id));
    }

    private void audit(String who, String action, String detail) {
        jdbc.sql(AUDIT)
                .param("who", who)
                .param("action", action)
                .param("detail", detail)
                .update();
    }

    private static String part(long id) {
        return "backfill-" + id;
    }

    /** A window of days that this worker has. */
    public record Claimed(long id, String feed, LocalDate from, LocalDate to, UUID lease) {

        /** Its place in the series of pages, apart from the feed's own. */
        public Cursor cursor() {
            return new Cursor(feed, part(id));
        }
    }
}
