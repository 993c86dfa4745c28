package fi.rekisterihub.subject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The append-only table {@code erasure_event}: what was restricted, held and erased. Ids, words and counts, never a value. */
@Repository
class ErasureEvents {

    static final String RESTRICTED = "restricted";
    static final String LIFTED = "restriction-lifted";
    static final String HOLD_PUT = "hold-put";
    static final String HOLD_LIFTED = "hold-lifted";
    static final String ERASED = "erased";
    static final String REST_ERASED = "rest-erased";
    static final String RETURNED = "returned";

    /** Behind the word of an act that a restored database had forgotten. */
    private static final String AGAIN = "-again";

    private static final String RECORD = """
            insert into erasure_event (register_id, person_id, what, cause, who, detail)
            values (:register, :person, :what, :cause, :who, :detail::jsonb)
            returning id
            """;
    private static final String RECORD_AGAIN = """
            insert into erasure_event (register_id, person_id, what, cause, who, detail, token)
            values (:register, :person, :what, :cause, :who, :detail::jsonb, :token)
            returning id
            """;
    private static final String TO_JOURNAL = """
            with acts as (
                select distinct on (token) id, token, what, register_id, cause, who, at, detail::text as detail
                  from erasure_event
                 where regexp_replace(what, '-again$', '') in ('erased', 'returned', 'restricted', 'restriction-lifted')
                   and token <> all(:known)
                 order by token, id)
            select token, what, register_id, cause, who, at, detail from acts order by id
            """;
    private static final String KNOWN = """
            select token from erasure_event
             where token = any(:tokens)
            """;
    private static final String ERASED_AT = """
            select register_id, at, cause, who from erasure_event
             where person_id = :person and what in ('erased', 'erased-again') order by id limit 1
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;

    ErasureEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the transaction of the act. */
    long record(
            String registerId, @Nullable Long person, String what, String cause, String who, Map<String, ?> detail) {
        return jdbc.sql(RECORD)
                .param("register", registerId)
                .param("person", person)
                .param("what", what)
                .param("cause", cause)
                .param("who", who)
                .param("detail", json(detail))
                .query(Long.class)
                .single();
    }

    /** The same of an act that a restored database had forgotten. */
    long recordAgain(String registerId, @Nullable Long person, ErasureJournal.Line line, Map<String, ?> detail) {
        return jdbc.sql(RECORD_AGAIN)
                .param("register", registerId)
                .param("person", person)
                .param("what", line.what() + AGAIN)
                .param("cause", line.cause())
                .param("who", line.who())
                .param("detail", json(detail))
                .param("token", line.token())
                .query(Long.class)
                .single();
    }

    /** Erasures, returns and restrictions that a copy outside does not have yet, as they happened. */
    List<ErasureJournal.Line> notIn(Collection<UUID> known) {
        return jdbc.sql(TO_JOURNAL)
                .param("known", known.toArray(UUID[]::new))
                .query((row, n) -> ErasureJournal.Line.of(
                        row.getObject("token", UUID.class),
                        row.getString("what").replace(AGAIN, ""),
                        row.getString("register_id"),
                        row.getString("cause"),
                        row.getString("who"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("detail")))
                .list();
    }

    /** Those of the acts that this database remembers. */
    Set<UUID> known(Collection<UUID> tokens) {
        return Set.copyOf(jdbc.sql(KNOWN)
                .param("tokens", tokens.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    Optional<WasErased> erased(long person) {
        return jdbc.sql(ERASED_AT)
                .param("person", person)
                .query((row, n) -> new WasErased(
                        row.getString("register_id"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("cause"),
                        row.getString("who")))
                .optional();
    }

    /** When somebody was erased, why and by whom. */
    record WasErased(String registerId, Instant at, String cause, String who) {}

    private static String json(Map<String, ?> detail) {
        try {
            return JSON.writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Counts and words cannot fail to be JSON.", e);
        }
    }
}
