package fi.rekisterihub.intake;

import fi.rekisterihub.database.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps and ends many in one statement, for who acts on them in the same transaction. */
public final class InboxTogether {

    // In the order of their keys, so that two who bring the same ones never wait for each other crosswise.
    private static final String KEEP_DONE = """
            insert into inbox (source, event_key, content_type, headers, body, status, attempts, outcome, done_at)
            select :source, event_key, :contentType, headers, body, 'done', 1, :outcome, now()
              from unnest(:eventKeys::text[], :headers::jsonb[], :bodies::bytea[]) as a(event_key, headers, body)
             order by event_key
            on conflict (source, event_key) do nothing
            returning id, event_key, received_at
            """;

    private static final String TAKE_BACK = "delete from inbox where id = any(:ids)";

    private final JdbcClient jdbc;

    public InboxTogether(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was kept. */
    public record Kept(long id, Instant receivedAt) {}

    /**
     * Keeps them as done in the caller's transaction, which does what they ask for.
     *
     * @param outcome one sentence for the person who looks one of them up; no personal data
     * @return by event key; those that were known already are missing
     */
    public Map<String, Kept> keepDone(String source, String contentType, List<InboxArrival> arrivals, String outcome) {
        Map<String, Kept> kept = new HashMap<>();
        jdbc.sql(KEEP_DONE)
                .param("source", source)
                .param("contentType", contentType)
                .param("outcome", outcome)
                .param(
                        "eventKeys",
                        arrivals.stream().map(InboxArrival::eventKey).toArray(String[]::new))
                .param(
                        "headers",
                        arrivals.stream()
                                .map(arrival -> InboxHeaders.json(arrival.headers()))
                                .toArray(String[]::new))
                .param("bodies", arrivals.stream().map(InboxArrival::body).toArray(byte[][]::new))
                .query((row, number) -> kept.put(
                        row.getString("event_key"), new Kept(row.getLong("id"), Times.instant(row, "received_at"))))
                .list();
        return kept;
    }

    /** Takes back what the same transaction has kept and could not do: it comes again by itself. */
    public void takeBack(Collection<Kept> kept) {
        if (!kept.isEmpty()) {
            jdbc.sql(TAKE_BACK)
                    .param("ids", kept.stream().map(Kept::id).toArray(Long[]::new))
                    .update();
        }
    }
}
