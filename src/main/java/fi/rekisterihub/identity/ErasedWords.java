package fi.rekisterihub.identity;

import fi.rekisterihub.register.KeepsPersonalData;
import fi.rekisterihub.register.PersonTraces;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What stewards wrote when they said whether an erased person is one with another. Their word stays, by numbers; what the matcher
 * found goes with the person's row, and out of memory when this process and the others next look.
 */
@Repository
class ErasedWords implements KeepsPersonalData {

    private static final String OF_PAIR = "(one = any(:ids) or other = any(:ids))";
    private static final String COUNT = """
            select (select count(*) from identity_decision where %1$s and reason <> 'erased')
                 + (select count(*) from identity_proposal where %1$s and reason <> 'erased')
                 + (select count(*) from likeness where %1$s)
            """.formatted(OF_PAIR);
    private static final List<String> EMPTY = List.of(
            "update identity_decision set reason = 'erased' where %s and reason <> 'erased'".formatted(OF_PAIR),
            """
            update identity_answer set reason = 'erased'
             where reason <> 'erased' and proposal_id in (select id from identity_proposal where %s)
            """.formatted(OF_PAIR),
            "update identity_proposal set reason = 'erased' where %s and reason <> 'erased'".formatted(OF_PAIR),
            "delete from likeness where " + OF_PAIR);

    private final JdbcClient jdbc;

    ErasedWords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String place() {
        return "matching";
    }

    @Override
    public long count(PersonTraces person) {
        return jdbc.sql(COUNT).param("ids", person.ids()).query(Long.class).single();
    }

    @Override
    public long erase(PersonTraces person) {
        return EMPTY.stream()
                .mapToLong(sql -> jdbc.sql(sql).param("ids", person.ids()).update())
                .sum();
    }
}
