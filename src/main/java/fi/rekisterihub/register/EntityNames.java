package fi.rekisterihub.register;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people call the companies and persons whose ids stand in runs and notices. Names are personal data: for pages, not for logs. */
@Component
public final class EntityNames {

    private static final String OF = """
            select id, coalesce(name, business_id) as name from company where id in (:ids)
            union all
            select id, concat_ws(' ', given_name, family_name) from person where id in (:ids)
            """;

    private final JdbcClient jdbc;

    EntityNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who has no name, or is not in the register any more, is missing. */
    public Map<Long, String> of(Collection<Long> ids) {
        Map<Long, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql(OF).param("ids", ids).query(row -> {
                String name = row.getString("name");
                if (name != null && !name.isBlank()) {
                    names.put(row.getLong("id"), name);
                }
            });
        }
        return names;
    }
}
