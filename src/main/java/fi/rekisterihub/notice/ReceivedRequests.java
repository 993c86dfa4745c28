package fi.rekisterihub.notice;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code opendsr_request}: one row for each request of a controller, whatever comes how often. */
@Component
public final class ReceivedRequests implements IncomingRequests {

    private static final String COLUMNS = """
            id, controller, subject_request_id, type, submitted_at, received_at, expected_at, status, body
            """;
    private static final String KEEP = """
            insert into opendsr_request (controller, subject_request_id, regulation, type, submitted_at, expected_at, body,
                                         digest, signature, callback_urls)
            values (:controller, :requestId, :regulation, :type, :submittedAt, now() + :seconds * interval '1 second',
                    :body, :digest, :signature, :callbacks)
            on conflict (controller, subject_request_id) do nothing
            """;
    private static final String BY_CONTROLLER =
            "select %s from opendsr_request where controller = :controller and subject_request_id = :requestId"
                    .formatted(COLUMNS);
    private static final String OPEN = """
            select %s from opendsr_request where status in ('pending', 'in_progress') order by id limit :most
            """.formatted(COLUMNS);
    private static final String ONE = "select %s from opendsr_request where id = :id".formatted(COLUMNS);
    private static final String REASON = "select reason from opendsr_request where id = :id";
    // Whoever has given an address hears of every change there. What has ended is nobody's business any more.
    private static final String CHANGE = """
            update opendsr_request
               set status = :status, reason = :reason, changed_at = now(), told_attempts = 0,
                   body = case when :status in ('completed', 'cancelled') then ''::bytea else body end,
                   tell_at = case when cardinality(callback_urls) > 0 then now() end
             where id = :id and status = any(:from)
            """;
    private static final String TAKE_BACK = """
            update opendsr_request
               set status = 'cancelled', changed_at = now(), told = 'cancelled', tell_at = null, body = ''
             where controller = :controller and subject_request_id = :requestId and status = 'pending'
            """;
    private static final String TO_TELL = """
            update opendsr_request
               set tell_at = now() + :seconds * interval '1 second', told_attempts = told_attempts + 1
             where id in (select id from opendsr_request where tell_at <= now() order by tell_at limit :most
                             for update skip locked)
            returning id, controller, subject_request_id, expected_at, status, reason, callback_urls, told_attempts
            """;
    private static final String TOLD = """
            update opendsr_request
               set told = :status, tell_at = case when status = :status then null else now() end
             where id = :id
            """;
    private static final String TELL_LATER = """
            update opendsr_request
               set tell_at = case when told_attempts >= :attempts then null else now() + :seconds * interval '1 second' end
             where id = :id
            """;

    private final JdbcClient jdbc;

    public ReceivedRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A request whose signature has been verified.
     *
     * @param signature Base64, over the body
     */
    public record Signed(
            String controller,
            UUID subjectRequestId,
            String regulation,
            String type,
            Instant submittedAt,
            List<String> callbackUrls,
            byte[] body,
            String digest,
            String signature) {

        @Override
        public String toString() {
            return "request %s of %s".formatted(subjectRequestId, controller);
        }
    }

    /** A change of which a controller is to hear. */
    public record Telling(
            long id,
            String controller,
            UUID subjectRequestId,
            Instant expectedAt,
            Status status,
            @Nullable String reason,
            List<String> callbackUrls,
            int attempts) {}

    /** Keeps it once; the first one stands, whatever a repeat says. */
    public Request keep(Signed signed, Duration answerWithin) {
        jdbc.sql(KEEP)
                .param("controller", signed.controller())
                .param("requestId", signed.subjectRequestId())
                .param("regulation", signed.regulation())
                .param("type", signed.type())
                .param("submittedAt", signed.submittedAt().atOffset(ZoneOffset.UTC))
                .param("seconds", answerWithin.toSeconds())
                .param("body", signed.body())
                .param("digest", signed.digest())
                .param("signature", signed.signature())
                .param("callbacks", signed.callbackUrls().toArray(String[]::new))
                .update();
        return find(signed.controller(), signed.subjectRequestId()).orElseThrow();
    }

    /** Only that controller's: of others' requests nobody learns that they exist. */
    public Optional<Request> find(String controller, UUID subjectRequestId) {
        return jdbc.sql(BY_CONTROLLER)
                .param("controller", controller)
                .param("requestId", subjectRequestId)
                .query(ReceivedRequests::request)
                .optional();
    }

    /** Why it is not done; null for any other. */
    public @Nullable String reason(long id) {
        return jdbc.sql(REASON).param("id", id).query(String.class).optional().orElse(null);
    }

    /** The controller takes it back; false when it has been begun or has ended. */
    public boolean takenBack(String controller, UUID subjectRequestId) {
        return jdbc.sql(TAKE_BACK)
                        .param("controller", controller)
                        .param("requestId", subjectRequestId)
                        .update()
                == 1;
    }

    @Override
    public List<Request> open(int most) {
        return jdbc.sql(OPEN)
                .param("most", most)
                .query(ReceivedRequests::request)
                .list();
    }

    @Override
    public Optional<Request> find(long id) {
        return jdbc.sql(ONE).param("id", id).query(ReceivedRequests::request).optional();
    }

    @Override
    public boolean begun(long id) {
        return change(id, Status.IN_PROGRESS, null, Status.PENDING);
    }

    @Override
    public boolean completed(long id) {
        return change(id, Status.COMPLETED, null, Status.PENDING, Status.IN_PROGRESS);
    }

    @Override
    public boolean cancelled(long id, String reason) {
        return change(id, Status.CANCELLED, reason, Status.PENDING, Status.IN_PROGRESS);
    }

    private boolean change(long id, Status next, @Nullable String reason, Status... from) {
        return jdbc.sql(CHANGE)
                        .param("id", id)
                        .param("status", next.word())
                        .param("reason", reason)
                        .param("from", Arrays.stream(from).map(Status::word).toArray(String[]::new))
                        .update()
                == 1;
    }

    /** Changes that are to be called back, each for one node at a time. */
    public List<Telling> toTell(int most, Duration lease) {
        return jdbc.sql(TO_TELL)
                .param("most", most)
                .param("seconds", lease.toSeconds())
                .query(ReceivedRequests::telling)
                .list();
    }

    /** The controller has heard it; what has changed meanwhile is told next. */
    public void told(Telling telling) {
        jdbc.sql(TOLD)
                .param("id", telling.id())
                .param("status", telling.status().word())
                .update();
    }

    /** It could not be told; after so many attempts the controller has to ask. */
    public void tellLater(Telling telling, int attempts, Duration wait) {
        jdbc.sql(TELL_LATER)
                .param("id", telling.id())
                .param("attempts", attempts)
                .param("seconds", wait.toSeconds())
                .update();
    }

    private static Request request(ResultSet row, int number) throws SQLException {
        return new Request(
                row.getLong("id"),
                row.getString("controller"),
                row.getObject("subject_request_id", UUID.class),
                row.getString("type"),
                instant(row, "submitted_at"),
                instant(row, "received_at"),
                instant(row, "expected_at"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getBytes("body"));
    }

    private static Telling telling(ResultSet row, int number) throws SQLException {
        Array urls = row.getArray("callback_urls");
        return new Telling(
                row.getLong("id"),
                row.getString("controller"),
                row.getObject("subject_request_id", UUID.class),
                instant(row, "expected_at"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                List.of((String[]) urls.getArray()),
                row.getInt("told_attempts"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
