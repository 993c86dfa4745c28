package fi.rekisterihub.register;

import fi.rekisterihub.database.BinaryCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Adds to the history, within the caller's transaction. */
@Repository
public class ChangeSets {

    private static final String NEW_IDS = "select nextval('change_set_id_seq') from generate_series(1, ?)";
    private static final String COLUMNS =
            "change_set (entity_id, register_id, run_id, feed_id, shape_id, old_values, new_values, actor%s)";

    private final JdbcTemplate jdbc;
    private final Feeds feeds;
    private final ChangeShapes shapes;

    ChangeSets(DataSource dataSource, Feeds feeds, ChangeShapes shapes) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.feeds = feeds;
        this.shapes = shapes;
    }

    public void add(List<ChangeSet> changeSets) {
        copy(changeSets, List.of());
    }

    /** @return the ids given, in the order of the change sets */
    public List<Long> addKnown(List<ChangeSet> changeSets) {
        if (changeSets.isEmpty()) {
            return List.of();
        }
        List<Long> ids = jdbc.queryForList(NEW_IDS, Long.class, changeSets.size());
        copy(changeSets, ids);
        return ids;
    }

    private void copy(List<ChangeSet> changeSets, List<Long> ids) {
        if (!changeSets.isEmpty()) {
            jdbc.execute((Connection connection) -> {
                copy(connection, changeSets, ids);
                return null;
            });
        }
    }

    private void copy(Connection connection, List<ChangeSet> changeSets, List<Long> ids) throws SQLException {
        boolean known = !ids.isEmpty();
        BinaryCopy copy = BinaryCopy.into(connection, COLUMNS.formatted(known ? ", id" : ""));
        try {
            Map<String, Short> feedIds = new HashMap<>();
            for (int i = 0; i < changeSets.size(); i++) {
                ChangeSet change = changeSets.get(i);
                copy.row(known ? 9 : 8)
                        .bigint(change.entityId())
                        .text(change.registerId())
                        .bigint(change.runId())
                        .smallint(feedIds.computeIfAbsent(change.feed(), feeds::id))
                        .integer(shapes.id(change.fields(), change.rules()))
                        .texts(change.oldValues())
                        .texts(change.newValues())
                        .text(change.actor());
                if (known) {
                    copy.bigint(ids.get(i));
                }
            }
            copy.finish();
        } finally {
            copy.cancel();
        }
    }
}
