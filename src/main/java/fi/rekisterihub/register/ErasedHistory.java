package fi.rekisterihub.register;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The history of an erased person: that a field changed, when, by whom and by which rule stays, and every value goes. Roles are
 * values too.
 */
@Repository
class ErasedHistory implements KeepsPersonalData {

    private static final String SPEAKS = """
             where entity_id = any(:ids)
               and (old_values is not null or withheld is not null or array_remove(new_values, null) <> '{}')
            """;
    private static final String COUNT = "select count(*) from change_set" + SPEAKS;
    private static final String BLANK = """
            update change_set
               set old_values = null, withheld = null,
                   new_values = array_fill(null::text, array[cardinality(new_values)])
            """ + SPEAKS;

    private final JdbcClient jdbc;

    ErasedHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String place() {
        return "history";
    }

    @Override
    public long count(PersonTraces person) {
        return jdbc.sql(COUNT).param("ids", person.ids()).query(Long.class).single();
    }

    @Override
    public long erase(PersonTraces person) {
        return jdbc.sql(BLANK).param("ids", person.ids()).update();
    }
}
