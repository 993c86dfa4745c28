package fi.rekisterihub.route;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts exchanges by route; Camel asks this bean for a policy whenever a route is made. Thread-safe. */
@Component
final class RouteCounters implements RoutePolicyFactory {

    /** @param lastMessage what failed last, told without the message of the exception, which may name a person */
    record Count(long total, long failed, @Nullable String lastMessage) {

        static final Count NONE = new Count(0, 0, null);

        Count done() {
            return new Count(total + 1, failed, lastMessage);
        }

        Count failed(String message) {
            return new Count(total + 1, failed + 1, message);
        }
    }

    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    Count of(String routeId) {
        return counts.getOrDefault(routeId, Count.NONE);
    }

    @Override
    @SuppressWarnings("NullAway") // Camel's interface is not annotated: null means that the route needs no policy
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        if (route instanceof RouteDefinition definition && Boolean.TRUE.equals(definition.isKamelet())) {
            return null;
        }
        counts.remove(routeId);
        return new Counting();
    }

    private final class Counting extends RoutePolicySupport {

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            Throwable failure = exchange.getException() != null
                    ? exchange.getException()
                    : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            counts.compute(route.getRouteId(), (id, count) -> {
                Count before = count == null ? Count.NONE : count;
                return failure == null ? before.done() : before.failed(message(failure));
            });
        }
    }

    static String message(Throwable failure) {
        if (failure instanceof HttpOperationFailedException http) {
            return "The other side answered HTTP %d.".formatted(http.getStatusCode());
        }
        return "Failed with %s; the log has more.".formatted(failure.getClass().getSimpleName());
    }
}
