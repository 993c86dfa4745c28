package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.benchmark.HubImport.Result;
import java.nio.file.Path;
import java.util.Arrays;
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
    private static final int NAIVE_ROWS = 20_000;
    private static final int BATCH_ROWS = 200_000;
    private static final String HEAP = "256m";

    @TempDir
    private Path folder;

    @Test
    void theHubImportsAMillionRowsWithinASmallHeap() throws Exception {
        Days days = new Days(folder, ROWS);
        Figures figures = new Figures();
        try (DurableServer server = new DurableServer()) {
            Baseline plain = plain(server, days, figures);
            double[] camel = camel(server, days, figures);
            server.execute("drop table plain_person, plain_stage, camel_person");

            HubImport hub = new HubImport(server);
            Result first = settled(server, () -> hub.of(days.first, HEAP));
            against(figures, "hub, all new", first.seconds(), "all new", plain.fresh);
            Result same = unchanged(server, hub, days);
            against(figures, "hub, nothing changed, rows shuffled", same.seconds(), "nothing changed", plain.same);
            figures.add("hub, nothing changed", speed(same), "rows/s", "Camel, row by row", speed(same) / camel[0]);
            figures.add("hub, nothing changed", speed(same), "rows/s", "Camel, batches", speed(same) / camel[1]);
            Result identical = settled(server, () -> hub.of(days.shuffled, HEAP));
            against(figures, "hub, the very same file", identical.seconds(), "nothing changed", plain.same);
            double preview = settled(server, () -> hub.preview(days.some, HEAP));
            Result some = twoInAHundred(server, hub, days);
            against(figures, "hub, 2 % changed", some.seconds(), "2 % changed", plain.some);
            figures.add("hub, preview of 2 % changed", preview, "s", "hub, 2 % changed", preview / some.seconds());
            Result every = settled(server, () -> hub.of(days.every, HEAP));
            against(figures, "hub, all changed", every.seconds(), "all changed", plain.every);

            figures.write(Path.of("target/benchmarks.json"));
            LOG.info("{}", figures.table());
            assertThat(first.applied()).isEqualTo(ROWS);
            assertThat(same.unchanged()).isEqualTo(ROWS);
            assertThat(some.applied()).isBetween(ROWS / 100L, ROWS / 25L);
            assertThat(every.applied()).isBetween(ROWS * 99L / 100, (long) ROWS);
            assertThat(same.seconds() / plain.same)
                    .as("nothing changed, against B")
                    .isLessThanOrEqualTo(0.3);
            assertThat(identical.seconds() / plain.same)
                    .as("the very same file, against B")
                    .isLessThanOrEqualTo(0.05);
            assertThat(first.seconds() / plain.fresh)
                    .as("first load, against B")
                    .isLessThanOrEqualTo(4.0);
            assertThat(preview / some.seconds())
                    .as("a preview, against the run itself")
                    .isLessThanOrEqualTo(1.2);
            assertThat(speed(same) / camel[0])
                    .as("nothing changed: rows a second, against the naive Camel route")
                    .isGreaterThan(20);
            assertThat(speed(some) / camel[0])
                    .as("2 %% changed: rows a second, against the naive Camel route")
                    .isGreaterThan(20);
            assertThat(speed(same) / camel[1])
                    .as("rows a second, against a good Camel batch")
                    .isGreaterThan(10);
        }
    }

    private static Baseline plain(DurableServer server, Days days, Figures figures) throws Exception {
        PlainSql plain = new PlainSql(server);
        double fresh = plain.upsert(days.first);
        double same = median(() -> plain.upsert(days.shuffled));
        double sameMerged = median(() -> plain.merge(days.shuffled));
        double some = median(alternating(days, plain::upsert));
        plain.reload(days.first);
        double someMerged = median(alternating(days, plain::merge));
        plain.reload(days.first);
        double every = plain.upsert(days.every);
        plain.reload(days.first);
        double everyMerged = plain.merge(days.every);
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

    private static Result unchanged(DurableServer server, HubImport hub, Days days) throws Exception {
        Result[] results = new Result[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            // The very same bytes again would not be compared at all, so two orders take turns.
            Path day = (ROUNDS - i) % 2 == 0 ? days.first : days.shuffled;
            results[i] = settled(server, () -> hub.of(day, HEAP));
        }
        return median(results);
    }

    private static Result twoInAHundred(DurableServer server, HubImport hub, Days days) throws Exception {
        Result[] results = new Result[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            Path day = i % 2 == 0 ? days.some : days.first;
            results[i] = settled(server, () -> hub.of(day, HEAP));
        }
        return median(results);
    }

    private static Measured alternating(Days days, Pass pass) {
        int[] round = new int[1];
        return () -> pass.of(round[0]++ % 2 == 0 ? days.some : days.first);
    }

    private static <T> T settled(DurableServer server, Work<T> work) throws Exception {
        server.settle();
        return work.done();
    }

    private static double speed(Result result) {
        return result.rows() / result.seconds();
    }

    private static void b(Figures figures, String what, double seconds, double upsert) {
        figures.add("B, " + what, seconds, "s", "B, " + what.replace(", by merge", ""), seconds / upsert);
    }

    private static void against(Figures figures, String name, double seconds, String what, double baseline) {
        figures.add(name, seconds, "s", "B, " + what, seconds / baseline);
    }

    private static Result median(Result[] results) {
        Arrays.sort(results, java.util.Comparator.comparingDouble(Result::seconds));
        return results[results.length / 2];
    }

    private static double median(Measured measured) throws Exception {
        double[] seconds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            seconds[i] = measured.seconds();
        }
        Arrays.sort(seconds);
        return seconds[ROUNDS / 2];
    }

    private record Baseline(double fresh, double same, double some, double every) {}

    private interface Measured {
        double seconds() throws Exception;
    }

    private interface Pass {
        double of(Path csv) throws Exception;
    }

    private interface Work<T> {
        T done() throws Exception;
    }
}
