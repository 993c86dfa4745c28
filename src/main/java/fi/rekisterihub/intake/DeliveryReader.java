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

/** Reads what was fetched or received. */
@Component
public final class DeliveryReader {

    private static final String COLUMNS = """
            select id, feed, origin, file_name, status, content_hash, size_bytes, records, opened_at, completed_at, message,
                   mended_of, purged_at
              from delivery
            """;
    private static final String LIST = COLUMNS + """
             where (:feed::text is null or feed = :feed) and (:after::bigint is null or id < :after)
             order by id desc
             limit :most
            """;
    private static final String ONE = COLUMNS + " where id = :id";

    private final JdbcClient jdbc;

    DeliveryReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first; {@code after} is the id of the last row of the page before. */
    public List<Delivered> list(@Nullable String feed, @Nullable Long after, int most) {
        return jdbc.sql(LIST)
                .param("feed", feed)
                .param("after", after)
                .param("most", most)
                .query(DeliveryReader::delivered)
                .list();
    }

    public Optional<Delivered> find(long id) {
        return jdbc.sql(ONE).param("id", id).query(DeliveryReader::delivered).optional();
    }

    private static Delivered delivered(ResultSet row, int number) throws SQLException {
        return new Delivered(
                row.getLong("id"),
                row.getString("feed"),
                row.getString("origin"),
                row.getString("file_name"),
                row.getString("status"),
                row.getString("content_hash"),
                row.getLong("size_bytes"),
                row.getLong("records"),
                Times.instant(row, "opened_at"),
                Times.instantOrNull(row, "completed_at"),
                row.getString("message"),
                (Long) row.getObject("mended_of"),
                Times.instantOrNull(row, "purged_at"));
    }

    /**
     * One fetched file or page series.
     *
     * @param fileName as its sender called it; null where it came without a name
     * @param status open, complete or failed
     * @param mendedOf the delivery whose parked rows this one carries
     * @param purgedAt when the content was deleted; the rest of this is kept
     */
    public record Delivered(
            long id,
            String feed,
            String origin,
            @Nullable String fileName,
            String status,
            @Nullable String contentHash,
            long sizeBytes,
            long records,
            Instant openedAt,
            @Nullable Instant completedAt,
            @Nullable String message,
            @Nullable Long mendedOf,
            @Nullable Instant purgedAt) {}
}
