package fi.rekisterihub.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL for tests, one server a JVM; every caller gets a migrated database of its own. */
public final class FreshDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);
    private static final EmbeddedPostgres SERVER = start();
    private static final Connection ADMINISTRATOR = administrator();

    private FreshDatabase() {}

    /** The JDBC URL of a new, migrated, empty database. */
    public static synchronized String url() {
        String name = "test_" + NUMBER.incrementAndGet();
        // Half the time of the usual strategy, which writes every page into the log.
        execute("create database " + name + " template hub_template strategy file_copy");
        return urlOf(name);
    }

    /** A backup: what PostgreSQL has copied of a database to which nobody is connected at the moment. */
    public static synchronized String copyOf(String url) {
        String name = "test_" + NUMBER.incrementAndGet();
        execute("create database %s template %s".formatted(name, url.replaceAll(".*/|[?].*", "")));
        return urlOf(name);
    }

    /** A new database, as {@link #dataSource(String)}. */
    public static HikariDataSource dataSource() {
        return dataSource(url());
    }

    /**
     * With a pool as the hub has one: connecting takes longer than most of what tests ask. Whoever has many of them closes
     * them; a forgotten one lets go of its connections by itself.
     */
    public static HikariDataSource dataSource(String url) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(unpooled(url));
        pool.setMaximumPoolSize(16);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(LEFT_ALONE.toMillis());
        return new HikariDataSource(pool);
    }

    /** For whoever must be sure that nobody is connected afterwards. */
    public static DataSource unpooled(String url) {
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
                    .setServerConfig("max_connections", "400")
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("jit", "off")
                    // Hundreds of databases are copied, and none must outlive the machine's power.
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("fsync", "off")
                    // It would visit each of the hundreds in turn, and a connection costs more than most tests do
                    // there.
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("wal_level", "minimal")
                    .setServerConfig("max_wal_senders", "0")
                    .setServerConfig("log_error_verbosity", "terse")
                    .start();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database hub_template");
            }
            Flyway.configure()
                    .dataSource(unpooled(server.getJdbcUrl("postgres", "hub_template")))
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

    private static Connection administrator() {
        try {
            return SERVER.getPostgresDatabase().getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String urlOf(String name) {
        return SERVER.getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true";
    }

    private static void execute(String sql) {
        try (Statement statement = ADMINISTRATOR.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
