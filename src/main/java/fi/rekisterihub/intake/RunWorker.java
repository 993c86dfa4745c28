package fi.rekisterihub.intake;

import jakarta.annotation.PreDestroy;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Executes waiting runs, one at a time a node. A heartbeat keeps the claim while a long file is read; when the node
 * dies the lease runs out and any other node, or this one after its restart, goes on.
 */
@Service
public class RunWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
    private static final long LOOK_EVERY_MILLIS = 300;

    /** Said already, and not again twice a second; of the one thread that looks. */
    private String trouble = "";

    private final Runs runs;
    private final RunEngine engine;
    private final IntakeSettings settings;
    private final ParkedSettling parked;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(named("run-worker"));
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(named("run-heartbeat"));
    private final AtomicReference<@Nullable Run> current = new AtomicReference<>();

    RunWorker(Runs runs, RunEngine engine, IntakeSettings settings, ParkedSettling parked) {
        this.runs = runs;
        this.engine = engine;
        this.settings = settings;
        this.parked = parked;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.worker()) {
            worker.scheduleWithFixedDelay(this::workOff, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Executes this run here and now, for commands; false when it is not free to be claimed. */
    public boolean executeNow(long runId) {
        Optional<Run> run = runs.claim(runId);
        run.ifPresent(this::executeWithHeartbeat);
        return run.isPresent();
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
        heart.shutdownNow();
    }

    private void workOff() {
        try {
            // Nothing is claimed any more when the hub is being stopped.
            while (!Thread.currentThread().isInterrupted()) {
                Optional<Run> run = runs.claim(null);
                if (run.isEmpty()) {
                    return;
                }
                executeWithHeartbeat(run.get());
            }
            trouble = "";
        } catch (RuntimeException e) {
            String now = e.getClass().getSimpleName();
            if (!now.equals(trouble)) {
                LOG.warn("Waiting runs cannot be looked for now ({}); trying again.", now);
                trouble = now;
            }
        } catch (Error e) {
            // A task that throws is never called again, and every other run would wait for ever.
            LOG.error("A run was ended by an error of the process; the next ones are executed all the same.", e);
        }
    }

    private void executeWithHeartbeat(Run run) {
        long period = Math.max(500, settings.lease().toMillis() / 3);
        current.set(run);
        ScheduledFuture<?> beat = heart.scheduleAtFixedRate(() -> beat(run), period, period, TimeUnit.MILLISECONDS);
        try {
            engine.execute(run);
            parked.after(run.id());
        } finally {
            beat.cancel(false);
            current.set(null);
        }
    }

    private void beat(Run run) {
        try {
            if (!runs.renew(run)) {
                LOG.debug("Run {} is not ours any more.", run.id());
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "The lease of run {} could not be renewed ({}).",
                    run.id(),
                    e.getClass().getSimpleName());
        }
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
