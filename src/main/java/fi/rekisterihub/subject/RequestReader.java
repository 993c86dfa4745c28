package fi.rekisterihub.subject;

import fi.rekisterihub.Finland;
import fi.rekisterihub.database.Times;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads requests for the console, the API and the access report. */
@Component
public class RequestReader {

    private static final String FIND = RequestRows.COLUMNS + " where r.id = :id";
    private static final String OPEN = RequestRows.COLUMNS + """
             where r.state <> 'closed' and (:kind::text is null or r.kind = :kind)
               and (:register::text is null or r.register_id = :register)
               and (:state::text is null or r.state = :state)
               and (:due::date is null or (r.due_by, r.id) > (:due::date, :after::bigint))
             order by r.due_by, r.id
             limit :most
            """;
    private static final String CLOSED = RequestRows.COLUMNS + """
             where r.state = 'closed' and (:kind::text is null or r.kind = :kind)
               and (:register::text is null or r.register_id = :register)
               and (:after::bigint is null or r.id < :after)
             order by r.id desc
             limit :most
            """;
    private static final String OF_PERSON = RequestRows.COLUMNS + """
             where r.person_id = any(all_parts(array[:person::bigint])) order by r.id desc
            """;
    private static final String CONTENT =
            "select name, contact, said, situation from subject_content where request_id = :id";
    private static final String EVENTS = """
            select e.id, e.at, e.what, e.ground, e.detail, e.who, n.text as note
              from subject_event e left join subject_note n on n.event_id = e.id
             where e.request_id = :id order by e.id
            """;
    private static final String DISCLOSED =
            "select exists (select from subject_event where request_id = :id and what = 'disclosed')";
    private static final String WAITS = """
            select exists (select from subject_request where inbox_id = :mail and id <> :id and state <> 'closed')
            """;
    private static final String INSPECTIONS = """
            select count(*) from subject_request r
             where r.person_id = any(all_parts(array[:person::bigint])) and r.id <> :id and r.kind in ('access', 'origin')
               and r.received_at > :received::timestamptz - interval '1 year' and r.received_at <= :received::timestamptz
               and exists (select from subject_event e where e.request_id = r.id and e.what = 'granted')
               and r.state in ('answered', 'closed')
            """;
    private static final String COUNTS = """
            select count(*) as open, count(*) filter (where due_by < :today) as late, min(due_by) as next
              from subject_request where state <> 'closed'
            """;
    private static final String BY_MAIL = "select id from subject_request where inbox_id = :mail order by id";

    private final JdbcClient jdbc;
    private final RequestLaw law;

    RequestReader(JdbcClient jdbc, RequestLaw law) {
        this.jdbc = jdbc;
        this.law = law;
    }

    /** How many are open, how many of them are late, and the next day on which one is due. */
    public record Waiting(long open, long late, @Nullable LocalDate next) {

        public Urgency urgency() {
            return next == null ? Urgency.CALM : Urgency.of(next, next, Finland.today());
        }
    }

    public Optional<RequestView> find(long id) {
        return jdbc.sql(FIND).param("id", id).query(RequestRows::view).optional();
    }

    /**
     * Those that are not closed, the next due first.
     *
     * @param after the last of the page before
     */
    public List<RequestView> open(
            @Nullable String kind,
            @Nullable String registerId,
            @Nullable String state,
            @Nullable RequestView after,
            int most) {
        return jdbc.sql(OPEN)
                .param("kind", kind)
                .param("register", registerId)
                .param("state", state)
                .param("due", after == null ? null : after.dueBy())
                .param("after", after == null ? null : after.id())
                .param("most", most)
                .query(RequestRows::view)
                .list();
    }

    /** Newest first; {@code after} is the id of the last of the page before. */
    public List<RequestView> closed(
            @Nullable String kind, @Nullable String registerId, @Nullable Long after, int most) {
        return jdbc.sql(CLOSED)
                .param("kind", kind)
                .param("register", registerId)
                .param("after", after)
                .param("most", most)
                .query(RequestRows::view)
                .list();
    }

    /** Every request of the person and of all who are one with them, newest first (PROMISES M6). */
    public List<RequestView> ofPerson(long personId) {
        return jdbc.sql(OF_PERSON)
                .param("person", personId)
                .query(RequestRows::view)
                .list();
    }

    public RequestContent content(long id) {
        return jdbc.sql(CONTENT)
                .param("id", id)
                .query((row, n) -> new RequestContent(
                        row.getString("name"),
                        row.getString("contact"),
                        row.getString("said"),
                        row.getString("situation")))
                .optional()
                .orElse(RequestContent.NONE);
    }

    /** Oldest first. */
    public List<RequestEvent> events(long id) {
        return jdbc.sql(EVENTS)
                .param("id", id)
                .query((row, n) -> new RequestEvent(
                        row.getLong("id"),
                        Times.instant(row, "at"),
                        Happening.of(row.getString("what")),
                        row.getString("ground"),
                        row.getString("detail"),
                        row.getString("who"),
                        row.getString("note")))
                .list();
    }

    /** Whether a text with the person's data was made for it. */
    public boolean disclosed(long id) {
        return jdbc.sql(DISCLOSED).param("id", id).query(Boolean.class).single();
    }

    /** Whether another request that came by the same mail is still open. */
    boolean waitsFor(long mail, long id) {
        return jdbc.sql(WAITS)
                .param("mail", mail)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** The requests that a mail in the inbox made. */
    public List<Long> byMail(long inboxId) {
        return jdbc.sql(BY_MAIL).param("mail", inboxId).query(Long.class).list();
    }

    /**
     * Whether so many inspections were free within a year that a fee may be asked for this one (PROMISES SA6; GDPR article
     * 12(5)). It is said, and stops nothing.
     */
    public boolean feeMayBeAsked(RequestView request) {
        Long person = request.personId();
        if (person == null || !request.kind().isInspection()) {
            return false;
        }
        long before = jdbc.sql(INSPECTIONS)
                .param("person", person)
                .param("id", request.id())
                .param("received", request.receivedAt().atOffset(java.time.ZoneOffset.UTC))
                .query(Long.class)
                .single();
        return before >= law.freeInspections(request.registerId());
    }

    public Waiting waiting() {
        return jdbc.sql(COUNTS)
                .param("today", Finland.today())
                .query((row, n) ->
                        new Waiting(row.getLong("open"), row.getLong("late"), row.getObject("next", LocalDate.class)))
                .single();
    }
}
