package fi.rekisterihub.register;

import fi.rekisterihub.database.BinaryCopy;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Adds to the history, within the caller's transaction. */
@Repository
public class ChangeSets {

    private static final String NEW_IDS =
            "select nextval(pg_get_serial_sequence('change_set', 'id')) from generate_series(1, ?)";

    private final JdbcTemplate jdbc;
    private final Feeds feeds;

    ChangeSets(DataSource dataSource, Feeds feeds) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.feeds = feeds;
    }

    /** @return the ids given, in the order of the change sets */
    public List<Long> add(List<ChangeSet> changeSets) {
        if (changeSets.isEmpty()) {
            return List.of();
        }
        List<Long> ids = jdbc.queryForList(NEW_IDS, Long.class, changeSets.size());
        jdbc.execute((Connection connection) -> {
            BinaryCopy copy = BinaryCopy.into(
                    connection,
                    "change_set (id, entity_id, register_id, run_id, feed_id, fields, old_values, new_values, rules, actor)");
            try {
                for (int i = 0; i < changeSets.size(); i++) {
                    ChangeSet change = changeSets.get(i);
                    copy.row(10)
                            .bigint(ids.get(i))
                            .bigint(change.entityId())
                            .text(change.registerId())
                            .bigint(change.runId())
                            .smallint(feeds.id(change.feed()))
                            .texts(change.fields())
                            .texts(change.oldValues())
                            .texts(change.newValues())
                            .texts(change.rules())
                            .text(change.actor());
                }
                copy.finish();
            } finally {
                copy.cancel();
            }
            return null;
        });
        return ids;
    }
}
