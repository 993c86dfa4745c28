package fi.rekisterihub.reconcile;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a source told of a field when it was last let in. It still says so as long as none of its records of the entity has
 * moved since; that is known from the history when the text of the record cannot be read again, as when the file whose head
 * names its columns is gone.
 */
@Component
class LastLetIn {

    // A value that was left to another source, or put back, stands in the history of this one and is none of its words.
    private static final String TOLD = """
            select c.new_value from change c
             where c.entity_id = :entity and c.field = :field and c.feed = :feed and c.run_id is not null
               and c.new_value is not null and c.rule <> 'undone' and c.rule not like 'left-to:%'
               and not exists (select from source_record r join stream s on s.id = r.stream_id
                                where r.entity_id = :entity and s.feed = :feed and s.register_id = c.register_id
                                  and r.run_id > c.run_id)
             order by c.change_set_id desc
             limit 1
            """;

    private final JdbcClient jdbc;

    LastLetIn(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<String> of(long entity, String field, String feed) {
        return jdbc.sql(TOLD)
                .param("entity", entity)
                .param("field", field)
                .param("feed", feed)
                .query(String.class)
                .optional();
    }
}
