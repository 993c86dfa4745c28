package fi.rekisterihub.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL with the settings of the hub's own: every commit reaches the disk. */
final class DurableServer implements AutoCloseable {

    private final EmbeddedPostgres server;

    DurableServer() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("wal_compression", "on")
                .setServerConfig("jit", "off")
                .start();
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** So that the full-page images and dead rows of one case are not paid by the next. */
    void settle() throws SQLException {
        execute("vacuum analyze", "checkpoint");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
