package fi.rekisterihub.benchmark;

import fi.rekisterihub.benchmark.HubImport.Result;
import java.nio.file.Path;

/**
 * First loads into an empty register, and on each the delivery that changes every record; beside each what PostgreSQL does
 * by itself. Seconds.
 *
 * @param every with provenance and history; nobody else holds anything of the register
 * @param everyMerged PostgreSQL's other statement beside its first, in one round
 */
record Loads(SideBySide fresh, SideBySide every, SideBySide everyMerged) {

    static Loads measured(DurableServer server, Days days, int rounds) throws Exception {
        Path home = HubHome.withoutRecipients();
        PlainSql plain = new PlainSql(server, "loaded");
        Loads loads = new Loads(new SideBySide(), new SideBySide(), new SideBySide());
        for (int i = 0; i < rounds; i++) {
            loads.fresh.round(() -> first(server, days, home), () -> plain.load(days.first));
            try (HubServer hub = new HubServer(server, home, HubHome.HEAP)) {
                hub.of(days.shuffled);
                loads.every.round(
                        () -> {
                            server.settle();
                            return all(days, hub.of(days.every));
                        },
                        () -> plain.upsert(days.every));
            }
            if (i == 0) {
                plain.load(days.first);
                loads.everyMerged.add(plain.merge(days.every), loads.every.lastOfTheirs());
            }
        }
        plain.drop();
        return loads;
    }

    private static double first(DurableServer server, Days days, Path home) throws Exception {
        server.empty();
        server.settle();
        return all(days, new HubImport(server, home).of(days.first, HubHome.HEAP));
    }

    private static double all(Days days, Result result) {
        if (result.applied() != days.rows) {
            throw new IllegalStateException("%d of %d records were applied.".formatted(result.applied(), days.rows));
        }
        return result.seconds();
    }
}
