package fi.rekisterihub.edge;

import fi.rekisterihub.intake.Deliveries;
import fi.rekisterihub.intake.Schedules;
import fi.rekisterihub.intake.SourceResting;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** The schedules as the Kamelets see them. */
@Component("hubSchedules")
public final class HubSchedules {

    private static final String NAME = "hubSchedule";

    private final Schedules schedules;
    private final Deliveries deliveries;

    public HubSchedules(Schedules schedules, Deliveries deliveries) {
        this.schedules = schedules;
        this.deliveries = deliveries;
    }

    /** One start for the node that gets it when it is due, none for the others. */
    public List<String> due(String name, String every, Exchange exchange) {
        exchange.setVariable(NAME, name);
        return schedules.claim(name, DurationStyle.detectAndParse(every)) ? List.of(name) : List.of();
    }

    /** Has another route start as soon as a node is free for it. */
    public void startNow(String name) {
        schedules.runNow(name);
    }

    /** The end of every start: remembers what went wrong, so that it is seen and tried again soon. */
    public void settle(Exchange exchange) {
        String name = String.valueOf(exchange.getVariable(NAME, String.class));
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (cause == null) {
            schedules.wentWell(name);
        } else if (cause instanceof SourceResting resting) {
            rest(exchange, resting.until());
            schedules.rest(name, resting.reason(), resting.until());
        } else {
            schedules.failed(name, SourceTrouble.say(cause));
        }
    }

    /** What has been bought is used now when it says something by itself; else the series waits for its other pages. */
    private void rest(Exchange exchange, Instant until) {
        PageSeries series = PageSeries.of(exchange);
        if (series == null) {
            return;
        }
        if (series.isWhole()) {
            deliveries.complete(series.delivery(), series.feed());
        } else {
            deliveries.rest(series.delivery(), until);
        }
    }
}
