package fi.rekisterihub.register;

import fi.rekisterihub.Finland;
import fi.rekisterihub.database.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What stands between a person and the feeds: fields that a source withholds, and sources that the person has forbidden
 * to update customer registers. Also the day somebody died, which no feed takes back.
 */
@Repository
public class PersonGuards {

    private static final String ANY =
            "select exists (select from withheld_field) or exists (select from update_ban) as found";
    private static final String LOAD = """
            select person_id, field, feed from withheld_field where person_id = any(:ids)
            union all
            select person_id, null, feed from update_ban where person_id = any(:ids)
            """;
    private static final String WITHHOLD = """
            insert into withheld_field (person_id, field, feed) select :person, field, :feed from unnest(:fields) as field
            on conflict do nothing
            """;
    private static final String GIVE_FREE = "delete from withheld_field where person_id = :person and feed = :feed";
    private static final String BAN = """
            insert into update_ban (person_id, feed) values (:person, :feed) on conflict do nothing
            """;
    private static final String LIFT = "delete from update_ban where person_id = :person and feed = :feed";
    private static final String BANS = "select feed, since from update_ban where person_id = :person order by feed";
    private static final String DIED = """
            update person set deceased_at = :day, updated_at = now() where id = :person and deceased_at is null
            """;

    private final JdbcClient jdbc;

    PersonGuards(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The guards of those who have any. */
    public Map<Long, Guard> of(Collection<Long> persons) {
        Map<Long, Guard> guards = new HashMap<>();
        if (persons.isEmpty() || !jdbc.sql(ANY).query(Boolean.class).single()) {
            return guards;
        }
        jdbc.sql(LOAD)
                .param("ids", persons.toArray(Long[]::new))
                .query((row, n) -> {
                    Guard guard = guards.computeIfAbsent(row.getLong("person_id"), any -> Guard.none());
                    String field = row.getString("field");
                    return field == null
                            ? guard.banned().add(row.getString("feed"))
                            : guard.withheld().add(new Mark(field, row.getString("feed")));
                })
                .list();
        return guards;
    }

    /** From now on no feed fills these fields. */
    public void withhold(long person, String feed, Collection<String> fields) {
        jdbc.sql(WITHHOLD)
                .param("person", person)
                .param("feed", feed)
                .param("fields", fields.toArray(String[]::new))
                .update();
    }

    /** What this source withheld may be told again. */
    public void giveFree(long person, String feed) {
        jdbc.sql(GIVE_FREE).param("person", person).param("feed", feed).update();
    }

    public void ban(long person, String feed, boolean banned) {
        jdbc.sql(banned ? BAN : LIFT)
                .param("person", person)
                .param("feed", feed)
                .update();
    }

    /** The sources from which the person lets no customer register be updated. */
    public List<Ban> bansOf(long person) {
        return jdbc.sql(BANS)
                .param("person", person)
                .query((row, n) -> new Ban(row.getString("feed"), Times.instant(row, "since")))
                .list();
    }

    /** Never moved and never taken back. */
    public void died(long person, LocalDate day) {
        jdbc.sql(DIED)
                .param("person", person)
                .param("day", day.atStartOfDay(Finland.ZONE).toOffsetDateTime())
                .update();
    }

    /**
     * What guards one person.
     *
     * @param withheld fields that must stay empty, with who withholds each
     * @param banned feeds that must not update the person
     */
    public record Guard(Set<Mark> withheld, Set<String> banned) {

        public static Guard none() {
            return new Guard(new HashSet<>(), new HashSet<>());
        }

        /** The same, to be changed without changing this one. */
        public Guard copy() {
            return new Guard(new HashSet<>(withheld), new HashSet<>(banned));
        }

        public boolean withholds(String field) {
            return withheld.stream().anyMatch(mark -> mark.field().equals(field));
        }
    }

    /** A field that one feed withholds. */
    public record Mark(String field, String feed) {}

    /** An update ban, as the person's page shows it. */
    public record Ban(String feed, Instant since) {}
}
