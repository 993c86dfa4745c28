package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A million persons that are all new, and all changed: PostgreSQL's own way beside the hub's in every round, on one database
 * with every commit on disk.
 */
@Tag("benchmark")
class LoadBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(LoadBenchmarkTest.class);
    private static final int ROWS = Integer.getInteger("hub.benchmark.rows", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("hub.benchmark.rounds", 5);

    @TempDir
    private Path folder;

    @Test
    void theHubWritesAMillionRowsWithHistoryWithinASmallHeap() throws Exception {
        Figures figures = new Figures();
        try (DurableServer server = new DurableServer()) {
            Loads loads = Loads.measured(server, new Days(folder, ROWS), ROUNDS);
            figures.add("B, all new", loads.fresh().theirs(), "s");
            figures.add("B, all changed", loads.every().theirs(), "s");
            figures.add("B, all changed, by merge", "s", "B, all changed", loads.everyMerged());
            figures.add("hub, all new", "s", "B, all new", loads.fresh());
            figures.add("hub, all changed, history", "s", "B, all changed", loads.every());
            figures.write(Path.of("target/benchmarks-loads.json"));
            LOG.info("{}", figures.table());

            assertThat(loads.fresh().ratio()).as("first load, against B").isLessThanOrEqualTo(4.0);
            assertThat(loads.every().ratio())
                    .as("all changed, with history, against B")
                    .isLessThanOrEqualTo(2.0);
        }
    }
}
