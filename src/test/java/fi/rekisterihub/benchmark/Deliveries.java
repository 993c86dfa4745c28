package fi.rekisterihub.benchmark;

import java.nio.file.Path;

/**
 * What comes day after day to a register whose processors are told of every change, in a server that has taken a few
 * deliveries before; beside each what PostgreSQL or Camel does by itself. Seconds, and for Camel rows a second.
 *
 * @param same nothing changed
 * @param identical the very bytes of the delivery before
 * @param rowByRow nothing changed, beside a Camel route of one row an exchange
 * @param batches nothing changed, beside a Camel route of a thousand rows an exchange
 * @param some 2 % changed
 * @param every every record changed, and one or two processors told of each; one round
 * @param sameMerged PostgreSQL's other statement beside its first
 * @param someMerged the same where 2 % changed
 */
record Deliveries(
        SideBySide same,
        SideBySide identical,
        SideBySide rowByRow,
        SideBySide batches,
        SideBySide some,
        SideBySide every,
        SideBySide sameMerged,
        SideBySide someMerged) {

    /** A hub is up for months; Java takes some passes to compile what they have in common. */
    private static final int WARM_UP = 8;

    private Deliveries() {
        this(
                new SideBySide(),
                new SideBySide(),
                new SideBySide(),
                new SideBySide(),
                new SideBySide(),
                new SideBySide(),
                new SideBySide(),
                new SideBySide());
    }

    /** @param home of a hub that has the records of the first day */
    static Deliveries measured(DurableServer server, Days days, Path home, int rounds) throws Exception {
        Deliveries measured = new Deliveries();
        PlainSql plain = new PlainSql(server, "upserted");
        PlainSql merged = new PlainSql(server, "merged");
        plain.load(days.first);
        merged.load(days.first);
        CamelWays camel = new CamelWays(server, days);
        try (HubServer hub = new HubServer(server, home, HubHome.HEAP)) {
            hub.of(days.first);
            for (int i = 0; i < WARM_UP; i++) {
                days.unchanged(hub.of(days.sameOn(i)));
            }
            for (int i = 0; i < rounds; i++) {
                measured.nothingChanged(server, days, hub, plain, days.sameOn(WARM_UP + i));
                measured.sameMerged.add(merged.merge(days.sameOn(i)), measured.same.lastOfTheirs());
                double speed = days.rows / measured.same.lastOfOurs();
                measured.rowByRow.add(speed, camel.rowByRow());
                measured.batches.add(speed, camel.inBatches());
            }
            for (int i = 0; i < rounds; i++) {
                Path day = days.someOn(i);
                measured.some.round(
                        () -> {
                            server.settle();
                            return days.changed(hub.of(day));
                        },
                        () -> plain.upsert(day));
                measured.someMerged.add(merged.merge(day), measured.some.lastOfTheirs());
            }
            hub.of(days.shuffled);
            plain.load(days.first);
            measured.every.round(
                    () -> {
                        server.settle();
                        return hub.of(days.every).seconds();
                    },
                    () -> plain.upsert(days.every));
        }
        return measured;
    }

    private void nothingChanged(DurableServer server, Days days, HubServer hub, PlainSql plain, Path day)
            throws Exception {
        same.round(
                () -> {
                    server.settle();
                    return days.unchanged(hub.of(day));
                },
                () -> plain.upsert(day));
        identical.add(hub.of(day).seconds(), same.lastOfTheirs());
    }
}
