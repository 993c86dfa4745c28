package fi.rekisterihub.edge.opendsr;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Counts what became of calls from outside. A caller can make up neither names nor lines in the log. */
@Component
class OpenDsrMeter {

    static final String REQUESTS = "hub.opendsr.requests";
    static final String CALLBACKS = "hub.opendsr.callbacks";

    private final ObjectProvider<MeterRegistry> registry;

    OpenDsrMeter(ObjectProvider<MeterRegistry> registry) {
        this.registry = registry;
    }

    void count(String what, String outcome) {
        registry.ifAvailable(meters -> meters.counter(what, "outcome", outcome).increment());
    }
}
