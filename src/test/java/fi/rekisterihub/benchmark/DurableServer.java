package fi.rekisterihub.benchmark;

import fi.rekisterihub.database.ServerSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL started just as the hub starts its own: every commit reaches the disk. */
final class DurableServer implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final Connection watching;

    DurableServer() throws IOException, SQLException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        ServerSettings.ofThisMachine().forEach(builder::setServerConfig);
        server = builder.start();
        watching = connect();
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Asked while something is measured: connecting each time would take a good part of a core from it. */
    synchronized long number(String sql) throws SQLException {
        try (Statement statement = watching.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A database in which no hub has ever been. */
    void empty() throws SQLException {
        execute("drop schema public cascade", "create schema public");
    }

    /** So that the full-page images and dead rows of one case are not paid by the next. */
    void settle() throws SQLException {
        execute("vacuum analyze", "checkpoint");
    }

    @Override
    public void close() throws IOException, SQLException {
        watching.close();
        server.close();
    }
}
