package fi.rekisterihub.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL of one hub home. */
final class EmbeddedStore implements AutoCloseable {

    private final int port;
    private final @Nullable EmbeddedPostgres owned;

    private EmbeddedStore(int port, @Nullable EmbeddedPostgres owned) {
        this.port = port;
        this.owned = owned;
    }

    /**
     * Starts the server, or joins the one of a hub that is running in the same home when {@code shared}.
     *
     * @throws IllegalStateException when another hub owns the directory and it may not be shared
     */
    static EmbeddedStore open(Path data, boolean shared) {
        Path directory = data.resolve("pg").toAbsolutePath();
        try {
            Files.createDirectories(data);
            EmbeddedPostgres server = start(data, directory);
            return new EmbeddedStore(server.getPort(), server);
        } catch (IllegalStateException lockedOrFailed) {
            if (!String.valueOf(lockedOrFailed.getMessage()).contains("could not lock")) {
                throw lockedOrFailed;
            }
            if (!shared) {
                throw new IllegalStateException(
                        "Another hub is running in %s; stop it first, or give this one a hub.home of its own."
                                .formatted(data.getParent()),
                        lockedOrFailed);
            }
            return new EmbeddedStore(portOfRunningServer(directory), null);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The embedded database in %s does not start: %s".formatted(directory, e.getMessage()), e);
        }
    }

    private static EmbeddedPostgres start(Path data, Path directory) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setCleanDataDirectory(false)
                .setDataDirectory(directory)
                .setOverrideWorkingDirectory(data.resolve("pgbin").toFile())
                // Spring closes it last; zonky's own hook would stop it under Camel's feet.
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setDataDirectoryCustomizer(folder -> OrphanedServer.stop(folder.toPath()));
        ServerSettings.ofThisMachine().forEach(builder::setServerConfig);
        return builder.start();
    }

    private static int portOfRunningServer(Path directory) {
        try {
            List<String> pidFile = Files.readAllLines(directory.resolve("postmaster.pid"));
            return Integer.parseInt(pidFile.get(3).trim());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "A hub is just starting or stopping in %s; try again in a moment.".formatted(directory), e);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://localhost:%d/postgres?user=postgres&reWriteBatchedInserts=true".formatted(port);
    }

    @Override
    public void close() throws IOException {
        if (owned != null) {
            owned.close();
        }
    }
}
