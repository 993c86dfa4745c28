package fi.rekisterihub.intake;

import fi.rekisterihub.KeptSentences;
import fi.rekisterihub.database.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads rows that could not be taken in, with their raw text and the reason. */
@Component
public final class ParkedReader {

    private static final String COLUMNS = """
            select p.id, p.run_id, r.delivery_id, p.feed, p.register_id, p.line, p.record_key, p.raw, p.field, p.reason,
                   p.status, p.at, p.mended, p.mended_by, p.mended_at, p.replay_id, p.again_of, p.settled_by, p.settled_at,
                   p.why_dropped, p.withheld,
                   (select max(n.id) from parked n where n.again_of = p.id) as again_as,
                   (select max(n.id) from run n where n.delivery_id = p.replay_id and n.register_id = p.register_id)
                       as replay_run
              from parked p join run r on r.id = p.run_id
            """;
    private static final String LIST = COLUMNS + """
             where (:run::bigint is null or p.run_id = :run)
               and (:feed::text is null or p.feed = :feed)
               and (:status::text is null or p.status = :status)
               and (:reason::text is null or p.reason = :reason)
               and (:after::bigint is null or p.id < :after)
             order by p.id desc
             limit :most
            """;
    private static final String ONE = COLUMNS + " where p.id = :id";
    private static final String GROUPS = """
            select feed, field, reason, count(*) as rows, count(mended) as mended, min(at) as oldest, max(id) as newest
              from parked
             where status = 'open' and (:run::bigint is null or run_id = :run) and (:feed::text is null or feed = :feed)
             group by feed, field, reason
             order by rows desc, newest desc
             limit 100
            """;
    private static final String OPEN = "select count(*) from (select from parked where status = 'open' limit 100000) p";

    private final JdbcClient jdbc;

    ParkedReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first; {@code after} is the id of the last row of the page before. */
    public List<ParkedRow> list(
            @Nullable Long run,
            @Nullable String feed,
            @Nullable String status,
            @Nullable String reason,
            @Nullable Long after,
            int most) {
        return jdbc.sql(LIST)
                .param("run", run)
                .param("feed", feed)
                .param("status", status)
                .param("reason", reason)
                .param("after", after)
                .param("most", most)
                .query(ParkedReader::parked)
                .list();
    }

    public Optional<ParkedRow> find(long id) {
        return jdbc.sql(ONE).param("id", id).query(ParkedReader::parked).optional();
    }

    /** Open rows by what is wrong with them, the most frequent first. */
    public List<Group> groups(@Nullable Long run, @Nullable String feed) {
        return jdbc.sql(GROUPS)
                .param("run", run)
                .param("feed", feed)
                .query((row, n) -> new Group(
                        row.getString("feed"),
                        row.getString("field"),
                        row.getString("reason"),
                        code(row.getString("reason")),
                        row.getLong("rows"),
                        row.getLong("mended"),
                        Times.instant(row, "oldest")))
                .list();
    }

    /** How many wait for a person; counted up to 100,000. */
    public long open() {
        return jdbc.sql(OPEN).query(Long.class).single();
    }

    private static ParkedRow parked(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new ParkedRow(
                row.getLong("id"),
                row.getLong("run_id"),
                row.getLong("delivery_id"),
                row.getString("feed"),
                row.getString("register_id"),
                row.getLong("line"),
                row.getString("record_key"),
                row.getString("raw"),
                row.getString("field"),
                row.getString("reason"),
                code(row.getString("reason")),
                row.getString("status"),
                Times.instant(row, "at"),
                row.getString("mended"),
                row.getString("mended_by"),
                Times.instantOrNull(row, "mended_at"),
                (Long) row.getObject("replay_run"),
                (Long) row.getObject("again_of"),
                (Long) row.getObject("again_as"),
                row.getString("settled_by"),
                Times.instantOrNull(row, "settled_at"),
                row.getString("why_dropped"),
                row.getBoolean("withheld"));
    }

    private static String code(String reason) {
        return KeptSentences.read(reason).map(KeptSentences.Said::code).orElse("other");
    }

    /**
     * Open rows of a feed with one fault.
     *
     * @param code of the reason, stable for programs
     */
    public record Group(
            String feed, @Nullable String field, String reason, String code, long rows, long mended, Instant oldest) {}

    /**
     * One parked row.
     *
     * @param line 1-based in the file, or the number of the record in a page series
     * @param raw as it came; it may hold personal data
     * @param code of the reason, stable for programs
     * @param status open, waiting (for its replay), solved, again (failed once more), overtaken (told since) or dropped
     * @param mended what a person has made of it
     * @param replayRun the run that took it in anew
     * @param againOf the row that this one was, before a replay failed
     * @param againAs the row that this one became
     * @param withheld whether its text was taken out, because it may hold what a source withholds of a person
     */
    public record ParkedRow(
            long id,
            long runId,
            long deliveryId,
            String feed,
            String registerId,
            long line,
            @Nullable String recordKey,
            String raw,
            @Nullable String field,
            String reason,
            String code,
            String status,
            Instant at,
            @Nullable String mended,
            @Nullable String mendedBy,
            @Nullable Instant mendedAt,
            @Nullable Long replayRun,
            @Nullable Long againOf,
            @Nullable Long againAs,
            @Nullable String settledBy,
            @Nullable Instant settledAt,
            @Nullable String whyDropped,
            boolean withheld) {

        public boolean open() {
            return status.equals("open");
        }

        /** As it would be replayed now. */
        public String text() {
            return mended == null ? raw : mended;
        }
    }
}
