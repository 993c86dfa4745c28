package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One million persons as CSV: PostgreSQL's own way, Camel's, and the hub's, in one run on one database with every
 * commit on disk. Only ratios are asserted: seconds say more of the machine than of the code.
 */
@Tag("benchmark")
class ImportBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(ImportBenchmarkTest.class);
    private static final int ROWS = Integer.getInteger("hub.benchmark.rows", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("hub.benchmark.rounds", 5);
    private static final int NAIVE_ROWS = Math.min(ROWS, 20_000);
    private static final int BATCH_ROWS = Math.min(ROWS, 200_000);

    @TempDir
    private Path folder;

    @Test
    void theHubImportsAMillionRowsWithinASmallHeap() throws Exception {
        Days days = new Days(folder, ROWS);
        Figures figures = new Figures();
        try (DurableServer server = new DurableServer()) {
            Baseline plain = plain(server, days, figures);
            double[] camel = camel(server, days, figures);
            Loads loads = Loads.measured(server, days, ROUNDS);
            against(figures, "hub, all new", Figures.median(loads.fresh()), "all new", plain.fresh);
            against(figures, "hub, all changed, history", Figures.median(loads.every()), "all changed", plain.every);
            Deliveries hub = Deliveries.measured(server, days, ROUNDS);
            against(figures, "hub, all changed, history and notices", hub.every(), "all changed", plain.every);
            against(figures, "hub, nothing changed, rows shuffled", hub.same(), "nothing changed", plain.same);
            figures.add(
                    "hub, nothing changed",
                    speed(hub.same()),
                    "rows/s",
                    "Camel, row by row",
                    speed(hub.same()) / camel[0]);
            figures.add(
                    "hub, nothing changed",
                    speed(hub.same()),
                    "rows/s",
                    "Camel, batches",
                    speed(hub.same()) / camel[1]);
            against(figures, "hub, the very same file", hub.identical(), "nothing changed", plain.same);
            against(figures, "hub, 2 % changed", hub.some(), "2 % changed", plain.some);
            against(figures, "command, just started: nothing changed", hub.sameCold(), "nothing changed", plain.same);
            against(figures, "command, just started: 2 % changed", hub.someCold(), "2 % changed", plain.some);
            figures.add(
                    "command: preview of 2 % changed",
                    hub.preview(), "s", "command: 2 % changed", hub.preview() / hub.someCold());

            figures.write(Path.of("target/benchmarks.json"));
            LOG.info("{}", figures.table());
            holds("first load, against B", Figures.median(loads.fresh()) / plain.fresh, 4.0);
            holds("all changed, with history, against B", Figures.median(loads.every()) / plain.every, 2.0);
            holds("nothing changed, against B", hub.same() / plain.same, 0.3);
            holds("the very same file, against B", hub.identical() / plain.same, 0.05);
            holds("2 % changed, against B", hub.some() / plain.some, 0.6);
            holds("a preview, against the run itself", hub.preview() / hub.someCold(), 1.2);
            assertThat(speed(hub.same()) / camel[1])
                    .as("rows a second, against a good Camel batch")
                    .isGreaterThanOrEqualTo(10);
        }
    }

    private static void holds(String what, double ratio, double most) {
        assertThat(ratio).as("%s", what.replace("%", "%%")).isLessThanOrEqualTo(most);
    }

    private static Baseline plain(DurableServer server, Days days, Figures figures) throws Exception {
        PlainSql plain = new PlainSql(server);
        double fresh = median(() -> plain.load(days.first));
        double same = median(() -> plain.upsert(days.shuffled));
        double sameMerged = median(() -> plain.merge(days.shuffled));
        double some = median(alternating(days, plain::upsert));
        plain.load(days.first);
        double someMerged = median(alternating(days, plain::merge));
        double every = median(reloaded(plain, days, plain::upsert));
        double everyMerged = median(reloaded(plain, days, plain::merge));
        b(figures, "all new", fresh, fresh);
        b(figures, "nothing changed", same, same);
        b(figures, "nothing changed, by merge", sameMerged, same);
        b(figures, "2 % changed", some, some);
        b(figures, "2 % changed, by merge", someMerged, some);
        b(figures, "all changed", every, every);
        b(figures, "all changed, by merge", everyMerged, every);
        return new Baseline(fresh, same, some, every);
    }

    /** @return rows a second, one by one and in batches, of a delivery in which nothing changed */
    private static double[] camel(DurableServer server, Days days, Figures figures) throws Exception {
        CamelWays camel = new CamelWays(server);
        Path few = days.firstRows(NAIVE_ROWS);
        camel.rowByRow(few, NAIVE_ROWS);
        double naive = NAIVE_ROWS / camel.rowByRow(few, NAIVE_ROWS);
        Path more = days.firstRows(BATCH_ROWS);
        camel.inBatches(more, BATCH_ROWS);
        double batches = BATCH_ROWS / camel.inBatches(more, BATCH_ROWS);
        figures.add("Camel, row by row, nothing changed", naive, "rows/s", "Camel, row by row", 1);
        figures.add("Camel, batches of 1000, nothing changed", batches, "rows/s", "Camel, row by row", batches / naive);
        return new double[] {naive, batches};
    }

    private static Measured reloaded(PlainSql plain, Days days, Pass pass) {
        return () -> {
            plain.load(days.first);
            return pass.of(days.every);
        };
    }

    private static Measured alternating(Days days, Pass pass) {
        int[] round = new int[1];
        return () -> pass.of(round[0]++ % 2 == 0 ? days.some : days.first);
    }

    private static double speed(double seconds) {
        return ROWS / seconds;
    }

    private static void b(Figures figures, String what, double seconds, double upsert) {
        figures.add("B, " + what, seconds, "s", "B, " + what.replace(", by merge", ""), seconds / upsert);
    }

    private static void against(Figures figures, String name, double seconds, String what, double baseline) {
        figures.add(name, seconds, "s", "B, " + what, seconds / baseline);
    }

    private static double median(Measured measured) throws Exception {
        double[] seconds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            seconds[i] = measured.seconds();
        }
        return Figures.median(seconds);
    }

    private record Baseline(double fresh, double same, double some, double every) {}

    private interface Measured {
        double seconds() throws Exception;
    }

    private interface Pass {
        double of(Path csv) throws Exception;
    }
}
