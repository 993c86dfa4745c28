package fi.rekisterihub.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.intake.WithheldTexts.RecordKey;
import fi.rekisterihub.reconcile.Applied.Doubt;
import fi.rekisterihub.register.EntityKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Doubtful records waiting for a steward; one open review a record, renewed when the record changes. */
@Repository
class Reviews {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String OPEN = """
            insert into review (register_id, run_id, feed, record_key, entity, reason, observation, candidates)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?)
            on conflict (register_id, feed, record_key) where status = 'open'
            do update set run_id = excluded.run_id, reason = excluded.reason,
                          observation = excluded.observation, candidates = excluded.candidates
            """;

    private static final String ASK_WHETHER_IT_ENDS = """
            insert into review (register_id, run_id, feed, record_key, entity, reason, observation, candidates)
            values (?, ?, ?, ?, ?, '%1$s', '{}', array[?])
            on conflict (register_id, feed, record_key) where status = 'open'
            do update set run_id = excluded.run_id, reason = excluded.reason,
                          observation = excluded.observation, candidates = excluded.candidates
            """.formatted(Departure.NO_LONGER_LISTED);
    private static final String CAME_BACK = """
            update review v set status = 'withdrawn'
             where v.status = 'open' and v.reason = '%s' and v.feed = ? and v.register_id = ?
               and exists (select from source_record r join stream s on s.id = r.stream_id
                            where s.feed = v.feed and s.register_id = v.register_id and r.key = v.record_key
                              and r.outcome <> 'x')
            """.formatted(Departure.NO_LONGER_LISTED);
    private static final String FOR_UPDATE =
            ReviewReader.ALL + " where r.id = ? and r.status = ? and r.undoes is null and u.id is null for update of r";
    private static final String DECIDED = """
            update review set status = 'decided', decision = ?, decided_by = ?, decided_at = now() where id = ?
            """;
    private static final String UNDONE = """
            insert into review (register_id, run_id, feed, record_key, entity, reason, observation, candidates,
                                status, decision, decided_by, decided_at, undoes)
            select register_id, run_id, feed, record_key, entity, reason, observation, candidates,
                   'decided', 'undone', ?, now(), id from review where id = ?
            """;
    private static final String OPEN_AGAIN = """
            insert into review (register_id, run_id, feed, record_key, entity, reason, observation, candidates)
            select register_id, run_id, feed, record_key, entity, reason, observation, candidates from review where id = ?
            on conflict do nothing
            """;
    // Decided ones too: an undo would ask the question anew, with what was told then.
    private static final String WITHHOLD = """
            update review v set observation = jsonb_set(observation, '{values}', (observation -> 'values') - ?)
             where v.entity = 'person' and v.register_id = ? and jsonb_exists_any(v.observation -> 'values', ?)
               and (? = any(v.candidates)
                    or exists (select from source_record r join stream s on s.id = r.stream_id
                                where s.feed = v.feed and s.register_id = v.register_id and r.key = v.record_key
                                  and r.entity_id = ?))
            """;
    private static final String MAY_SPEAK_OF = """
            select feed, record_key from review
             where entity = 'person' and register_id = ? and status = 'open' and candidates && ?
            """;
    private static final String PROPOSE = """
            update review set proposed_for = ?, proposed_by = ?, proposed_why = ?, proposed_at = now() where id = ?
            """;
    private static final String DROP = """
            update review set proposed_for = null, proposed_by = null, proposed_why = null, proposed_at = null where id = ?
            """;
    private static final String ONE = ReviewReader.ALL + " where r.id = ?";
    private static final String WITHDRAWN = "update review set status = 'withdrawn' where id = ?";

    private final JdbcTemplate jdbc;

    Reviews(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    void open(RunContext run, List<Doubt> doubts) {
        if (doubts.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(OPEN, doubts, 500, (statement, doubt) -> {
            statement.setString(1, run.registerId());
            statement.setLong(2, run.runId());
            statement.setString(3, run.feed());
            statement.setString(4, doubt.record().key());
            statement.setString(5, doubt.kind().word());
            statement.setString(6, doubt.reason());
            statement.setString(7, json(doubt));
            statement.setArray(
                    8,
                    statement
                            .getConnection()
                            .createArrayOf("bigint", doubt.candidates().toArray()));
        });
    }

    /** @param asked key of a record that has left its list to the entity that it spoke of */
    void askWhetherItEnds(RunContext run, EntityKind kind, Map<String, Long> asked) {
        jdbc.batchUpdate(ASK_WHETHER_IT_ENDS, List.copyOf(asked.entrySet()), 500, (statement, one) -> {
            statement.setString(1, run.registerId());
            statement.setLong(2, run.runId());
            statement.setString(3, run.feed());
            statement.setString(4, one.getKey());
            statement.setString(5, kind.word());
            statement.setLong(6, one.getValue());
        });
    }

    void withdrawThoseWhoCameBack(RunContext run) {
        jdbc.update(CAME_BACK, run.feed(), run.registerId());
    }

    Optional<ReviewView> openForUpdate(long id) {
        return forUpdate(id, "open");
    }

    /** A decision that is in force, and no undo itself. */
    Optional<ReviewView> decidedForUpdate(long id) {
        return forUpdate(id, "decided");
    }

    private Optional<ReviewView> forUpdate(long id, String status) {
        return jdbc.query(FOR_UPDATE, ReviewReader::review, id, status).stream().findFirst();
    }

    /** Writes the undo as a decision of its own, and asks the question anew. */
    void undone(long id, String who) {
        jdbc.update(UNDONE, who, id);
        jdbc.update(OPEN_AGAIN, id);
        drop(id);
    }

    void propose(long id, long entityId, String why, String who) {
        jdbc.update(PROPOSE, entityId, who, why, id);
    }

    /** What waits for a second person. */
    Optional<ReviewProposal> proposal(long id) {
        return jdbc.query(ONE, ReviewReader::review, id).stream().findFirst().map(ReviewView::proposal);
    }

    void drop(long id) {
        jdbc.update(DROP, id);
    }

    /** @param decision same, new, end or keep */
    void decided(long id, String decision, String who) {
        jdbc.update(DECIDED, decision, who, id);
    }

    void withdraw(long id) {
        jdbc.update(WITHDRAWN, id);
    }

    /** Takes withheld fields out of what doubtful records said of these persons. */
    void withhold(String registerId, Map<Long, Set<String>> withheld) {
        withheld.forEach((person, fields) -> jdbc.update(WITHHOLD, statement -> {
            java.sql.Array names = statement.getConnection().createArrayOf("text", fields.toArray());
            statement.setArray(1, names);
            statement.setString(2, registerId);
            statement.setArray(3, names);
            statement.setLong(4, person);
            statement.setLong(5, person);
        }));
    }

    /** The doubtful records that may speak of one of these persons. */
    List<RecordKey> maySpeakOf(String registerId, Set<Long> persons) {
        return jdbc.query(
                MAY_SPEAK_OF,
                statement -> {
                    statement.setString(1, registerId);
                    statement.setArray(2, statement.getConnection().createArrayOf("bigint", persons.toArray()));
                },
                (row, n) -> new RecordKey(row.getString("feed"), row.getString("record_key")));
    }

    private static String json(Doubt doubt) {
        try {
            return JSON.writeValueAsString(Map.of(
                    "values",
                    doubt.observation().values(),
                    "company",
                    doubt.observation().company(),
                    "person",
                    doubt.observation().person(),
                    "clock",
                    doubt.observation().clock()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts cannot fail to be JSON.", e);
        }
    }
}
