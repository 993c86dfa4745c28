package fi.rekisterihub.register;

import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Takes the values of withheld fields out of the history. That a field changed, when, by whom and by which rule stays:
 * it proves what was done, and needs no value for it.
 */
@Repository
public class WithheldHistory {

    private static final String BLANK = """
            update change_set c
               set old_values = case when c.old_values is not null then
                       array(select case when f.field <> all(:fields) then f.value end
                               from unnest(s.fields, c.old_values) with ordinality as f(field, value, place)
                              order by f.place) end,
                   new_values =
                       array(select case when f.field <> all(:fields) then f.value end
                               from unnest(s.fields, c.new_values) with ordinality as f(field, value, place)
                              order by f.place),
                   withheld = array(select distinct unnest(coalesce(c.withheld, '{}') || :fields::text[]))
              from change_shape s
             where c.entity_id = :person and s.id = c.shape_id
               and exists (select from unnest(s.fields, coalesce(c.old_values, c.new_values), c.new_values)
                                    as f(field, before, after)
                            where f.field = any(:fields) and coalesce(f.before, f.after) is not null)
            """;

    private final JdbcClient jdbc;

    WithheldHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Joins the caller's transaction.
     *
     * @param withheld the withheld fields of each person
     */
    public void blank(Map<Long, Set<String>> withheld) {
        withheld.forEach((person, fields) -> jdbc.sql(BLANK)
                .param("person", person)
                .param("fields", fields.toArray(String[]::new))
                .update());
    }
}
