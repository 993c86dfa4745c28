package fi.rekisterihub.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL for tests, one server a JVM; every caller gets a migrated database of its own. */
public final class FreshDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private FreshDatabase() {}

    /** The JDBC URL of a new, migrated, empty database. */
    public static synchronized String url() {
        String name = "test_" + NUMBER.incrementAndGet();
        execute("create database " + name + " template hub_template");
        return urlOf(name);
    }

    /** A backup: what PostgreSQL has copied of a database to which nobody is connected at the moment. */
    public static synchronized String copyOf(String url) {
        String name = "test_" + NUMBER.incrementAndGet();
        execute("create database %s template %s".formatted(name, url.replaceAll(".*/|[?].*", "")));
        return urlOf(name);
    }

    public static DataSource dataSource() {
        return dataSource(url());
    }

    public static DataSource dataSource(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    private static EmbeddedPostgres start() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    // Left for `mvn clean`: deleting hundreds of databases at the end of a run takes longer than a
                    // test.
                    .setCleanDataDirectory(false)
                    .setDataDirectory(Files.createTempDirectory(target, "pg"))
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("jit", "off")
                    .setServerConfig("log_error_verbosity", "terse")
                    .start();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database hub_template");
            }
            Flyway.configure()
                    .dataSource(dataSource(server.getJdbcUrl("postgres", "hub_template")))
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String urlOf(String name) {
        return SERVER.getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true";
    }

    private static void execute(String sql) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
