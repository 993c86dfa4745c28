package fi.rekisterihub.edge;

import fi.rekisterihub.intake.Deliveries;
import fi.rekisterihub.intake.Schedules;
import fi.rekisterihub.intake.SourceResting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.model.ModelCamelContext;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** The schedules as the Kamelets see them. */
@Component("hubSchedules")
public final class HubSchedules {

    private static final String NAME = "hubSchedule";

    private static final String ON = "on";
    private static final Pattern SETTING = Pattern.compile("\\{\\{([\\w.-]+)");

    /** What the database was told last of each schedule, so that it is not told twice a second. */
    private final Map<String, String> lastSaid = new ConcurrentHashMap<>();

    private final Schedules schedules;
    private final Deliveries deliveries;

    public HubSchedules(Schedules schedules, Deliveries deliveries) {
        this.schedules = schedules;
        this.deliveries = deliveries;
    }

    /**
     * One start for the node that gets it when it is due, none for the others. The timer that asks belongs to a Kamelet and
     * runs even when the route that uses it is switched off; then nothing is due, and the schedule says so.
     */
    public List<String> due(String name, String every, Exchange exchange) {
        exchange.setVariable(NAME, name);
        CamelContext camel = exchange.getContext();
        boolean off = RouteSwitch.isOff(camel, name);
        if (off && !camel.isStarted()) {
            return List.of();
        }
        String how = off ? switchOf(camel, name) : ON;
        if (!how.equals(lastSaid.put(name, how))) {
            schedules.switched(name, off ? how : null);
        }
        if (off) {
            return List.of();
        }
        return schedules.claim(name, DurationStyle.detectAndParse(every)) ? List.of(name) : List.of();
    }

    /** The setting by which the route is switched on; empty when its author has given it none. */
    private static String switchOf(CamelContext camel, String routeId) {
        String written = camel instanceof ModelCamelContext model && model.getRouteDefinition(routeId) != null
                ? model.getRouteDefinition(routeId).getAutoStartup()
                : null;
        Matcher setting = SETTING.matcher(written == null ? "" : written);
        return setting.find() ? setting.group(1) : "";
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
