package fi.rekisterihub.edge;

import fi.rekisterihub.notice.Answer;
import fi.rekisterihub.notice.ClaimedBatch;
import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.notice.Outbox;
import fi.rekisterihub.notice.OutboxBatches;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The outbox as the notice Kamelets see it. What is to be delivered travels in the exchange variable
 * {@value #DELIVERY}, never in a header, so that no answer from outside can exchange it for another.
 */
@Component("hubOutbox")
public final class HubOutbox {

    static final String DELIVERY = "hubDelivery";
    static final String SETTLED = "hubSettled";
    private static final String POLLED = "CamelSchedulerPolledMessages";
    /** By this process's own clock, in nanoseconds; of the exchange that claims, and of all that come of it. */
    private static final String SEND_BEFORE = "hubSendBefore";

    private final Outbox outbox;
    private final OutboxBatches batches;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();

    public HubOutbox(Outbox outbox, OutboxBatches batches) {
        this.outbox = outbox;
        this.batches = batches;
    }

    /**
     * Claims about as many as go out within a second; tells the scheduler whether there was anything, so that it comes back at
     * once while there is.
     *
     * @param most the most that the route wants at a time
     */
    public List<ClaimedDelivery> claim(String route, int most, Exchange exchange) {
        Pace pace = paces.computeIfAbsent(route, name -> new Pace());
        int size = pace.next(most);
        exchange.setProperty(SEND_BEFORE, System.nanoTime() + outbox.lease().toNanos() / 2);
        List<ClaimedDelivery> claimed =
                RouteSwitch.isOff(exchange.getContext(), route) ? List.of() : outbox.claim(route, size);
        pace.claimed(claimed.size());
        exchange.setProperty(POLLED, !claimed.isEmpty());
        return claimed;
    }

    /**
     * Whether the delivery may still be sent. When half of its lease is over it is given back instead, as its answer might come
     * when another worker already sends it; when the hub is being stopped, so that it stops soon and nothing waits for a lease.
     */
    public boolean inTime(Exchange exchange) {
        ClaimedDelivery delivery = (ClaimedDelivery) claimed(exchange);
        long left = exchange.getProperty(SEND_BEFORE, Long.class) - System.nanoTime();
        if (left > 0 && !exchange.getContext().isStopping()) {
            return true;
        }
        outbox.givenBack(delivery);
        return false;
    }

    /** Claims what goes into one file; null when nothing is due. */
    public @Nullable ClaimedBatch claimTogether(String route, int most, Exchange exchange) {
        ClaimedBatch claimed = RouteSwitch.isOff(exchange.getContext(), route) ? null : batches.claim(route, most);
        exchange.setProperty(POLLED, claimed != null);
        return claimed;
    }

    /**
     * Records that the recipient took the delivery or batch, and what its answer said. The route goes on when that is written;
     * its thread sends the next meanwhile.
     */
    public CompletableFuture<Void> sent(Exchange exchange) {
        return written(exchange).thenAccept(mine -> exchange.setVariable(SETTLED, true));
    }

    private CompletableFuture<Boolean> written(Exchange exchange) {
        Object claimed = claimed(exchange);
        if (claimed instanceof ClaimedBatch batch) {
            return CompletableFuture.completedFuture(batches.sent(batch));
        }
        ClaimedDelivery delivery = (ClaimedDelivery) claimed;
        if (exchange.getVariable(Receipts.ANSWER) instanceof Answer answer) {
            return outbox.answered(delivery, answer);
        }
        return outbox.sent(delivery, exchange.getVariable(Receipts.RECEIPT, String.class));
    }

    /**
     * The end of every delivery: whatever the route did, one that is not recorded as sent has failed. Asks the
     * exception that the exchange caught, also when an error handler of the route has called it handled.
     */
    public void settle(Exchange exchange) {
        if (Boolean.TRUE.equals(exchange.getVariable(SETTLED, Boolean.class))) {
            return;
        }
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        DeliveryFailure failure = cause == null ? DeliveryFailure.forgotten() : DeliveryFailure.of(cause);
        Object claimed = claimed(exchange);
        if (claimed instanceof ClaimedBatch batch) {
            batches.failed(batch, failure.message());
        } else if (claimed instanceof ClaimedDelivery delivery) {
            record(delivery, failure);
        }
        exchange.setVariable(SETTLED, true);
    }

    private void record(ClaimedDelivery delivery, DeliveryFailure failure) {
        if (failure.forGood()) {
            outbox.turnedDown(delivery, failure.message());
        } else {
            outbox.failed(delivery, failure.message(), failure.retryAfter());
        }
    }

    private static Object claimed(Exchange exchange) {
        Object claimed = exchange.getVariable(DELIVERY);
        if (claimed == null) {
            throw new IllegalStateException("Route %s carries no delivery; begin it with kamelet:hub-notice-source."
                    .formatted(exchange.getFromRouteId()));
        }
        return claimed;
    }
}
