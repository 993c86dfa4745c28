package fi.rekisterihub.identity;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Words that wait for a second person, and what became of them: only ever added to. */
@Repository
class Proposals {

    private static final String PROPOSE = """
            insert into identity_proposal (register_id, entity, one, other, verdict, part_id, undoes, reason, proposed_by,
                                           compared, last_word)
            values (:register, :entity, :one, :other, :verdict, :part, :undoes, :reason, :who,
                    identity_compared(:one, :other, :part),
                    (select max(id) from identity_decision where one = :one and other = :other))
            returning *
            """;
    private static final String ANSWER = """
            insert into identity_answer (proposal_id, proposed_by, answer, answered_by, reason, decision_id)
            values (:id, :first, :answer, :who, :reason, :decision)
            """;
    private static final String OPEN = "select * from identity_proposal_open where id = :id";
    private static final String OF_PAIR = """
            select * from identity_proposal_open where one = :one and other = :other order by id desc limit 1
            """;
    private static final String ALL = """
            select * from identity_proposal_open
             where (:register::text is null or register_id = :register) and id > :after
             order by id
             limit :most
            """;
    private static final String COUNT = "select count(*) from identity_proposal_open";
    private static final String ANY = "select * from identity_proposal where id = :id";

    private final JdbcClient jdbc;

    Proposals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Proposal propose(Act act, String reason, String who) {
        return jdbc.sql(PROPOSE)
                .param("register", act.registerId())
                .param("entity", act.kind().word())
                .param("one", act.pair().one())
                .param("other", act.pair().other())
                .param("verdict", act.verdict().word())
                .param("part", act.part(), java.sql.Types.BIGINT)
                .param("undoes", act.undoes(), java.sql.Types.BIGINT)
                .param("reason", reason)
                .param("who", who)
                .query(Proposals::read)
                .single();
    }

    /** @param decision the word that it became; null when it became none */
    void answer(Proposal proposal, String answer, @Nullable String reason, String who, @Nullable Long decision) {
        jdbc.sql(ANSWER)
                .param("id", proposal.id())
                .param("first", proposal.proposedBy())
                .param("answer", answer)
                .param("who", who)
                .param("reason", reason)
                .param("decision", decision, java.sql.Types.BIGINT)
                .update();
    }

    /** Empty when it was answered, or has fallen away. */
    Optional<Proposal> open(long id) {
        return jdbc.sql(OPEN).param("id", id).query(Proposals::read).optional();
    }

    Optional<Proposal> of(Pair pair) {
        return jdbc.sql(OF_PAIR)
                .param("one", pair.one())
                .param("other", pair.other())
                .query(Proposals::read)
                .optional();
    }

    /** The oldest first. */
    List<Proposal> all(@Nullable String registerId, long after, int most) {
        return jdbc.sql(ALL)
                .param("register", registerId)
                .param("after", after)
                .param("most", most)
                .query(Proposals::read)
                .list();
    }

    long howMany() {
        return jdbc.sql(COUNT).query(Long.class).single();
    }

    /** Whatever became of it. */
    Optional<Proposal> find(long id) {
        return jdbc.sql(ANY).param("id", id).query(Proposals::read).optional();
    }

    private static Proposal read(ResultSet row, int number) throws SQLException {
        return new Proposal(
                row.getLong("id"),
                row.getString("register_id"),
                row.getString("entity"),
                new Pair(row.getLong("one"), row.getLong("other")),
                row.getString("verdict"),
                (@Nullable Long) row.getObject("part_id"),
                (@Nullable Long) row.getObject("undoes"),
                row.getString("reason"),
                row.getString("proposed_by"),
                Times.instant(row, "at"));
    }
}
