package fi.rekisterihub.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL process that outlived a killed hub. It is stopped, so that the next start finds the data directory
 * free; a stale {@code postmaster.pid} is removed.
 */
final class OrphanedServer {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);

    private OrphanedServer() {}

    /** Called after the directory's lock is ours, so no living hub owns the process that is stopped here. */
    static void stop(Path dataDirectory) {
        Path pidFile = dataDirectory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            Optional<ProcessHandle> orphan = postgresOf(Files.readAllLines(pidFile), dataDirectory);
            if (orphan.isEmpty()) {
                Files.deleteIfExists(pidFile);
                return;
            }
            LOG.info(
                    "Stopping the database process {} that an earlier hub left behind.",
                    orphan.get().pid());
            stopProcess(orphan.get());
        } catch (IOException e) {
            throw new IllegalStateException("The database's %s cannot be read or removed.".formatted(pidFile), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while an earlier database process was being stopped.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "A database process of an earlier hub in %s does not stop; stop it by hand and start again."
                            .formatted(dataDirectory),
                    e);
        }
    }

    /** A number may belong to another program by now: only a postgres of this very directory counts. */
    private static Optional<ProcessHandle> postgresOf(List<String> pidFile, Path dataDirectory) throws IOException {
        if (pidFile.size() < 2 || !Files.isSameFile(Path.of(pidFile.get(1).trim()), dataDirectory)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pidFile.get(0).trim())).filter(OrphanedServer::isPostgres);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/postgres") || command.endsWith("postgres.exe"))
                .isPresent();
    }

    private static void stopProcess(ProcessHandle process)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException stillServing) {
            // SIGTERM waits for clients; SIGINT is PostgreSQL's fast shutdown.
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            process.onExit().get(20, TimeUnit.SECONDS);
        }
    }
}
