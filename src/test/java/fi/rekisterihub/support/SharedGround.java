package fi.rekisterihub.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a shared hub stands on: made as it was after the start, for each class that takes it. */
final class SharedGround {

    /** All but what the hub writes at its start, or knows by heart from then on. */
    private static final String EMPTY = """
            do $$
            declare
                tested text;
                filled boolean;
            begin
                set local session_replication_role = replica;
                for tested in
                    select format('%I', tablename) from pg_tables
                     where schemaname = 'public'
                       and tablename not in ('flyway_schema_history', 'secret', 'hub_user', 'schedule', 'profile_version',
                                             'feed', 'stream', 'change_shape')
                loop
                    execute 'select exists (select from ' || tested || ')' into filled;
                    if filled then
                        execute 'delete from ' || tested;
                    end if;
                end loop;
            end $$
            """;

    private static final List<String> FOLDERS = List.of("data/deliveries", "data/downloads", "data/quarantine");

    private final JdbcClient jdbc;
    private final Path home;
    private boolean taken;

    SharedGround(QuietHub hub) {
        this.jdbc = hub.get(JdbcClient.class);
        this.home = hub.home();
    }

    void take() {
        if (taken) {
            throw new IllegalStateException("Another test has the shared hub; start one of your own.");
        }
        taken = true;
        jdbc.sql(EMPTY).update();
        FOLDERS.forEach(folder -> empty(home.resolve(folder)));
    }

    void giveBack() {
        taken = false;
    }

    private static void empty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
