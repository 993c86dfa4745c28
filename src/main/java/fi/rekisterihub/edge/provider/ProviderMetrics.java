package fi.rekisterihub.edge.provider;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How long it takes until a provider is seen to keep an opt-out, and how often one has to be told again. */
@Component
public final class ProviderMetrics {

    private static final String PROVIDER = "provider";

    private final MeterRegistry meters;

    public ProviderMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void confirmed(String provider, Duration sinceRecorded) {
        Timer.builder("hub.provider.confirmed")
                .description("From the opt-out's entry in the ledger until the provider was seen to keep it")
                .publishPercentiles(0.5, 0.99)
                .tag(PROVIDER, provider)
                .register(meters)
                .record(sinceRecorded);
    }

    void repaired(String provider) {
        Counter.builder("hub.provider.repaired")
                .description("How often the provider was found not to keep what it was told, and was told again")
                .tag(PROVIDER, provider)
                .register(meters)
                .increment();
    }
}
