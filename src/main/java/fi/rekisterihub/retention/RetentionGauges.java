package fi.rekisterihub.retention;

import fi.rekisterihub.profile.Profiles;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What is late in each register, read from the database so that every node says the same. */
@Component
class RetentionGauges {

    private final ObjectProvider<MeterRegistry> registry;
    private final Standings standings;
    private final Profiles profiles;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    RetentionGauges(ObjectProvider<MeterRegistry> registry, Standings standings, Profiles profiles) {
        this.registry = registry;
        this.standings = standings;
        this.profiles = profiles;
    }

    /** Profiles come later than this start only with a restart's worth of change; then the next start shows them. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        profiles.all().forEach(profile -> know(profile.id()));
    }

    private void know(String register) {
        if (known.add(register)) {
            gauge(register, "hub.retention.due", "Persons of whom something is due", Standing::due);
            gauge(register, "hub.retention.late", "What is due for more than a day and not purged", Standing::late);
            gauge(register, "hub.retention.held", "What is due and held", Standing::held);
            gauge(register, "hub.retention.no.clock", "What has no known day from which to count", Standing::noClock);
        }
    }

    private void gauge(String register, String name, String description, ToDoubleFunction<Standing> value) {
        registry.ifAvailable(meters -> Gauge.builder(name, standings, all -> all.of(register)
                        .map(one -> value.applyAsDouble(one))
                        .orElse(Double.NaN))
                .description(description)
                .tag("register", register)
                .register(meters));
    }
}
