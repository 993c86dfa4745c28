package fi.rekisterihub.intake;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads which windows of days have been asked for, and how far each is. */
@Component
public final class BackfillReader {

    private static final String LIST = """
            select * from backfill
             where feed = :feed and (:after::bigint is null or id < :after)
             order by id desc limit :most
            """;
    private static final String ONE = "select * from backfill where id = :id and feed = :feed";
    private static final String CAN_BE_ASKED = """
            select exists (select from backfill_reader where feed = :feed and seen_at > now() - interval '2 minutes')
            """;

    private final JdbcClient jdbc;

    BackfillReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first; {@code after} is the id of the last row of the page before. */
    public List<BackfillView> list(String feed, @Nullable Long after, int most) {
        return jdbc.sql(LIST)
                .param("feed", feed)
                .param("after", after)
                .param("most", most)
                .query(BackfillReader::backfill)
                .list();
    }

    public Optional<BackfillView> find(String feed, long id) {
        return jdbc.sql(ONE)
                .param("id", id)
                .param("feed", feed)
                .query(BackfillReader::backfill)
                .optional();
    }

    /** Whether a route that is running, on whatever node, reads days of this feed once more. */
    public boolean canBeAsked(String feed) {
        return jdbc.sql(CAN_BE_ASKED).param("feed", feed).query(Boolean.class).single();
    }

    private static BackfillView backfill(ResultSet row, int number) throws SQLException {
        return new BackfillView(
                row.getLong("id"),
                row.getString("feed"),
                row.getObject("from_date", LocalDate.class),
                row.getObject("to_date", LocalDate.class),
                row.getString("status"),
                row.getLong("seen"),
                (Long) row.getObject("total"),
                row.getLong("named"),
                row.getString("asked_by"),
                Times.instant(row, "asked_at"),
                Times.instantOrNull(row, "finished_at"),
                row.getInt("attempts"),
                row.getString("message"));
    }

    /**
     * Days that somebody wants read once more.
     *
     * @param status queued, running, done, failed or cancelled
     * @param seen notices that have been read
     * @param total how many the source says that there are, null before its first answer
     * @param named of them, how many named a company of a register; those are read anew
     * @param message why it waits or failed
     */
    public record BackfillView(
            long id,
            String feed,
            LocalDate from,
            LocalDate to,
            String status,
            long seen,
            @Nullable Long total,
            long named,
            String askedBy,
            Instant askedAt,
            @Nullable Instant finishedAt,
            int attempts,
            @Nullable String message) {

        public boolean active() {
            return status.equals("queued") || status.equals("running");
        }
    }
}
