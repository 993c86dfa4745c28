package fi.rekisterihub.register;

import fi.rekisterihub.database.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The mark of a restriction on the persons themselves, in the caller's transaction, which holds the register. */
@Repository
public class RestrictedPersons {

    private static final String PARTS = "select unnest(all_parts(array[:id]::bigint[])) order by 1";
    private static final String MARK = """
            update person set restricted_at = now() where id = any(:ids) and restricted_at is null returning id
            """;
    private static final String FREE = """
            update person set restricted_at = null where id = any(:ids) and restricted_at is not null returning id
            """;

    private static final String PAUSE = """
            with was as (select id, restricted_at from person where id = :id and restricted_at is not null for update)
            update person p set restricted_at = null from was where p.id = was.id returning was.restricted_at as since
            """;
    private static final String RESUME = "update person set restricted_at = :since where id = :id";

    private final JdbcClient jdbc;

    RestrictedPersons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everybody who is one with this person, themselves included. */
    public List<Long> partsOf(long personId) {
        return jdbc.sql(PARTS).param("id", personId).query(Long.class).list();
    }

    /** @return those who were not restricted before */
    public List<Long> restrict(Collection<Long> persons) {
        return changed(MARK, persons);
    }

    /** @return those who were restricted until now */
    public List<Long> free(Collection<Long> persons) {
        return changed(FREE, persons);
    }

    /**
     * Lets the person's own word in; {@link #resume} puts the mark back in the same transaction.
     *
     * @return since when they were restricted; empty when they are not
     */
    public Optional<Instant> pause(long person) {
        return jdbc.sql(PAUSE)
                .param("id", person)
                .query((row, n) -> Times.instant(row, "since"))
                .optional();
    }

    public void resume(long person, Instant since) {
        jdbc.sql(RESUME)
                .param("id", person)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .update();
    }

    private List<Long> changed(String sql, Collection<Long> persons) {
        return jdbc.sql(sql)
                .param("ids", persons.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }
}
