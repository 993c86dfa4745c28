package fi.rekisterihub.identity;

import fi.rekisterihub.match.Likely;
import fi.rekisterihub.register.EntityKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What the matcher finds between entities, as they are now. */
@Repository
class Likenesses {

    private static final String FORGET = """
            delete from likeness l where (l.one = any(?) or l.other = any(?))
               and not exists (select from unnest(?::bigint[], ?::bigint[]) as k(one, other)
                                where k.one = l.one and k.other = l.other)
            """;
    // Somebody may have left the register, or been restricted, since the index was asked. Putting a question off holds
    // as long as what it is
    // about stays.
    private static final String KEEP = """
            insert into likeness as l (register_id, entity, one, other, bits, verdict, guards, evidence, fingerprint)
            select v.* from (values (?, ?, ?::bigint, ?::bigint, ?::real, ?, ?::text[], ?::jsonb, ?::uuid))
                              as v(register_id, entity, one, other, bits, verdict, guards, evidence, fingerprint)
             where (select count(*) from %s where id in (v.one, v.other) and restricted_at is null) = 2
            on conflict (one, other) do update
               set bits = excluded.bits, verdict = excluded.verdict, guards = excluded.guards,
                   evidence = excluded.evidence, fingerprint = excluded.fingerprint, found_at = now(),
                   later_until = case when l.fingerprint = excluded.fingerprint then l.later_until end,
                   later_by = case when l.fingerprint = excluded.fingerprint then l.later_by end
             where (l.bits, l.verdict, l.guards, l.fingerprint)
                   is distinct from (excluded.bits, excluded.verdict, excluded.guards, excluded.fingerprint)
            """;

    private final JdbcTemplate jdbc;

    Likenesses(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes what was found of these entities in the place of what was known of them.
     *
     * @param found to each of them, those that it is like
     */
    void replace(String registerId, EntityKind kind, Collection<Long> looked, Map<Long, List<Likely>> found) {
        Map<Pair, Likely> pairs = new LinkedHashMap<>();
        found.forEach((id, likes) -> likes.forEach(like -> pairs.put(Pair.of(id, like.id()), like)));
        forget(looked, pairs.keySet());
        List<Object[]> rows = new ArrayList<>(pairs.size());
        pairs.forEach((pair, like) -> rows.add(row(registerId, kind, pair, like)));
        jdbc.batchUpdate(KEEP.formatted(kind.word()), rows, 500, (statement, row) -> {
            for (int i = 0; i < row.length; i++) {
                if (row[i] instanceof String[] texts) {
                    statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts));
                } else {
                    statement.setObject(i + 1, row[i]);
                }
            }
        });
    }

    private void forget(Collection<Long> looked, Collection<Pair> kept) {
        jdbc.update(FORGET, statement -> {
            java.sql.Array ids = statement.getConnection().createArrayOf("bigint", looked.toArray());
            statement.setArray(1, ids);
            statement.setArray(2, ids);
            statement.setArray(
                    3,
                    statement
                            .getConnection()
                            .createArrayOf(
                                    "bigint", kept.stream().map(Pair::one).toArray()));
            statement.setArray(
                    4,
                    statement
                            .getConnection()
                            .createArrayOf(
                                    "bigint", kept.stream().map(Pair::other).toArray()));
        });
    }

    private static Object[] row(String registerId, EntityKind kind, Pair pair, Likely like) {
        return new Object[] {
            registerId,
            kind.word(),
            pair.one(),
            pair.other(),
            (float) like.bits(),
            like.verdict().name().toLowerCase(java.util.Locale.ROOT),
            like.guards().toArray(String[]::new),
            EvidenceJson.write(like.evidence()),
            fingerprint(like)
        };
    }

    /** Of what agrees and what does not, not of the values: a question that was answered comes back when this moves. */
    static UUID fingerprint(Likely like) {
        StringBuilder text = new StringBuilder();
        like.guards().stream().sorted().forEach(guard -> text.append(guard).append('!'));
        like.evidence()
                .forEach(
                        field -> text.append(field.type()).append(field.level()).append(';'));
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
