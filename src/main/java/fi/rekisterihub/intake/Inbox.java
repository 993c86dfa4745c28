package fi.rekisterihub.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Everything that reaches the hub by itself, kept under a key of its own before it is answered or acted on. Any
 * number of workers on any number of nodes claim from it; a worker that dies loses its lease and another goes on.
 *
 * <p>The life of an item: {@code new} → {@code claimed} → {@code done}, or {@code review} when a person must look,
 * or back to {@code new} after a failure with a growing pause, or {@code dead} after the last attempt.
 */
@Component
public final class Inbox {

    private static final String ACCEPT = """
            insert into inbox (source, event_key, content_type, headers, body, next_at)
            values (:source, :eventKey, :contentType, :headers::jsonb, :body, now() + make_interval(secs => :seconds))
            on conflict (source, event_key) do nothing
            """;

    private static final String ACCEPT_CLAIMED = """
            insert into inbox (source, event_key, content_type, headers, body, status, claimed_until, lease, attempts)
            values (:source, :eventKey, :contentType, :headers::jsonb, :body, 'claimed',
                    now() + make_interval(secs => :leaseSeconds), gen_random_uuid(), 1)
            on conflict (source, event_key) do nothing
            returning id, source, event_key, content_type, headers, body, received_at, attempts, lease
            """;

    // A worker that was killed on every attempt left no word; without this its item would come back for ever.
    private static final String BURY_ABANDONED = """
            update inbox
               set status = 'dead', lease = null, claimed_until = null, done_at = now(),
                   last_error = coalesce(last_error, 'Every worker that took it stopped before it was done.')
             where source = :source and status = 'claimed' and claimed_until < now() and attempts >= :attempts
            """;

    private static final String CLAIM = """
            update inbox
               set status = 'claimed', claimed_until = now() + make_interval(secs => :leaseSeconds),
                   lease = gen_random_uuid(), attempts = attempts + 1
             where id in (select id from inbox
                           where source = :source
                             and (status = 'new' and next_at <= now() or status = 'claimed' and claimed_until < now())
                           order by id
                           limit :most
                             for update skip locked)
            returning id, source, event_key, content_type, headers, body, received_at, attempts, lease
            """;

    private static final String CLAIM_ONE = """
            update inbox
               set status = 'claimed', claimed_until = now() + make_interval(secs => :leaseSeconds),
                   lease = gen_random_uuid(), attempts = attempts + 1
             where source = :source and event_key = :eventKey
               and (status in ('new', 'dead') or status = 'claimed' and claimed_until < now())
            returning id, source, event_key, content_type, headers, body, received_at, attempts, lease
            """;

    private static final String FINISH = """
            update inbox
               set status = :status, outcome = :outcome, lease = null, claimed_until = null, done_at = now()
             where id = :id and lease = :lease and status = 'claimed'
            """;

    private static final String FAIL = """
            update inbox
               set status = case when attempts >= :attempts then 'dead' else 'new' end,
                   next_at = now() + make_interval(secs => :waitSeconds),
                   done_at = case when attempts >= :attempts then now() end,
                   last_error = :error, lease = null, claimed_until = null
             where id = :id and lease = :lease and status = 'claimed'
            """;

    private static final String LATER = """
            update inbox
               set status = 'new', next_at = :until, attempts = attempts - 1, lease = null, claimed_until = null,
                   last_error = :why
             where id = :id and lease = :lease and status = 'claimed'
            """;

    private static final String HOLDS = """
            select count(*) > 0 from inbox where source = :source and event_key = :eventKey and body = :body
            """;

    private static final String STATUS = "select status from inbox where source = :source and event_key = :eventKey";

    private static final String PURGE = """
            update inbox set body = '', headers = '{}', purged_at = now()
             where source = :source and status = 'done' and purged_at is null
               and (done_at < now() - make_interval(secs => :seconds) or received_at < :goes) and received_at < :stays
            """;

    private static final int LONGEST_ERROR = 2000;

    private final JdbcClient jdbc;
    private final InboxSettings settings;

