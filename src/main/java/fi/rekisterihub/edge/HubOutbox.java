package fi.rekisterihub.edge;

import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.notice.Outbox;
import java.util.List;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The outbox as the notice Kamelets see it. A delivery travels in the exchange variable {@value #DELIVERY}, never in a
 * header, so that no answer from outside can exchange it for another.
 */
@Component("hubOutbox")
public final class HubOutbox {

    static final String DELIVERY = "hubDelivery";
    static final String SETTLED = "hubSettled";
    private static final String POLLED = "CamelSchedulerPolledMessages";

    private final Outbox outbox;

    public HubOutbox(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Claims; tells the scheduler whether there was anything, so that it comes back at once while there is. */
    public List<ClaimedDelivery> claim(String route, int most, Exchange exchange) {
        List<ClaimedDelivery> claimed = outbox.claim(route, most);
        exchange.setProperty(POLLED, !claimed.isEmpty());
        return claimed;
    }

    /** Records that the recipient took the delivery, and its receipt when the answer named one. */
    public void sent(Exchange exchange) {
        ClaimedDelivery delivery = delivery(exchange);
        String receipt = exchange.getVariable(Receipts.RECEIPT, String.class);
        if (outbox.sent(delivery, receipt) && receipt != null) {
            outbox.confirmed(delivery.id(), receipt);
        }
        exchange.setVariable(SETTLED, true);
    }

    /**
     * The end of every delivery: whatever the route did, one that is not recorded as sent has failed. Asks the
     * exception that the exchange caught, also when an error handler of the route has called it handled.
     */
    public void settle(Exchange exchange) {
        if (Boolean.TRUE.equals(exchange.getVariable(SETTLED, Boolean.class))) {
            return;
        }
        ClaimedDelivery delivery = delivery(exchange);
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        record(delivery, cause);
        exchange.setVariable(SETTLED, true);
    }

    private void record(ClaimedDelivery delivery, @Nullable Throwable cause) {
        if (cause == null) {
            outbox.failed(
                    delivery,
                    "Route %s ended without saying that it was sent; end it with kamelet:hub-notice-sent-sink."
                            .formatted(delivery.route()));
            return;
        }
        DeliveryFailure failure = DeliveryFailure.of(cause);
        if (failure.forGood()) {
            outbox.turnedDown(delivery, failure.message());
        } else {
            outbox.failed(delivery, failure.message(), failure.retryAfter());
        }
    }

    private static ClaimedDelivery delivery(Exchange exchange) {
        ClaimedDelivery delivery = exchange.getVariable(DELIVERY, ClaimedDelivery.class);
        if (delivery == null) {
            throw new IllegalStateException("Route %s carries no delivery; begin it with kamelet:hub-notice-source."
                    .formatted(exchange.getFromRouteId()));
        }
        return delivery;
    }
}
