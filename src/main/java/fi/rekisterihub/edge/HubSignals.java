package fi.rekisterihub.edge;

import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.intake.Backfills;
import fi.rekisterihub.intake.Backfills.Claimed;
import fi.rekisterihub.intake.Signals;
import fi.rekisterihub.intake.Signals.Cursor;
import fi.rekisterihub.intake.Signals.Kept;
import fi.rekisterihub.intake.SourceResting;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Notices of who has changed, and backfills, as the Kamelets see them. The place in a series travels in variables. */
@Component("hubSignals")
public final class HubSignals {

    private static final String CURSOR = "hubCursor";
    private static final String FROM = "hubFrom";
    private static final String TO = "hubTo";
    private static final String PAGE = "hubPage";
    private static final String MORE = "hubMore";
    private static final String BACKFILL = "hubBackfill";

    private final Signals signals;
    private final Backfills backfills;

    public HubSignals(Signals signals, Backfills backfills) {
        this.signals = signals;
        this.backfills = backfills;
    }

    /** The days since the last reading. */
    public void window(String name, int firstDays, Exchange exchange) {
        Cursor cursor = Cursor.of(name);
        place(cursor, signals.window(cursor, firstDays), exchange);
    }

    /** Remembers whom the page in the body names. */
    public void page(String feed, String list, String id, String total, Exchange exchange) {
        Cursor cursor = exchange.getVariable(CURSOR, Cursor.class);
        byte[] body = exchange.getMessage().getBody(byte[].class);
        Kept kept = signals.keep(cursor, feed, body, list, id, total);
        Claimed backfill = exchange.getVariable(BACKFILL, Claimed.class);
        if (backfill != null) {
            backfills.progress(backfill, kept);
        }
        exchange.setVariable(MORE, kept.more());
        exchange.setVariable(PAGE, exchange.getVariable(PAGE, Integer.class) + 1);
    }

    public List<String> waiting(String feed, int most) {
        return signals.waiting(feed, most);
    }

    /** One backfill for the node that gets it, none for the others. */
    public List<Claimed> claimBackfill(String feed) {
        return backfills.claim(feed).stream().toList();
    }

    /** The days of the backfill in the body. */
    public void backfillWindow(Exchange exchange) {
        Claimed backfill = exchange.getMessage().getBody(Claimed.class);
        exchange.setVariable(BACKFILL, backfill);
        place(backfill.cursor(), signals.window(backfill.cursor(), backfill.from(), backfill.to()), exchange);
    }

    /** The end of every backfill. */
    public void settleBackfill(Exchange exchange) {
        Claimed backfill = exchange.getVariable(BACKFILL, Claimed.class);
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (cause == null) {
            backfills.done(backfill);
        } else if (cause instanceof SourceResting resting) {
            backfills.later(backfill, resting.until(), String.valueOf(resting.getMessage()));
        } else {
            backfills.failed(
                    backfill,
                    Optional.of(cause)
                            .filter(UnreadableDelivery.class::isInstance)
                            .map(Throwable::getMessage)
                            .orElseGet(() -> SourceTrouble.say(cause)));
        }
    }

    private static void place(Cursor cursor, Signals.Window window, Exchange exchange) {
        exchange.setVariable(CURSOR, cursor);
        exchange.setVariable(FROM, window.from().toString());
        exchange.setVariable(TO, window.to().toString());
        exchange.setVariable(PAGE, window.page());
        exchange.setVariable(MORE, true);
    }
}
