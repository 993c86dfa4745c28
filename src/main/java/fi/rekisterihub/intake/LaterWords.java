package fi.rekisterihub.intake;

import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.database.BinaryCopy;
import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.Mapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Before an older delivery is applied: which of its records later deliveries have told. A run that found a record
 * unchanged wrote nothing, so its delivery is read once more for the keys, and what it told is remembered as its word.
 * Without this, a delivery that waited for a person would bring back what two later ones had agreed is over.
 */
@Component
class LaterWords {

    private static final String LATER = """
            select r.id, coalesce(r.as_of, r.id) as as_of, r.delivery_id, d.file, d.purged_at is not null as purged
              from run r join delivery d on d.id = r.delivery_id
             where r.feed = :feed and r.register_id = :register and r.id <> :id and coalesce(r.as_of, r.id) > :asOf
               and r.status = 'done' and r.unchanged > 0
             order by coalesce(r.as_of, r.id)
            """;
    private static final String TABLES = """
            create temporary table if not exists older_key (key text collate "C" not null);
            create temporary table if not exists later_key (key text collate "C" not null);
            truncate older_key; truncate later_key
            """;
    private static final String REMEMBER = """
            update source_record r set run_id = ?
             where r.stream_id = ? and r.run_id < ? and r.key in (select key from older_key)
               and (? or r.key in (select key from later_key))
            """;

    private final JdbcClient jdbc;
    private final DeliveryContent content;

    LaterWords(JdbcClient jdbc, DeliveryContent content) {
        this.jdbc = jdbc;
        this.content = content;
    }

    /** @param reader of the older delivery, which is about to be compared */
    void remember(Connection connection, Run run, RecordReader reader, Mapping mapping, int stream)
            throws SQLException {
        List<Later> later = jdbc.sql(LATER)
                .param("feed", run.feed())
                .param("register", run.registerId())
                .param("id", run.id())
                .param("asOf", run.asOf())
                .query((row, n) -> new Later(
                        row.getLong("as_of"),
                        row.getLong("delivery_id"),
                        row.getString("file"),
                        row.getBoolean("purged")))
                .list();
        if (later.isEmpty()) {
            return;
        }
        execute(connection, TABLES);
        copyKeys(connection, "older_key", reader, mapping);
        for (Later one : later) {
            execute(connection, "truncate later_key");
            remember(connection, stream, one, copied(connection, one, mapping));
        }
    }

    /** False when the content is gone or reads no more: then all that it may have told counts as told. */
    private boolean copied(Connection connection, Later later, Mapping mapping) throws SQLException {
        if (later.purged()) {
            return false;
        }
        try {
            copyKeys(connection, "later_key", content.open(later.deliveryId(), later.file(), mapping), mapping);
            return true;
        } catch (UnreadableDelivery unreadable) {
            return false;
        }
    }

    private static void remember(Connection connection, int stream, Later later, boolean known) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(REMEMBER)) {
            update.setLong(1, later.asOf());
            update.setInt(2, stream);
            update.setLong(3, later.asOf());
            update.setBoolean(4, !known);
            update.executeUpdate();
        }
    }

    private static void copyKeys(Connection connection, String table, RecordReader reader, Mapping mapping)
            throws SQLException {
        BinaryCopy copy = BinaryCopy.into(connection, table + " (key)");
        try {
            reader.read((ordinal, line, raw, fields, bad) -> {
                if (bad == null) {
                    put(copy, mapping, fields);
                }
            });
            copy.finish();
        } finally {
            copy.cancel();
        }
    }

    private static void put(BinaryCopy copy, Mapping mapping, java.util.Map<String, ?> fields) {
        try {
            String key = mapping.key(fields);
            copy.row(1).text(key);
        } catch (BadRecord noKey) {
            // It told nothing that could be tied to a record, then or now.
            return;
        } catch (SQLException e) {
            throw new IllegalStateException("The database did not take the keys of a delivery.", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Later(
            long asOf, long deliveryId, @Nullable String file, boolean purged) {}
}
