package fi.rekisterihub.reconcile;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads doubtful matches and conflicts that wait for a steward, and those that were decided. */
@Component
public final class ReviewReader {

    // Of somebody who has left the register or whose data is restricted nothing waits for a second person.
    static final String ALL = """
            select r.*, u.id as undone_by,
                   r.proposed_by is not null and case r.entity
                       when 'person' then exists (select from person e where e.id = r.proposed_for
                                                     and e.register_id = r.register_id and e.restricted_at is null)
                       else exists (select from company e where e.id = r.proposed_for
                                       and e.register_id = r.register_id and e.restricted_at is null)
                       end as proposal_stands
              from review r left join review u on u.undoes = r.id
            """;
    private static final String PROPOSED = """
            select count(*) from (%s where r.proposed_by is not null) r where r.proposal_stands
            """.formatted(ALL);
    private static final String LIST = ALL + """
             where r.status = :status and (:after::bigint is null or r.id > :after)
             order by r.id
             limit :most
            """;
    private static final String ONE = ALL + " where r.id = :id";
    private static final String OPEN_OF_RECORD = """
            select id from review
             where register_id = :register and feed = :feed and record_key = :key and status = 'open'
             order by id desc limit 1
            """;
    private static final String WAITING = """
            select count(*) as number, min(at) as oldest, min(id) as next from review where status = 'open'
            """;

    private final JdbcClient jdbc;

    ReviewReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Oldest first, because they have waited longest.
     *
     * @param status open, decided or withdrawn
     * @param after the id of the last row of the page before
     */
    public List<ReviewView> list(String status, @Nullable Long after, int most) {
        return jdbc.sql(LIST)
                .param("status", status)
                .param("after", after)
                .param("most", most)
                .query(ReviewReader::review)
                .list();
    }

    public Optional<ReviewView> find(long id) {
        return jdbc.sql(ONE).param("id", id).query(ReviewReader::review).optional();
    }

    /** The review in which the same record waits now, such as after an undo. */
    public Optional<Long> openAgain(ReviewView review) {
        return jdbc.sql(OPEN_OF_RECORD)
                .param("register", review.registerId())
                .param("feed", review.feed())
                .param("key", review.recordKey())
                .query(Long.class)
                .optional();
    }

    /** How many wait for a second person, those whose undo does among them. */
    public long proposed() {
        return jdbc.sql(PROPOSED).query(Long.class).single();
    }

    public Waiting waiting() {
        return jdbc.sql(WAITING)
                .query((row, number) -> new Waiting(
                        row.getLong("number"), Times.instantOrNull(row, "oldest"), (Long) row.getObject("next")))
                .single();
    }

    static ReviewView review(ResultSet row, int number) throws SQLException {
        return new ReviewView(
                row.getLong("id"),
                row.getString("register_id"),
                (Long) row.getObject("run_id"),
                row.getString("feed"),
                row.getString("record_key"),
                row.getString("entity"),
                row.getString("reason"),
                row.getString("observation"),
                Arrays.asList((Long[]) row.getArray("candidates").getArray()),
                row.getString("status"),
                row.getString("decision"),
                row.getString("decided_by"),
                Times.instantOrNull(row, "decided_at"),
                Times.instant(row, "at"),
                (Long) row.getObject("undoes"),
                (Long) row.getObject("undone_by"),
                proposal(row));
    }

    private static @Nullable ReviewProposal proposal(ResultSet row) throws SQLException {
        return row.getBoolean("proposal_stands")
                ? new ReviewProposal(
                        row.getLong("proposed_for"),
                        row.getString("proposed_by"),
                        row.getString("proposed_why"),
                        Times.instant(row, "proposed_at"))
                : null;
    }

    /** @param next the id of the one to decide next, null when none waits */
    public record Waiting(
            long number, @Nullable Instant oldest, @Nullable Long next) {}
}
