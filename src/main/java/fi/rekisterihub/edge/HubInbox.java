package fi.rekisterihub.edge;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.intake.SourceResting;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * The inbox as the Kamelets see it. An item travels in the exchange variable {@value #ITEM}, never in a header, so
 * that nothing in a message can exchange it for another.
 */
@Component("hubInbox")
public final class HubInbox {

    static final String ITEM = "hubItem";
    static final String SETTLED = "hubItemSettled";
    private static final String POLLED = "CamelSchedulerPolledMessages";

    private final Inbox inbox;

    public HubInbox(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Claims; tells the scheduler whether there was anything, so that it comes back at once while there is. */
    public List<InboxItem> claim(String source, int most, Exchange exchange) {
        List<InboxItem> claimed = inbox.claim(source, most);
        exchange.setProperty(POLLED, !claimed.isEmpty());
        return claimed;
    }

    /** Ends the item well. */
    public void done(String outcome, Exchange exchange) {
        inbox.done(item(exchange), outcome);
        exchange.setVariable(SETTLED, true);
    }

    /** Ends the item well, with the sentence in the body, which holds no personal data. */
    public void doneAsSaid(Exchange exchange) {
        done(exchange.getMessage().getBody(String.class), exchange);
    }

    /** The end of every item: whatever the route did, one that is not recorded as ended has failed. */
    public void settle(Exchange exchange) {
        if (Boolean.TRUE.equals(exchange.getVariable(SETTLED, Boolean.class))) {
            return;
        }
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (cause instanceof SourceResting resting) {
            inbox.later(item(exchange), resting.until(), String.valueOf(resting.getMessage()));
            return;
        }
        inbox.failed(
                item(exchange),
                cause == null
                        ? "Route %s ended without saying what became of it; end it with kamelet:hub-inbox-done-sink."
                                .formatted(exchange.getFromRouteId())
                        // A message may quote what a person wrote, so only the kind of error is kept.
                        : "The route failed with %s.".formatted(cause.getClass().getName()));
    }

    static InboxItem item(Exchange exchange) {
        InboxItem item = exchange.getVariable(ITEM, InboxItem.class);
        if (item == null) {
            throw new IllegalStateException("Route %s carries no inbox item; begin it with kamelet:hub-inbox-source."
                    .formatted(exchange.getFromRouteId()));
        }
        return item;
    }
}
