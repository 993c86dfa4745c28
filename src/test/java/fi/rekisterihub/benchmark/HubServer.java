package fi.rekisterihub.benchmark;

import fi.rekisterihub.benchmark.HubImport.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The hub as it mostly runs: a server that is up for months and takes each delivery out of its drop folder. A process of
 * its own, with a small heap.
 */
final class HubServer implements AutoCloseable {

    private final DurableServer database;
    private final Path drop;
    private final Path lists;
    private final Path log;
    private final Process process;
    private int delivered;

    HubServer(DurableServer database, Path home, String heap) throws IOException {
        this.database = database;
        this.drop = Files.createDirectories(home.resolve("drop"));
        this.lists = Files.createDirectories(home.resolve("lists"));
        this.log = home.resolve("server.log");
        List<String> command = HubHome.command(heap);
        command.addAll(List.of(
                "serve",
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--hub.home=" + home,
                "--hub.sources.crm.folder=" + drop,
                "--hub.sources.phone-list.folder=" + lists,
                "--spring.datasource.url=" + database.url()));
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await(Duration.ofMinutes(2), () -> Files.readString(log).contains("Started Rekisterihub"));
    }

    /** @return what the run says of itself, from the moment when it is claimed */
    Result of(Path csv) throws Exception {
        return dropped(csv, drop);
    }

    /** The same of an opt-out list. */
    Result ofList(Path csv) throws Exception {
        return dropped(csv, lists);
    }

    private Result dropped(Path csv, Path into) throws Exception {
        long last = HubImport.lastRun(database);
        Path whole = into.resolve(".whole");
        Files.copy(csv, whole, StandardCopyOption.REPLACE_EXISTING);
        Files.move(whole, into.resolve("delivery-%d.csv".formatted(++delivered)));
        await(Duration.ofMinutes(30), () -> HubImport.ended(database, last));
        return HubImport.resultOf(database, log);
    }

    private void await(Duration most, java.util.concurrent.Callable<Boolean> reached) {
        Awaitility.await().atMost(most).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The hub has stopped: " + Files.readString(log));
            }
            return reached.call();
        });
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
    }
}
