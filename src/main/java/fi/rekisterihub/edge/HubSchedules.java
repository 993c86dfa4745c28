package fi.rekisterihub.edge;

import fi.rekisterihub.intake.Schedules;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** The schedules as the Kamelets see them. */
@Component("hubSchedules")
public final class HubSchedules {

    private static final String NAME = "hubSchedule";

    private final Schedules schedules;

    public HubSchedules(Schedules schedules) {
        this.schedules = schedules;
    }

    /** One start for the node that gets it when it is due, none for the others. */
    public List<String> due(String name, String every, Exchange exchange) {
        exchange.setVariable(NAME, name);
        return schedules.claim(name, DurationStyle.detectAndParse(every)) ? List.of(name) : List.of();
    }

    /** The end of every start: remembers what went wrong, so that it is seen and tried again soon. */
    public void settle(Exchange exchange) {
        String name = String.valueOf(exchange.getVariable(NAME, String.class));
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (cause == null) {
            schedules.wentWell(name);
        } else {
            schedules.failed(name, SourceTrouble.say(cause));
        }
    }
}
