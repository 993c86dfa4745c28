package fi.rekisterihub.notice;

import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Takes withheld values out of notices. One that has not gone out yet goes out without them, and tells its recipient to
 * empty the field; of one that has, the recipient, the fields, the times and the receipt stay as proof.
 */
@Repository
public class WithheldNotices {

    /** Stands in a notice that has gone out, where a value stood: "emptied" would be another thing than was told. */
    public static final String WITHHELD = "withheld";

    private static final String BLANK = """
            update notice_delivery d
               set payload = jsonb_set(d.payload, '{fields}', (
                       select jsonb_object_agg(f.key,
                                  case when f.key <> all(:fields) or f.value = 'null' then f.value
                                       when d.status in ('sent', 'confirmed') then '{"%s": true}'::jsonb
                                       else 'null' end)
                         from jsonb_each(d.payload -> 'fields') f))
             where d.entity_id = :person
               and exists (select from jsonb_each(d.payload -> 'fields') f
                            where f.key = any(:fields) and jsonb_typeof(f.value) = 'string')
            """.formatted(WITHHELD);

    private final JdbcClient jdbc;

    WithheldNotices(JdbcClient jdbc) {
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
