package fi.rekisterihub.edge;

/** Where a series of pages stands. One object for all copies of an exchange, because a loop may work on copies. */
final class PageSeries {

    private final long delivery;
    private int kept;

    PageSeries(long delivery, int kept) {
        this.delivery = delivery;
        this.kept = kept;
    }

    long delivery() {
        return delivery;
    }

    int next() {
        return kept + 1;
    }

    void kept(int page) {
        kept = page;
    }
}
