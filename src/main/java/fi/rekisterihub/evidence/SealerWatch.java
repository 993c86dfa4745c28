package fi.rekisterihub.evidence;

import fi.rekisterihub.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Seals and checks again and again, and shouts: DOWN when something sealed was altered, or when something has waited
 * to be sealed for an hour. Readiness does not ask it, for the hub must go on taking opt-outs.
 */
@Component("evidenceHealthIndicator")
class SealerWatch implements HealthIndicator {

    private static final Duration STANDS_STILL = Duration.ofHours(1);
    private static final Duration FIRST_CHECK = Duration.ofSeconds(20);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** So many are sealed at once: ten times as many would take a core from the opt-outs of that moment for half a second. */
    private static final long MANY = 1_000;

    private final Sealer sealer;
    private final SelfCheck check;
    private final EvidenceReader reader;
    private final EvidenceSettings settings;
    private @Nullable Rounds sealing;
    private @Nullable Rounds checking;
    private long sealedAt = System.nanoTime();

    SealerWatch(
            Sealer sealer,
            SelfCheck check,
            EvidenceReader reader,
            EvidenceSettings settings,
            ObjectProvider<MeterRegistry> registry) {
        this.sealer = sealer;
        this.check = check;
        this.reader = reader;
        this.settings = settings;
        registry.ifAvailable(meters -> {
            Gauge.builder("hub.evidence.waiting", reader, EvidenceReader::waiting)
                    .description("Rows that are not sealed yet")
                    .register(meters);
            Gauge.builder("hub.evidence.altered", reader, evidence -> evidence.lastCheck()
                            .map(last -> last.findings().size())
                            .orElse(0))
                    .description("Sealed things that the last self-check found altered")
                    .register(meters);
        });
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.enabled()) {
            Duration look = Collections.min(List.of(LOOK, settings.every()));
            sealing = Rounds.every("evidence", look, look, this::round);
            Duration first = Collections.min(List.of(FIRST_CHECK, settings.checkEvery()));
            checking = Rounds.every("evidence-check", first, settings.checkEvery(), check::check);
        }
    }

    private void round() {
        if (System.nanoTime() - sealedAt >= settings.every().toNanos() || reader.waiting() >= MANY) {
            sealer.seal();
            sealedAt = System.nanoTime();
        }
    }

    /** A block that is being made is finished: it is a matter of a second. */
    @PreDestroy
    void stop() throws InterruptedException {
        if (checking != null) {
            checking.close();
        }
        if (sealing != null) {
            sealing.finish(LONGEST_STOP);
        }
    }

    @Override
    public Health health() {
        int altered = reader.lastCheck().map(last -> last.findings().size()).orElse(0);
        if (altered > 0) {
            return Health.down().withDetail("altered", altered).build();
        }
        Instant caughtUp = sealer.caughtUp();
        boolean late = Duration.between(caughtUp, Instant.now()).compareTo(STANDS_STILL) > 0;
        return settings.enabled() && late && reader.waiting() > 0
                ? Health.down().withDetail("behind-since", caughtUp.toString()).build()
                : Health.up().build();
    }
}
