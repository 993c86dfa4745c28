package fi.rekisterihub.register;

import fi.rekisterihub.database.BinaryCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Adds to the history, within the caller's transaction. */
@Repository
public class ChangeSets {

    /** The sequence gives a thousand ids at a time; what is left over of them is never used, so later ids are later acts. */
    private static final int BLOCK = 1_000;

    private static final String NEW_BLOCKS = "select nextval('change_set_id_seq') from generate_series(1, ?)";
    private static final String COLUMNS =
            "change_set (id, entity_id, register_id, run_id, feed_id, shape_id, old_values, new_values, actor)";

    private final JdbcTemplate jdbc;
    private final Feeds feeds;
    private final ChangeShapes shapes;

    ChangeSets(DataSource dataSource, Feeds feeds, ChangeShapes shapes) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.feeds = feeds;
        this.shapes = shapes;
    }

    /** @return the ids given, in the order of the change sets */
    public List<Long> add(List<ChangeSet> changeSets) {
        if (changeSets.isEmpty()) {
            return List.of();
        }
        List<Long> ids = newIds(changeSets.size());
        jdbc.execute((Connection connection) -> {
            copy(connection, changeSets, ids);
            return null;
        });
        return ids;
    }

    private List<Long> newIds(int many) {
        return jdbc.queryForList(NEW_BLOCKS, Long.class, (many + BLOCK - 1) / BLOCK).stream()
                .flatMap(first -> LongStream.range(first, first + BLOCK).boxed())
                .limit(many)
                .toList();
    }

    private void copy(Connection connection, List<ChangeSet> changeSets, List<Long> ids) throws SQLException {
        BinaryCopy copy = BinaryCopy.into(connection, COLUMNS);
        try {
            Map<String, Short> feedIds = new HashMap<>();
            for (int i = 0; i < changeSets.size(); i++) {
                ChangeSet change = changeSets.get(i);
                copy.row(9)
                        .bigint(ids.get(i))
                        .bigint(change.entityId())
                        .text(change.registerId())
                        .bigint(change.runId())
                        .smallint(feedIds.computeIfAbsent(change.feed(), feeds::id))
                        .integer(shapes.id(change.fields(), change.rules()))
                        .texts(change.oldValues())
                        .texts(change.newValues())
                        .text(change.actor());
            }
            copy.finish();
        } finally {
            copy.cancel();
        }
    }
}
