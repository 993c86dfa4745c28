package fi.rekisterihub;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one thing again and again. An executor never calls a task again that has thrown once, and says nothing
 * of it; here whatever is thrown, an error of the process too, is told once and the next round comes all the same.
 */
public final class Rounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final ScheduledExecutorService clock;
    private final String name;
    /** Told already; of the one thread. */
    private String trouble = "";

    private Rounds(String name) {
        this.name = name;
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * @param name of the thread, by which the log speaks of it
     * @param pause between the end of a round and the next one
     */
    public static Rounds every(String name, Duration first, Duration pause, Runnable round) {
        Rounds rounds = new Rounds(name);
        rounds.clock.scheduleWithFixedDelay(
                () -> rounds.go(round), first.toMillis(), Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
        return rounds;
    }

    private void go(Runnable round) {
        try {
            round.run();
            trouble = "";
        } catch (Throwable thrown) {
            String now = thrown.getClass().getName();
            if (!clock.isShutdown() && !now.equals(trouble)) {
                LOG.error("A round of {} failed; the next ones come all the same.", name, thrown);
                trouble = now;
            }
        }
    }

    /** No more rounds; one that is going on may end. */
    public void finish(Duration longest) throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("The hub stops in the middle of a round of {}.", name);
        }
    }

    /** No more rounds; one that is going on is interrupted. */
    @Override
    public void close() {
        clock.shutdownNow();
    }
}