    public Inbox(JdbcClient jdbc, InboxSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * Keeps it. When this returns outside a transaction, it is committed.
     *
     * @param eventKey what makes two arrivals the same event
     * @return false when it is known already and nothing was done
     */
    public boolean accept(
            String source, String eventKey, @Nullable String contentType, Map<String, String> headers, byte[] body) {
        return accept(source, eventKey, contentType, headers, body, Duration.ZERO);
    }

    /**
     * As above, for somebody who claims it by its key at once.
     *
     * @param forOthers after how long others may take it, if that somebody has not
     */
    public boolean accept(
            String source,
            String eventKey,
            @Nullable String contentType,
            Map<String, String> headers,
            byte[] body,
            Duration forOthers) {
        return what(ACCEPT, source, eventKey, contentType, headers, body)
                        .param("seconds", (double) forOthers.toSeconds())
                        .update()
                == 1;
    }

    /** Whether what is kept under this key is this very body. */
    public boolean holds(String source, String eventKey, byte[] body) {
        return jdbc.sql(HOLDS)
                .param("source", source)
                .param("eventKey", eventKey)
                .param("body", body)
                .query(Boolean.class)
                .single();
    }

    /** Takes the oldest waiting items of a source, at most {@code most}, for the length of the lease. */
    public List<InboxItem> claim(String source, int most) {
        jdbc.sql(BURY_ABANDONED)
                .param("source", source)
                .param("attempts", settings.attempts())
                .update();
        return jdbc
                .sql(CLAIM)
                .param("source", source)
                .param("most", most)
                .param("leaseSeconds", settings.lease().toSeconds())
                .query(Inbox::item)
                .list()
                .stream()
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
    }

    /** Takes this one item, for an answer that must be true when it is given. Empty when it is done or being worked on. */
    public Optional<InboxItem> claim(String source, String eventKey) {
        return jdbc.sql(CLAIM_ONE)
                .param("source", source)
                .param("eventKey", eventKey)
                .param("leaseSeconds", settings.lease().toSeconds())
                .query(Inbox::item)
                .optional();
    }

    /**
     * Keeps it and takes it at once, for an answer that must be true when it is given.
     *
     * @return empty when it was known already, and is done or being worked on
     */
    public Optional<InboxItem> acceptAndClaim(
            String source, String eventKey, @Nullable String contentType, Map<String, String> headers, byte[] body) {
        return what(ACCEPT_CLAIMED, source, eventKey, contentType, headers, body)
                .param("leaseSeconds", settings.lease().toSeconds())
                .query(Inbox::item)
                .optional()
                .or(() -> claim(source, eventKey));
    }

    /**
     * Ends it well.
     *
     * @param outcome one sentence for the person who looks it up; no personal data
     * @return false when the lease was lost: another worker has it, and the caller must undo what it did
     */
    public boolean done(InboxItem item, String outcome) {
        return finish(item, "done", outcome);
    }

    /** A person must look at it; the original stays. */
    public boolean review(InboxItem item, String reason) {
        return finish(item, "review", reason);
    }

    /** It can never be read: no further attempt would change that. The original stays. */
    public boolean dead(InboxItem item, String reason) {
        return finish(item, "dead", reason);
    }

    /** Tries again later, or ends as dead after the last attempt. */
    public boolean failed(InboxItem item, String error) {
        return jdbc.sql(FAIL)
                        .param("id", item.id())
                        .param("lease", item.lease())
                        .param("attempts", settings.attempts())
                        .param(
                                "waitSeconds",
                                settings.waitAfter(item.attempts()).toSeconds())
                        .param("error", error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error)
                        .update()
                == 1;
    }

    /** Nothing failed: what it needs can be had only later. The attempt does not count. */
    public boolean later(InboxItem item, Instant until, String why) {
        return jdbc.sql(LATER)
                        .param("id", item.id())
                        .param("lease", item.lease())
                        .param("until", java.sql.Timestamp.from(until))
                        .param("why", why)
                        .update()
                == 1;
    }

    /** How far it has come: {@code new}, {@code claimed}, {@code done}, {@code review} or {@code dead}. */
    public String status(String source, String eventKey) {
        return jdbc.sql(STATUS)
                .param("source", source)
                .param("eventKey", eventKey)
                .query(String.class)
                .single();
    }

    /**
     * Takes away what came, and keeps that it came and what became of it. What is not settled is left alone.
     *
     * @param keep since it was settled
     * @param goesBefore what came before goes as soon as it is settled
     * @param staysFrom what came then or later stays in any case
     * @return how many
     */
    public int purge(String source, Duration keep, Instant goesBefore, Instant staysFrom) {
        return jdbc.sql(PURGE)
                .param("source", source)
                .param("seconds", (double) keep.toSeconds())
                .param("goes", goesBefore.atOffset(ZoneOffset.UTC))
                .param("stays", staysFrom.atOffset(ZoneOffset.UTC))
                .update();
    }

    private JdbcClient.StatementSpec what(
            String sql,
            String source,
            String eventKey,
            @Nullable String contentType,
            Map<String, String> headers,
            byte[] body) {
        return jdbc.sql(sql)
                .param("source", source)
                .param("eventKey", eventKey)
                .param("contentType", contentType)
                .param("headers", InboxHeaders.json(headers))
                .param("body", body);
    }

    private boolean finish(InboxItem item, String status, String outcome) {
        return jdbc.sql(FINISH)
                        .param("id", item.id())
                        .param("lease", item.lease())
                        .param("status", status)
                        .param("outcome", outcome)
                        .update()
                == 1;
    }

    private static InboxItem item(ResultSet row, int number) throws SQLException {
        return new InboxItem(
                row.getLong("id"),
                row.getString("source"),
                row.getString("event_key"),
                row.getString("content_type"),
                InboxHeaders.read(row.getString("headers")),
                row.getBytes("body"),
                row.getTimestamp("received_at").toInstant(),
                row.getInt("attempts"),
                row.getObject("lease", UUID.class));
    }
}
