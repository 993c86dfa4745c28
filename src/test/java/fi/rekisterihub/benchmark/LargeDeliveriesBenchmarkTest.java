package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.benchmark.HubImport.Result;
import fi.rekisterihub.simulator.BigCompanies;
import fi.rekisterihub.simulator.BigCsv;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The largest deliveries that are expected, through the whole engine in 256 MB of heap that does not fill up. */
@Tag("benchmark")
class LargeDeliveriesBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(LargeDeliveriesBenchmarkTest.class);
    private static final int ROWS = Integer.getInteger("hub.benchmark.large-rows", 10_000_000);
    private static final long BYTES = Long.getLong("hub.benchmark.large-bytes", 1_500_000_000L);
    private static final String HEAP = "256m";

    @TempDir
    private Path folder;

    @Test
    void allCompaniesOfTheCompanyRegisterPassThrough() throws Exception {
        Path zip = folder.resolve("all_companies.zip");
        int companies = BigCompanies.write(zip, BYTES);
        try (DurableServer server = new DurableServer()) {
            HubImport hub = new HubImport(server);
            passes(hub, "prh-company", zip, companies);
        }
    }

    @Test
    void tenMillionRowsPassThrough() throws Exception {
        Path csv = folder.resolve("persons.csv");
        BigCsv.write(csv, ROWS, 1, 0);
        try (DurableServer server = new DurableServer()) {
            HubImport hub = new HubImport(server);
            passes(hub, "crm-person", csv, ROWS);
        }
    }

    private static void passes(HubImport hub, String feed, Path file, int rows) throws Exception {
        Result result = hub.of(feed, file, HEAP);
        HeapLog heap = hub.heap();
        LOG.info(
                "{}: {} rows in {} s; heap in use after a collection, in quarters of the run: {} MB",
                feed,
                result.rows(),
                result.seconds(),
                heap.quarters());
        assertThat(result.rows()).isEqualTo(rows);
        assertThat(result.applied() + result.unchanged()).isEqualTo(rows);
        assertThat(heap.growth())
                .as("heap in use in the last quarter against the one before")
                .isLessThan(1.25);
    }
}
