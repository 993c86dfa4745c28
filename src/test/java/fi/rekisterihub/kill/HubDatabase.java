package fi.rekisterihub.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The embedded database of a hub's home, seen from outside, also while no hub is running. */
final class HubDatabase {

    private final Path pidFile;

    HubDatabase(Path home) {
        pidFile = home.resolve("data/pg/postmaster.pid");
    }

    /** Without a pool: a connection left open would be a client that the stopping server waits for. */
    JdbcClient jdbc() {
        return JdbcClient.create(source());
    }

    DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://localhost:%s/postgres?user=postgres"
                .formatted(lines().get(3).trim()));
        return source;
    }

    /** A minute without a heartbeat passes: what a killed hub had taken is free. */
    void letLeasesRunOut() {
        jdbc().sql("update schedule set claimed_until = now() - interval '1 second' where claimed_until is not null")
                .update();
    }

    long number(String sql) {
        return jdbc().sql(sql).query(Long.class).single();
    }

    List<String> texts(String sql) {
        return jdbc().sql(sql).query(String.class).list();
    }

    ProcessHandle process() {
        return ProcessHandle.of(Long.parseLong(lines().get(0).trim())).orElseThrow();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(pidFile);
        } catch (IOException e) {
            throw new IllegalStateException("The database is not running.", e);
        }
    }
}
