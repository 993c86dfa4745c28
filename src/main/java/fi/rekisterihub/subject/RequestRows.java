package fi.rekisterihub.subject;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes requests and their events. Always in the caller's transaction. */
@Repository
class RequestRows {

    static final String COLUMNS = """
            select r.id, r.register_id, r.kind, r.purpose, r.channel, r.scope, r.person_id, r.way, r.language, r.received_at,
                   r.promised_by, r.law_by, r.due_by, r.extended, r.identified_at, r.restricted, r.inbox_id, r.state, r.ended_at
              from subject_request r
            """;
    private static final String KEEP = """
            insert into subject_request (request_key, register_id, kind, purpose, channel, scope, person_id, way, language,
                                         received_at, promised_by, law_by, due_by, inbox_id, state)
            values (:key, :register, :kind, :purpose, :channel, :scope, :person, :way, :language,
                    :received, :promised, :law, :due, :inbox, 'received')
            on conflict (request_key) do nothing
            returning id
            """;
    private static final String BY_KEY = "select id from subject_request where request_key = :key";
    private static final String CONTENT = """
            insert into subject_content (request_id, name, contact, said, situation)
            values (:id, :name, :contact, :said, :situation)
            on conflict (request_id) do update
               set name = coalesce(excluded.name, subject_content.name),
                   contact = coalesce(excluded.contact, subject_content.contact),
                   said = concat_ws(E'\\n\\n', subject_content.said, excluded.said),
                   situation = coalesce(excluded.situation, subject_content.situation)
            """;
    private static final String HOLD = COLUMNS + " where r.id = :id for update";
    private static final String UPDATE = """
            update subject_request
               set register_id = :register, kind = :kind, purpose = :purpose, person_id = :person, promised_by = :promised,
                   law_by = :law, due_by = :due, extended = :extended, identified_at = :identified, restricted = :restricted,
                   state = :state, ended_at = case when :state = 'closed' then coalesce(ended_at, now()) end
             where id = :id
            """;
    private static final String EVENT = """
            insert into subject_event (request_id, register_id, person_id, what, ground, detail, who)
            values (:request, :register, :person, :what, :ground, :detail, :who)
            returning id
            """;
    private static final String NOTE = "insert into subject_note (event_id, text) values (:event, :text)";

    private final JdbcClient jdbc;

    RequestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return its number; empty when the same key is here already */
    Optional<Long> keep(NewRequest asked, @Nullable String registerId, DueDates due) {
        return jdbc.sql(KEEP)
                .param("key", asked.key())
                .param("register", registerId)
                .param("kind", asked.kind().word())
                .param("purpose", asked.purpose())
                .param("channel", asked.channel())
                .param("scope", asked.scope())
                .param("person", asked.personId())
                .param("way", asked.way().word())
                .param("language", asked.language())
                .param("received", asked.receivedAt().atOffset(ZoneOffset.UTC))
                .param("promised", due.promised())
                .param("law", due.law())
                .param("due", due.first())
                .param("inbox", asked.inboxId())
                .query(Long.class)
                .optional();
    }

    Optional<Long> byKey(String key) {
        return jdbc.sql(BY_KEY).param("key", key).query(Long.class).optional();
    }

    /** What is given later goes beside what was said first. */
    void content(long id, RequestContent content) {
        if (!content.equals(RequestContent.NONE)) {
            jdbc.sql(CONTENT)
                    .param("id", id)
                    .param("name", content.name())
                    .param("contact", content.contact())
                    .param("said", content.said())
                    .param("situation", content.situation())
                    .update();
        }
    }

    /** Holds it until the transaction ends, so that two people do not take a step at the same moment. */
    Optional<RequestView> hold(long id) {
        return jdbc.sql(HOLD).param("id", id).query(RequestRows::view).optional();
    }

    void update(RequestView now) {
        Instant identified = now.identifiedAt();
        jdbc.sql(UPDATE)
                .param("id", now.id())
                .param("register", now.registerId())
                .param("kind", now.kind().word())
                .param("purpose", now.purpose())
                .param("person", now.personId())
                .param("promised", now.promisedBy())
                .param("law", now.lawBy())
                .param("due", now.dueBy())
                .param("extended", now.extended())
                .param("identified", identified == null ? null : identified.atOffset(ZoneOffset.UTC))
                .param("restricted", now.restricted())
                .param("state", now.state().word())
                .update();
    }

    void event(RequestView of, Happening what, Said said, String who) {
        long event = jdbc.sql(EVENT)
                .param("request", of.id())
                .param("register", of.registerId())
                .param("person", of.personId())
                .param("what", what.word())
                .param("ground", said.ground())
                .param("detail", said.detail())
                .param("who", who)
                .query(Long.class)
                .single();
        if (said.note() != null && !said.note().isBlank()) {
            jdbc.sql(NOTE)
                    .param("event", event)
                    .param("text", said.note().strip())
                    .update();
        }
    }

    /**
     * What is kept of a step.
     *
     * @param ground a word of a closed list
     * @param detail ids, field names and counts; never a value
     * @param note what the one who took it wrote
     */
    record Said(
            @Nullable String ground,
            @Nullable String detail,
            @Nullable String note) {

        static final Said NOTHING = new Said(null, null, null);

        static Said detail(String detail) {
            return new Said(null, detail, null);
        }
    }

    static RequestView view(ResultSet row, int number) throws SQLException {
        return new RequestView(
                row.getLong("id"),
                row.getString("register_id"),
                RequestKind.of(row.getString("kind")),
                row.getString("purpose"),
                row.getString("channel"),
                row.getString("scope"),
                (Long) row.getObject("person_id"),
                RequestWay.of(row.getString("way")),
                row.getString("language"),
                Times.instant(row, "received_at"),
                row.getObject("promised_by", LocalDate.class),
                row.getObject("law_by", LocalDate.class),
                row.getObject("due_by", LocalDate.class),
                row.getBoolean("extended"),
                Times.instantOrNull(row, "identified_at"),
                row.getBoolean("restricted"),
                (Long) row.getObject("inbox_id"),
                RequestState.of(row.getString("state")),
                Times.instantOrNull(row, "ended_at"));
    }
}
