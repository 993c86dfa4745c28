package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes of a million persons day after day, as CSV: PostgreSQL's own way, Camel's, and the hub's, in one run on one
 * database with every commit on disk, each beside the hub's in every round. Only ratios are asserted: seconds say more of
 * the machine than of the code.
 */
@Tag("benchmark")
class ImportBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(ImportBenchmarkTest.class);
    private static final int ROWS = Integer.getInteger("hub.benchmark.rows", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("hub.benchmark.rounds", 5);
    /** A Java has to be started for each of them. */
    private static final int ROUNDS_OF_COMMANDS = (ROUNDS + 1) / 2;

    @TempDir
    private Path folder;

    @Test
    void theHubTakesInWhatComesDayAfterDayWithinASmallHeap() throws Exception {
        Days days = new Days(folder, ROWS);
        Figures figures = new Figures();
        try (DurableServer server = new DurableServer()) {
            Path home = HubHome.withRecipients();
            Commands commands = Commands.measured(server, days, home, ROUNDS_OF_COMMANDS);
            Deliveries hub = Deliveries.measured(server, days, home, ROUNDS);

            plain(figures, hub);
            figures.add("hub, all changed, history and notices", "s", "B, all changed", hub.every());
            figures.add("hub, nothing changed, rows shuffled", "s", "B, nothing changed", hub.same());
            figures.add("hub, nothing changed", "rows/s", "Camel, row by row", hub.rowByRow());
            figures.add("hub, nothing changed", "rows/s", "Camel, batches of 1000", hub.batches());
            figures.add("hub, the very same file", "s", "B, nothing changed", hub.identical());
            figures.add("hub, 2 % changed", "s", "B, 2 % changed", hub.some());
            figures.add("command, just started: nothing changed", "s", "B, nothing changed", commands.same());
            figures.add("command, just started: 2 % changed", "s", "B, 2 % changed", commands.some());
            figures.add("command: preview of 2 % changed", "s", "command: 2 % changed", commands.preview());
            figures.write(Path.of("target/benchmarks.json"));
            LOG.info("{}", figures.table());

            holds("nothing changed, against B", hub.same(), 0.3);
            holds("the very same file, against B", hub.identical(), 0.05);
            holds("2 % changed, against B", hub.some(), 0.6);
            holds("a preview, against the run itself", commands.preview(), 1.2);
            assertThat(hub.batches().ratio())
                    .as("rows a second, against a good Camel batch")
                    .isGreaterThanOrEqualTo(10);
        }
    }

    private static void plain(Figures figures, Deliveries hub) {
        figures.add("B, nothing changed", hub.same().theirs(), "s");
        figures.add("B, nothing changed, by merge", "s", "B, nothing changed", hub.sameMerged());
        figures.add("B, 2 % changed", hub.some().theirs(), "s");
        figures.add("B, 2 % changed, by merge", "s", "B, 2 % changed", hub.someMerged());
        figures.add("B, all changed", hub.every().theirs(), "s");
        figures.add("Camel, row by row, nothing changed", hub.rowByRow().theirs(), "rows/s");
        figures.add("Camel, batches of 1000, nothing changed", hub.batches().theirs(), "rows/s");
    }

    private static void holds(String what, SideBySide measured, double most) {
        assertThat(measured.ratio()).as("%s", what.replace("%", "%%")).isLessThanOrEqualTo(most);
    }
}
