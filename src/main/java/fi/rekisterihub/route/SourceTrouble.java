package fi.rekisterihub.route;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.support.ScheduledPollConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A route runs also while the mailbox or folder that it polls cannot be reached: Camel counts no exchange as failed and says
 * so in the log alone. Opt-outs that lie there unread are nothing that an operator may learn from a log.
 */
final class SourceTrouble {

    /** Once or twice is a restart of the other side. */
    private static final long TIMES = 3;

    private final CamelContext camel;

    SourceTrouble(CamelContext camel) {
        this.camel = camel;
    }

    /** What is wrong and what to do; empty when the source answers, or is none that is polled. */
    Optional<String> of(@Nullable Route route) {
        long times = timesInARow(route);
        return times < TIMES
                ? Optional.empty()
                : Optional.of(
                        ("What this route polls could not be read the last %d times, and is tried again. Check its"
                                        + " address and log-in in the configuration; the log says what it answered.")
                                .formatted(times));
    }

    private long timesInARow(@Nullable Route route) {
        if (route == null) {
            return 0;
        }
        // The poll of a Kamelet is a route of its own below.
        Route polling =
                route.getEndpoint() instanceof KameletEndpoint source ? camel.getRoute(source.getRouteId()) : route;
        return polling != null && polling.getConsumer() instanceof ScheduledPollConsumer poll
                ? poll.getErrorCounter()
                : 0;
    }
}
