package fi.rekisterihub.intake;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what has reached the hub by itself: above all what no rule could decide and what could not be applied. */
@Component
public final class InboxReader {

    private static final String COLUMNS = """
            select id, source, event_key, content_type, received_at, status, attempts, outcome, last_error from inbox
            """;
    private static final String LIST = COLUMNS + """
             where (:status::text is null or status = :status) and (:after::bigint is null or id < :after)
             order by id desc
             limit :most
            """;
    private static final String ONE = COLUMNS + " where id = :id";
    private static final String BODY = "select convert_from(body, 'LATIN1') from inbox where id = :id";
    private static final String WAITING = "select count(*) from inbox where status in ('review', 'dead')";

    private final JdbcClient jdbc;

    InboxReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Newest first.
     *
     * @param status new, claimed, done, review or dead; null for all
     * @param after the id of the last row of the page before
     */
    public List<InboxView> list(@Nullable String status, @Nullable Long after, int most) {
        return jdbc.sql(LIST)
                .param("status", status)
                .param("after", after)
                .param("most", most)
                .query(InboxReader::view)
                .list();
    }

    public Optional<InboxView> find(long id) {
        return jdbc.sql(ONE).param("id", id).query(InboxReader::view).optional();
    }

    /** The original, each byte a character: it may be in any encoding, and it holds personal data. */
    public String original(long id) {
        return jdbc.sql(BODY).param("id", id).query(String.class).single();
    }

    /** How many wait for a person: a wish among them is in force for nobody yet. */
    public long waiting() {
        return jdbc.sql(WAITING).query(Long.class).single();
    }

    private static InboxView view(ResultSet row, int number) throws SQLException {
        return new InboxView(
                row.getLong("id"),
                row.getString("source"),
                row.getString("event_key"),
                row.getString("content_type"),
                Times.instant(row, "received_at"),
                row.getString("status"),
                row.getInt("attempts"),
                row.getString("outcome"),
                row.getString("last_error"));
    }

    /**
     * One item.
     *
     * @param outcome what became of it, or why a person must look; null while it waits for the hub
     * @param lastError why the last attempt failed
     */
    public record InboxView(
            long id,
            String source,
            String eventKey,
            @Nullable String contentType,
            Instant receivedAt,
            String status,
            int attempts,
            @Nullable String outcome,
            @Nullable String lastError) {}
}
