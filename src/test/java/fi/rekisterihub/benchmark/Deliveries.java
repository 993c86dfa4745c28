package fi.rekisterihub.benchmark;

import fi.rekisterihub.benchmark.HubImport.Result;
import java.nio.file.Path;

/**
 * What comes day after day to a register whose processors are told of every change. Seconds; medians where a case has
 * rounds.
 *
 * @param same nothing changed, in a server that has taken a few deliveries before
 * @param sameCold the same by the command {@code import}, in a Java that has just been started
 * @param some 2 % changed
 * @param someCold the same by the command
 * @param preview of that command
 * @param identical the very bytes of the delivery before
 * @param every every record changed, and one or two processors told of each
 */
record Deliveries(
        double same, double sameCold, double some, double someCold, double preview, double identical, double every) {

    static final String HEAP = "256m";
    /** A hub is up for months; Java takes some passes to compile what they have in common. */
    private static final int WARM_UP = 8;

    static Deliveries measured(DurableServer server, Days days, int rounds) throws Exception {
        Path home = HubHome.withRecipients();
        HubImport command = new HubImport(server, home);
        server.empty();
        command.of(days.first, HEAP);
        server.settle();
        double sameCold = unchanged(days, command.of(days.shuffled, HEAP));
        server.settle();
        double preview = command.preview(days.some, HEAP);
        server.settle();
        double someCold = changed(days, command.of(days.some, HEAP));
        try (HubServer hub = new HubServer(server, home, HEAP)) {
            hub.of(days.first);
            double[] same = new double[rounds];
            for (int i = -WARM_UP; i < rounds; i++) {
                // The very same bytes again would not be compared at all, so two orders take turns.
                Path day = (i + WARM_UP) % 2 == 0 ? days.shuffled : days.first;
                server.settle();
                double seconds = unchanged(days, hub.of(day));
                same[Math.max(i, 0)] = seconds;
            }
            double[] some = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                server.settle();
                some[i] = changed(days, hub.of(i % 2 == 0 ? days.some : days.first));
            }
            hub.of(days.shuffled);
            double identical = hub.of(days.shuffled).seconds();
            server.settle();
            double every = hub.of(days.every).seconds();
            return new Deliveries(
                    Figures.median(same), sameCold, Figures.median(some), someCold, preview, identical, every);
        }
    }

    private static double unchanged(Days days, Result result) {
        if (result.unchanged() != days.rows) {
            throw new IllegalStateException(
                    "%d of %d records were unchanged.".formatted(result.unchanged(), days.rows));
        }
        return result.seconds();
    }

    private static double changed(Days days, Result result) {
        if (result.applied() < days.rows / 100L || result.applied() > days.rows / 25L) {
            throw new IllegalStateException("%d of %d records were changed.".formatted(result.applied(), days.rows));
        }
        return result.seconds();
    }
}
