package fi.rekisterihub.edge;

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Where a series of pages stands. One object for all copies of an exchange, because a loop may work on copies. */
final class PageSeries {

    static final String VARIABLE = "hubDeliveryOpen";

    private final long delivery;
    private final String feed;
    private int kept;
    private boolean whole;

    PageSeries(long delivery, String feed, int kept) {
        this.delivery = delivery;
        this.feed = feed;
        this.kept = kept;
    }

    static @Nullable PageSeries of(Exchange exchange) {
        return exchange.getVariable(VARIABLE, PageSeries.class);
    }

    String feed() {
        return feed;
    }

    /** Whether what has come says something without what has not: every answer is complete in itself. */
    boolean isWhole() {
        return whole && kept > 0;
    }

    long delivery() {
        return delivery;
    }

    int next() {
        return kept + 1;
    }

    void kept(int page, boolean completeInItself) {
        kept = page;
        whole = completeInItself;
    }
}
