package fi.rekisterihub.edge;

import fi.rekisterihub.permission.LinkActs;
import fi.rekisterihub.permission.ProviderEvents;
import fi.rekisterihub.permission.ProviderEvents.Answers;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The ledger of permissions as the Kamelets see it. */
@Component("hubPermissions")
public final class HubPermissions {

    private static final Answers NONE = new Answers("", Map.of());

    private final ProviderEvents events;
    private final LinkActs links;

    public HubPermissions(ProviderEvents events, LinkActs links) {
        this.events = events;
        this.links = links;
    }

    /** Applies the item by a mapping table and ends it. */
    public void apply(String mapping, Exchange exchange) {
        Answers answers = exchange.getVariable(HubLookups.ANSWERS, Answers.class);
        events.apply(HubInbox.item(exchange), mapping, answers == null ? NONE : answers);
        exchange.setVariable(HubInbox.SETTLED, true);
    }

    /** Applies a click on a signed link that was kept but not applied when it came. */
    public void link(Exchange exchange) {
        links.apply(HubInbox.item(exchange));
        exchange.setVariable(HubInbox.SETTLED, true);
    }
}
