package fi.rekisterihub.intake;

import fi.rekisterihub.database.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads rows that could not be taken in, with their raw text and the reason. */
@Component
public final class ParkedReader {

    private static final String LIST = """
            select id, run_id, feed, register_id, line, record_key, raw, field, reason, status, at
              from parked
             where (:run::bigint is null or run_id = :run)
               and (:feed::text is null or feed = :feed)
               and (:status::text is null or status = :status)
               and (:after::bigint is null or id < :after)
             order by id desc
             limit :most
            """;

    private final JdbcClient jdbc;

    ParkedReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first; {@code after} is the id of the last row of the page before. */
    public List<ParkedRow> list(
            @Nullable Long run, @Nullable String feed, @Nullable String status, @Nullable Long after, int most) {
        return jdbc.sql(LIST)
                .param("run", run)
                .param("feed", feed)
                .param("status", status)
                .param("after", after)
                .param("most", most)
                .query((row, number) -> new ParkedRow(
                        row.getLong("id"),
                        row.getLong("run_id"),
                        row.getString("feed"),
                        row.getString("register_id"),
                        row.getLong("line"),
                        row.getString("record_key"),
                        row.getString("raw"),
                        row.getString("field"),
                        row.getString("reason"),
                        row.getString("status"),
                        Times.instant(row, "at")))
                .list();
    }

    /**
     * One parked row.
     *
     * @param line 1-based in the file, or the number of the record in a page series
     * @param raw as it came; it may hold personal data
     */
    public record ParkedRow(
            long id,
            long runId,
            String feed,
            String registerId,
            long line,
            @Nullable String recordKey,
            String raw,
            @Nullable String field,
            String reason,
            String status,
            Instant at) {}
}
