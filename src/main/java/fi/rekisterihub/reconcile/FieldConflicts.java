package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.reconcile.Applied.Agreement;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.reconcile.Applied.Disagreement;
import fi.rekisterihub.register.ChangeSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Asks and withdraws the questions about fields while records and people speak. A chunk that neither contradicts what somebody
 * has said nor could answer an open question asks the database one thing: whether there is any.
 */
@Repository
class FieldConflicts {

    private static final String ANY =
            "select exists (select from field_conflict where register_id = ? and status = 'open')";
    private static final String ASK = """
            insert into field_conflict as known
                (register_id, entity, entity_id, field, stands, stands_feed, says, says_feed, run_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (entity_id, field, says_feed) do update
                set stands = excluded.stands, stands_feed = excluded.stands_feed, says = excluded.says,
                    run_id = excluded.run_id, at = now(), status = 'open', later_until = null,
                    decided_by = null, decided_at = null, reason = null, ended_override = null
              where (known.stands, known.says) is distinct from (excluded.stands, excluded.says)
                 or known.status = 'gone'
            """;
    private static final String GONE =
            "update field_conflict c set status = 'gone', gone_at = now(), later_until = null ";
    private static final String AGREED = GONE + """
              from unnest(?::bigint[], ?::text[]) as agreed (entity_id, field)
             where c.entity_id = agreed.entity_id and c.field = agreed.field and c.says_feed = ? and c.status = 'open'
            """;
    private static final String SAID_ANEW = GONE + """
              from unnest(?::bigint[], ?::text[]) as said (entity_id, field)
             where c.entity_id = said.entity_id and c.field = said.field and c.status = 'open'
            """;
    private static final String LEFT = GONE + "where c.entity_id = any(?) and c.says_feed = ? and c.status = 'open'";
    private static final String FORGET = "delete from field_conflict where entity_id = ? and field = any(?)";

    private final JdbcTemplate jdbc;

    FieldConflicts(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Whether a question of the register is open, so that what is said may answer it. */
    boolean any(String registerId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(ANY, Boolean.class, registerId));
    }

    /** The same said again asks nothing again. */
    void ask(RunContext run, List<Disagreement> disagreements) {
        if (disagreements.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(ASK, disagreements, 500, (statement, one) -> {
            statement.setString(1, run.registerId());
            statement.setString(2, one.kind().word());
            statement.setLong(3, one.entityId());
            statement.setString(4, one.field());
            statement.setString(5, one.stands());
            statement.setString(6, one.standsFeed());
            statement.setString(7, one.says());
            statement.setString(8, run.feed());
            statement.setLong(9, run.runId());
        });
    }

    /** The feed says what stands. */
    void agreed(String feed, List<Agreement> agreements) {
        if (!agreements.isEmpty()) {
            Places places = new Places();
            agreements.forEach(one -> places.add(one.entityId(), one.field()));
            jdbc.update(AGREED, places.entities(), places.fields(), feed);
        }
    }

    /** Something new stands, so what was asked about the former is asked no more. */
    void saidAnew(String registerId, List<Change> changes) {
        if (changes.isEmpty() || !any(registerId)) {
            return;
        }
        Places places = new Places();
        for (Change change : changes) {
            ChangeSet set = change.changeSet();
            set.fields().forEach(field -> places.add(set.entityId(), field));
        }
        jdbc.update(SAID_ANEW, places.entities(), places.fields());
    }

    /** Records of the feed speak of these no more. */
    void left(String feed, Collection<Long> entities) {
        jdbc.update(LEFT, entities.toArray(Long[]::new), feed);
    }

    void forget(Map<Long, Set<String>> withheld) {
        withheld.forEach((entity, fields) -> jdbc.update(FORGET, entity, fields.toArray(String[]::new)));
    }

    private static final class Places {

        private final List<Long> entities = new ArrayList<>();
        private final List<String> fields = new ArrayList<>();

        void add(long entity, String field) {
            entities.add(entity);
            fields.add(field);
        }

        Long[] entities() {
            return entities.toArray(Long[]::new);
        }

        String[] fields() {
            return fields.toArray(String[]::new);
        }
    }
}
