package fi.rekisterihub.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whose time has run out, and of which fields. It is no suppression: a source that repeats what it said before is refused, and one
 * that tells something newer is believed.
 */
@Repository
public class Lapses {

    private static final String ANYBODY = "select exists (select from lapsed_person where register_id = :register)";
    private static final String PERSONS = """
            select subject_key, day, anchors from lapsed_person where register_id = :register and subject_key = any(:keys)
            """;
    private static final String ADD_PERSON = """
            insert into lapsed_person (subject_key, register_id, day, anchors)
            select key, :register, :day, :anchors from unnest(:keys::text[]) as key
            on conflict (subject_key, register_id) do update
               set day = greatest(lapsed_person.day, excluded.day), anchors = excluded.anchors, at = now()
            """;
    private static final String FIELDS = """
            select f.person_id, f.field, f.day, f.anchors, f.value_key,
                   (select max(c.day) from clock_fact c where c.person_id = any(all_parts(array[f.person_id]))
                       and c.anchor = any(f.anchors)) as known
              from lapsed_field f where f.person_id = any(:persons)
            """;
    private static final String ADD_FIELD = """
            insert into lapsed_field (person_id, field, what, day, anchors, value_key)
            values (:person, :field, :what, :day, :anchors, :key)
            on conflict (person_id, field) do update
               set what = excluded.what, day = excluded.day, anchors = excluded.anchors, value_key = excluded.value_key, at = now()
            """;
    private static final String ADD_GROUP = """
            insert into lapsed_group (person_id, what, day) values (:person, :what, :day)
            on conflict (person_id, what) do update set day = excluded.day, at = now()
            """;
    private static final String LET_IN =
            "delete from lapsed_person where register_id = :register and subject_key = any(:keys)";
    private static final String LET_FIELDS_IN = """
            delete from lapsed_field where person_id = :person and field = any(:fields)
            """;

    private final JdbcClient jdbc;

    Lapses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public boolean anybody(String registerId) {
        return jdbc.sql(ANYBODY)
                .param("register", registerId)
                .query(Boolean.class)
                .single();
    }

    /** Those of the keys whose owner's time has run out. */
    public Map<String, Lapse> persons(String registerId, Collection<String> keys) {
        Map<String, Lapse> found = new HashMap<>();
        jdbc.sql(PERSONS)
                .param("register", registerId)
                .param("keys", keys.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("subject_key"), lapse(row, null, null));
                });
        return found;
    }

    /** The fields of these persons whose time has run out. */
    public Map<Long, Map<String, Lapse>> fields(Collection<Long> persons) {
        Map<Long, Map<String, Lapse>> found = new HashMap<>();
        jdbc.sql(FIELDS).param("persons", persons.toArray(Long[]::new)).query(row -> {
            found.computeIfAbsent(row.getLong("person_id"), first -> new HashMap<>())
                    .put(
                            row.getString("field"),
                            lapse(row, row.getString("value_key"), row.getObject("known", LocalDate.class)));
        });
        return found;
    }

    /** Joins the caller's transaction, as all that write here. */
    public void addPerson(String registerId, Collection<String> keys, LocalDate day, Collection<String> anchors) {
        jdbc.sql(ADD_PERSON)
                .param("register", registerId)
                .param("keys", keys.toArray(String[]::new))
                .param("day", day)
                .param("anchors", anchors.toArray(String[]::new))
                .update();
    }

    public void addField(long person, String field, String what, Lapse lapse) {
        jdbc.sql(ADD_FIELD)
                .param("person", person)
                .param("field", field)
                .param("what", what)
                .param("day", lapse.day())
                .param("anchors", lapse.anchors().toArray(String[]::new))
                .param("key", lapse.valueKey())
                .update();
    }

    public void addGroup(long person, String what, LocalDate day) {
        jdbc.sql(ADD_GROUP)
                .param("person", person)
                .param("what", what)
                .param("day", day)
                .update();
    }

    /** They have come again as somebody new. */
    public void letIn(String registerId, Collection<String> keys) {
        jdbc.sql(LET_IN)
                .param("register", registerId)
                .param("keys", keys.toArray(String[]::new))
                .update();
    }

    public void letIn(long person, Collection<String> fields) {
        jdbc.sql(LET_FIELDS_IN)
                .param("person", person)
                .param("fields", fields.toArray(String[]::new))
                .update();
    }

    private static Lapse lapse(ResultSet row, @Nullable String valueKey, @Nullable LocalDate known)
            throws SQLException {
        return new Lapse(
                row.getObject("day", LocalDate.class),
                Set.of((String[]) row.getArray("anchors").getArray()),
                valueKey,
                known);
    }
}
