package fi.rekisterihub.identity;

import fi.rekisterihub.database.Times;
import fi.rekisterihub.profile.Hands;
import fi.rekisterihub.register.EntityKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people said of pairs: only ever added to, the newest holds, and what was taken back does not. */
@Repository
class SaidPairs {

    private static final String SAY = """
            insert into identity_decision (register_id, entity, one, other, verdict, reason, decided_by, confirmed_by,
                                           fingerprint)
            select :register, :entity, :one, :other, :verdict, :reason, :who, :second,
                   (select fingerprint from likeness where one = :one and other = :other)
            returning id
            """;
    private static final String TAKE_BACK = """
            insert into identity_decision (register_id, entity, one, other, verdict, reason, decided_by, confirmed_by, undoes)
            select register_id, entity, one, other, 'undone', :reason, :who, :second, id from identity_decision where id = :id
            on conflict (undoes) do nothing
            """;
    private static final String IN_FORCE_AMONG = """
            select distinct on (one, other) * from identity_in_force
             where one = any(:ids::bigint[]) or other = any(:ids::bigint[])
             order by one, other, id desc
            """;
    private static final String ONE = "select * from identity_in_force where id = :id";
    private static final String OF_PAIR =
            "select * from identity_in_force where one = :one and other = :other order by id desc limit 1";

    private final JdbcClient jdbc;

    SaidPairs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long say(String registerId, EntityKind kind, Pair pair, boolean same, String reason, Hands hands) {
        return jdbc.sql(SAY)
                .param("register", registerId)
                .param("entity", kind.word())
                .param("one", pair.one())
                .param("other", pair.other())
                .param("verdict", same ? "same" : "different")
                .param("reason", reason)
                .param("who", hands.first())
                .param("second", hands.second())
                .query(Long.class)
                .single();
    }

    /** False when somebody has taken it back already. */
    boolean takeBack(long decision, String reason, Hands hands) {
        return jdbc.sql(TAKE_BACK)
                        .param("id", decision)
                        .param("reason", reason)
                        .param("who", hands.first())
                        .param("second", hands.second())
                        .update()
                > 0;
    }

    /** What was said of a pair in which one of these is. */
    List<SaidPair> about(Collection<Long> ids) {
        return jdbc.sql(IN_FORCE_AMONG)
                .param("ids", ids.toArray(Long[]::new))
                .query(SaidPairs::read)
                .list();
    }

    Optional<SaidPair> of(Pair pair) {
        return jdbc.sql(OF_PAIR)
                .param("one", pair.one())
                .param("other", pair.other())
                .query(SaidPairs::read)
                .optional();
    }

    Optional<SaidPair> find(long id) {
        return jdbc.sql(ONE).param("id", id).query(SaidPairs::read).optional();
    }

    private static SaidPair read(ResultSet row, int number) throws SQLException {
        return new SaidPair(
                row.getLong("id"),
                row.getString("register_id"),
                row.getString("entity"),
                new Pair(row.getLong("one"), row.getLong("other")),
                row.getString("verdict").equals("same"),
                row.getString("reason"),
                row.getString("decided_by"),
                row.getString("confirmed_by"),
                Times.instant(row, "at"),
                (@Nullable UUID) row.getObject("fingerprint"));
    }
}
