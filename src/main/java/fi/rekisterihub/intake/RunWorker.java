package fi.rekisterihub.intake;

import fi.rekisterihub.Rounds;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
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
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    /** Said already, and not again twice a second; of the one thread that looks. */
    private String trouble = "";

    private final Runs runs;
    private final RunEngine engine;
    private final IntakeSettings settings;
    private final ParkedSettling parked;
    private @Nullable Rounds worker;
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
            worker = Rounds.every("run-worker", Duration.ZERO, LOOK_EVERY, this::workOff);
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
        if (worker != null) {
            worker.close();
        }
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
        }
    }

    private void executeWithHeartbeat(Run run) {
        Duration period = Duration.ofMillis(Math.max(500, settings.lease().toMillis() / 3));
        current.set(run);
        try (Rounds beat = Rounds.every("run-heartbeat", period, period, () -> beat(run))) {
            engine.execute(run);
            parked.after(run.id());
        } finally {
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
}
