package fi.rekisterihub.intake;

import fi.rekisterihub.database.BinaryCopy;
import fi.rekisterihub.intake.Comparison.ParkedRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

/** Keeps the last content of each record and the rows that could not be used, within the caller's transaction. */
@Repository
class SourceRecords {

    private static final String MAKE_ROOM = """
            create temporary table if not exists changed_record (
                key text collate "C", hash uuid, entity_id bigint, outcome "char", raw bytea);
            truncate changed_record
            """;
    private static final String CHANGE = """
            update source_record r set hash = c.hash, entity_id = coalesce(c.entity_id, r.entity_id), outcome = c.outcome,
                                       run_id = ?, raw = c.raw
              from changed_record c
             where r.stream_id = ? and r.key = c.key
            """;
    private static final String PARK = """
            insert into parked (run_id, feed, register_id, line, record_key, raw, field, reason)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (run_id, line) do nothing
            """;
    private static final String MARK_ABSENT = """
            update source_record set outcome = 'x', run_id = :run, hash = gen_random_uuid()
             where stream_id = :stream and key = any(:keys)
            """;

    private final DataSource dataSource;
    private final JdbcClient jdbc;

    SourceRecords(DataSource dataSource, JdbcClient jdbc) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
    }

    void keep(RunContext run, int stream, List<ChangedRecord> chunk, List<Outcome> outcomes) throws SQLException {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            insertNew(connection, run, stream, chunk, outcomes);
            updateKnown(connection, run, stream, chunk, outcomes);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    void park(RunContext run, List<ParkedRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (PreparedStatement insert = connection.prepareStatement(PARK)) {
            for (ParkedRow row : rows) {
                insert.setLong(1, run.runId());
                insert.setString(2, run.feed());
                insert.setString(3, run.registerId());
                insert.setLong(4, row.line());
                insert.setString(5, row.key());
                insert.setString(6, row.raw().replace("\0", "\\u0000"));
                insert.setString(7, row.field());
                insert.setString(8, row.reason());
                insert.addBatch();
            }
            insert.executeBatch();
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    void markAbsent(long runId, int stream, List<String> keys) {
        jdbc.sql(MARK_ABSENT)
                .param("run", runId)
                .param("stream", stream)
                .param("keys", keys.toArray(String[]::new))
                .update();
    }

    private static void insertNew(
            Connection connection, RunContext run, int stream, List<ChangedRecord> chunk, List<Outcome> outcomes)
            throws SQLException {
        BinaryCopy copy =
                BinaryCopy.into(connection, "source_record (stream_id, key, hash, entity_id, outcome, run_id, raw)");
        try {
            for (int i = 0; i < chunk.size(); i++) {
                ChangedRecord record = chunk.get(i);
                if (!record.known()) {
                    copy.row(7)
                            .integer(stream)
                            .text(record.key())
                            .uuid(record.hash())
                            .bigint(outcomes.get(i).entityId())
                            .character(outcomes.get(i).kind().code())
                            .bigint(run.asOf())
                            .utf8(record.raw());
                }
            }
            copy.finish();
        } finally {
            copy.cancel();
        }
    }

    private static void updateKnown(
            Connection connection, RunContext run, int stream, List<ChangedRecord> chunk, List<Outcome> outcomes)
            throws SQLException {
        if (chunk.stream().noneMatch(ChangedRecord::known)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(MAKE_ROOM);
        }
        copyKnown(connection, chunk, outcomes);
        try (PreparedStatement update = connection.prepareStatement(CHANGE)) {
            update.setLong(1, run.asOf());
            update.setInt(2, stream);
            update.executeUpdate();
        }
    }

    private static void copyKnown(Connection connection, List<ChangedRecord> chunk, List<Outcome> outcomes)
            throws SQLException {
        BinaryCopy copy = BinaryCopy.into(connection, "changed_record (key, hash, entity_id, outcome, raw)");
        try {
            for (int i = 0; i < chunk.size(); i++) {
                ChangedRecord record = chunk.get(i);
                if (record.known()) {
                    copy.row(5)
                            .text(record.key())
                            .uuid(record.hash())
                            .bigint(outcomes.get(i).entityId())
                            .character(outcomes.get(i).kind().code())
                            .utf8(record.raw());
                }
            }
            copy.finish();
        } finally {
            copy.cancel();
        }
    }
}
