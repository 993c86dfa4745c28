package fi.rekisterihub.intake;

import fi.rekisterihub.database.BinaryCopy;
import fi.rekisterihub.intake.Comparison.ParkedRow;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

/** Keeps the last content of each record and the rows that could not be used, within the caller's transaction. */
@Repository
class SourceRecords {

    private static final String CHANGE = """
            update source_record set hash = ?, entity_id = coalesce(?, entity_id), outcome = ?::"char", run_id = ?, raw = ?
             where stream_id = ? and key = ?
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
        try (PreparedStatement update = connection.prepareStatement(CHANGE)) {
            boolean any = false;
            for (int i = 0; i < chunk.size(); i++) {
                ChangedRecord record = chunk.get(i);
                if (record.known()) {
                    @Nullable Long entity = outcomes.get(i).entityId();
                    update.setObject(1, record.hash());
                    update.setObject(2, entity, Types.BIGINT);
                    update.setString(3, String.valueOf(outcomes.get(i).kind().code()));
                    update.setLong(4, run.asOf());
                    update.setBytes(5, record.raw().getBytes(StandardCharsets.UTF_8));
                    update.setInt(6, stream);
                    update.setString(7, record.key());
                    update.addBatch();
                    any = true;
                }
            }
            if (any) {
                update.executeBatch();
            }
        }
    }
}
