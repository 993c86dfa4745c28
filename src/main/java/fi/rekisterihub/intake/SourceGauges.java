package fi.rekisterihub.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The same for the metrics of a source as for its page: read from the database, so every node says the same. */
@Component
class SourceGauges {

    private final ObjectProvider<MeterRegistry> registry;
    private final SourceStandings standings;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    SourceGauges(ObjectProvider<MeterRegistry> registry, SourceStandings standings, SourceSettings settings) {
        this.registry = registry;
        this.standings = standings;
        settings.sources().keySet().forEach(this::know);
    }

    /** Shows a source from now on; a second time changes nothing. */
    final void know(String source) {
        if (known.add(source)) {
            gauge(
                    source,
                    "hub.source.open",
                    "1 while the source is left alone after failures",
                    s -> s.isOpen() ? 1 : 0);
            gauge(source, "hub.source.resting", "1 while the source is not asked", s -> s.rest() == null ? 0 : 1);
            gauge(source, "hub.source.calls.today", "Calls of this day of Finland", SourceStanding::callsToday);
            gauge(
                    source,
                    "hub.source.cents.month",
                    "What the source has cost in this month, in cents",
                    s -> s.centsThisMonth().doubleValue());
        }
    }

    private void gauge(String source, String name, String description, ToDoubleFunction<SourceStanding> value) {
        registry.ifAvailable(meters -> Gauge.builder(name, standings, all -> all.find(source)
                        .map(standing -> value.applyAsDouble(standing))
                        .orElse(0.0))
                .description(description)
                .tag("source", source)
                .register(meters));
    }
}
