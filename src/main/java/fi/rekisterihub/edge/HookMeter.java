package fi.rekisterihub.edge;

import fi.rekisterihub.edge.signature.Verdict.Why;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Counts what became of the calls of hooks, and says in the log why calls are turned away, without letting anybody fill it. */
@Component
class HookMeter {

    static final String NAME = "hub.hook.calls";
    private static final Logger LOG = LoggerFactory.getLogger(HookMeter.class);
    private static final Duration ONCE_IN = Duration.ofMinutes(1);

    private final ObjectProvider<MeterRegistry> registry;
    private final Map<String, Instant> said = new ConcurrentHashMap<>();

    HookMeter(ObjectProvider<MeterRegistry> registry) {
        this.registry = registry;
    }

    /** @param provider one of the settings, so that no caller can make up names */
    void kept(String provider, boolean repeated) {
        count(provider, repeated ? "repeated" : "kept");
    }

    void refused(String provider, Why why) {
        count(provider, why.word());
        warn(provider, "A call of the hook of %s was refused: %s.".formatted(provider, why.said()));
    }

    void tooLarge(String provider) {
        count(provider, "too-large");
        warn(
                provider,
                "A call of the hook of %s was refused: it is longer than hub.hooks.largest.".formatted(provider));
    }

    void unsure(String provider, String why) {
        count(provider, "unsure");
        warn(provider, "A call of the hook of %s is to come again later: %s".formatted(provider, why));
    }

    private void count(String provider, String outcome) {
        registry.ifAvailable(meters ->
                meters.counter(NAME, "provider", provider, "outcome", outcome).increment());
    }

    private void warn(String provider, String sentence) {
        Instant now = Instant.now();
        Instant before = said.get(sentence);
        if (before == null || before.isBefore(now.minus(ONCE_IN))) {
            said.put(sentence, now);
            LOG.warn(sentence);
        }
    }
}
