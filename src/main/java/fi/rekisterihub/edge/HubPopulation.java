package fi.rekisterihub.edge;

import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.intake.Deliveries;
import fi.rekisterihub.intake.PopulationSeries;
import fi.rekisterihub.intake.PopulationSeries.Progress;
import fi.rekisterihub.register.Identities.Portion;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The population register's change feed as its Kamelet sees it: whom to ask about next, and what came. */
@Component("hubPopulation")
public final class HubPopulation {

    private static final String PORTIONS = "hubPortions";
    private static final String MORE = "hubMore";
    private static final String START = "hubStart";

    private final PopulationSeries series;
    private final Deliveries deliveries;

    public HubPopulation(PopulationSeries series, Deliveries deliveries) {
        this.series = series;
        this.deliveries = deliveries;
    }

    /** Uses what a kill left behind, and sees who is followed; hubMore says whether anybody is. */
    public void begin(String feed, Exchange exchange) {
        deliveries.completeLeftOvers(feed);
        Deque<Portion> portions = new ArrayDeque<>(series.portions(feed));
        exchange.setVariable(PORTIONS, new Walk(portions));
        exchange.setVariable(MORE, !portions.isEmpty());
    }

    /** Writes the next question; hubStart is the day to begin from where a portion was never asked about, else empty. */
    public void question(String feed, Exchange exchange) {
        Portion portion = walk(exchange).now();
        boolean known = series.hasPlace(feed, portion);
        exchange.setVariable(START, known ? "" : portion.since().toString());
        exchange.getMessage().setBody(known ? series.question(feed, portion) : "");
    }

    /** Takes the answer about where a day begins. */
    public void started(String feed, Exchange exchange) {
        series.begin(feed, walk(exchange).now(), body(exchange));
    }

    /** Keeps an answer and goes on to the next portion when this one is up to date. */
    public void answer(String feed, Exchange exchange) {
        Walk walk = walk(exchange);
        PageSeries pages = HubIntake.series(exchange);
        int page = pages.next();
        try {
            Progress progress = series.answer(feed, walk.now(), pages.delivery(), page, body(exchange));
            if (progress.kept()) {
                pages.kept(page, true);
            }
            if (progress.upToDate()) {
                walk.goOn();
            }
        } catch (UnreadableDelivery unsound) {
            // The cursor has passed what came before, so it must be used; the rest is asked for the next time.
            deliveries.complete(pages.delivery(), feed);
            throw unsound;
        }
        exchange.setVariable(MORE, !walk.portions.isEmpty());
    }

    private static byte[] body(Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        return body == null ? new byte[0] : body;
    }

    private static Walk walk(Exchange exchange) {
        Walk walk = exchange.getVariable(PORTIONS, Walk.class);
        if (walk == null) {
            throw new IllegalStateException("Route %s asks before it has begun; call begin of hubPopulation first."
                    .formatted(exchange.getFromRouteId()));
        }
        return walk;
    }

    /** One object for all copies of an exchange. */
    private record Walk(Deque<Portion> portions) {

        Portion now() {
            return portions.getFirst();
        }

        void goOn() {
            portions.removeFirst();
        }
    }
}
