package fi.rekisterihub.benchmark;

import fi.rekisterihub.benchmark.HubImport.Result;
import java.nio.file.Path;

/**
 * First loads into an empty register, and on each the delivery that changes every record. Seconds, one for each round.
 *
 * @param every with provenance and history; nobody else holds anything of the register
 */
record Loads(double[] fresh, double[] every) {

    static Loads measured(DurableServer server, Days days, int rounds) throws Exception {
        Path home = HubHome.withoutRecipients();
        Loads loads = new Loads(new double[rounds], new double[rounds]);
        for (int i = 0; i < rounds; i++) {
            server.empty();
            server.settle();
            loads.fresh[i] = all(days, new HubImport(server, home).of(days.first, Deliveries.HEAP));
            try (HubServer hub = new HubServer(server, home, Deliveries.HEAP)) {
                hub.of(days.shuffled);
                server.settle();
                loads.every[i] = all(days, hub.of(days.every));
            }
        }
        return loads;
    }

    private static double all(Days days, Result result) {
        if (result.applied() != days.rows) {
            throw new IllegalStateException("%d of %d records were applied.".formatted(result.applied(), days.rows));
        }
        return result.seconds();
    }
}
