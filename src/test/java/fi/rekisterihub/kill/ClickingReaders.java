package fi.rekisterihub.kill;

import fi.rekisterihub.permission.HubLinks;
import fi.rekisterihub.simulator.MailProgram;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Mail programs of readers who unsubscribe by one click, several at a time and again and again, until the hub
 * does not answer any more. */
final class ClickingReaders implements AutoCloseable {

    private static final int PROGRAMS = 6;

    private final ExecutorService programs = Executors.newFixedThreadPool(PROGRAMS);
    private final Set<Long> answered = ConcurrentHashMap.newKeySet();

    private record Reader(long id, String email) {}

    /** @param register whose persons in the database are the readers */
    ClickingReaders(HubDatabase database, String register, int port) {
        HubLinks links = new HubLinks(HexFormat.of()
                .parseHex(database.texts("select value from secret where name = 'links'")
                        .get(0)));
        List<Reader> readers = database.jdbc()
                .sql("select id, email from person where register_id = :register and email is not null order by id")
                .param("register", register)
                .query(Reader.class)
                .list();
        AtomicInteger next = new AtomicInteger();
        for (int program = 0; program < PROGRAMS; program++) {
            programs.submit(() -> {
                try (MailProgram mail = new MailProgram(port)) {
                    while (true) {
                        Reader reader = readers.get(next.getAndIncrement() % readers.size());
                        if (mail.click(links.path(register, reader.id(), reader.email())) == 200) {
                            answered.add(reader.id());
                        }
                    }
                } catch (IOException killed) {
                    return; // What the readers see of the end of the hub.
                }
            });
        }
    }

    /** The persons whose click was answered with "done". */
    Set<Long> answered() {
        return Set.copyOf(answered);
    }

    @Override
    public void close() throws IOException {
        programs.shutdown();
        try {
            if (!programs.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IOException("The mail programs did not come to an end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while mail programs were clicking.", e);
        }
    }
}
