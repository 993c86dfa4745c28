package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.benchmark.HubImport.Result;
import fi.rekisterihub.simulator.BigCsv;
import java.nio.file.Files;
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
    private static final int ROUNDS = Integer.getInteger("hub.benchmark.rounds", 3);

    @TempDir
    private Path folder;

    @Test
    void theHubImportsAMillionRowsWithinASmallHeap() throws Exception {
        Path all = folder.resolve("all.csv");
        Path changed = folder.resolve("changed.csv");
        Path shuffled = folder.resolve("again.csv");
        BigCsv.write(all, ROWS, 1, 0);
        BigCsv.write(changed, ROWS, 1, 0.02);
        Files.copy(all, shuffled);
        Files.writeString(
                shuffled,
                Files.readString(all).lines().skip(1).findFirst().orElseThrow() + "\n",
                java.nio.file.StandardOpenOption.APPEND);
        Path naiveRows = firstRows(all, 20_000);
        Path batchRows = firstRows(all, 200_000);
        Figures figures = new Figures();

        try (DurableServer server = new DurableServer()) {
            PlainSql plain = new PlainSql(server);
            double plainNew = plain.pass(all);
            double plainSame = median(() -> plain.pass(all));
            double plainChanged = plain.pass(changed);
            CamelWays camel = new CamelWays(server);
            camel.rowByRow(naiveRows, 20_000);
            double naive = 20_000 / camel.rowByRow(naiveRows, 20_000);
            double batch = 200_000 / camel.inBatches(batchRows, 200_000);
            server.execute("drop table plain_person, plain_stage, camel_person");

            HubImport hub = new HubImport(server);
            Result first = hub.of(all, "256m");
            server.settle();
            Result same = hub.of(shuffled, "256m");
            server.settle();
            Result identical = hub.of(shuffled, "256m");
            server.settle();
            Result some = hub.of(changed, "256m");

            figures.add("B: COPY and upsert, all new", plainNew, "s", "B: COPY and upsert, all new", 1);
            figures.add(
                    "B: COPY and upsert, nothing changed", plainSame, "s", "B: COPY and upsert, nothing changed", 1);
            figures.add("B: COPY and upsert, 2 % changed", plainChanged, "s", "B: COPY and upsert, 2 % changed", 1);
            figures.add("Camel, row by row", naive, "rows/s", "Camel, row by row", 1);
            figures.add("Camel, batches of 1000", batch, "rows/s", "Camel, row by row", batch / naive);
            figures.add(
                    "hub, all new, 256 MB heap",
                    first.rows() / first.seconds(),
                    "rows/s",
                    "Camel, row by row",
                    first.rows() / first.seconds() / naive);
            figures.add(
                    "hub, all new, against B",
                    first.seconds(),
                    "s",
                    "B: COPY and upsert, all new",
                    first.seconds() / plainNew);
            figures.add(
                    "hub, nothing changed",
                    same.rows() / same.seconds(),
                    "rows/s",
                    "Camel, row by row",
                    same.rows() / same.seconds() / naive);
            figures.add(
                    "hub, nothing changed, against B",
                    same.seconds(),
                    "s",
                    "B: COPY and upsert, nothing changed",
                    same.seconds() / plainSame);
            figures.add(
                    "hub, the very same file",
                    identical.seconds(),
                    "s",
                    "B: COPY and upsert, nothing changed",
                    identical.seconds() / plainSame);
            figures.add(
                    "hub, 2 % changed",
                    some.rows() / some.seconds(), "rows/s", "Camel, row by row", some.rows() / some.seconds() / naive);
            figures.add(
                    "hub, 2 % changed, against B",
                    some.seconds(), "s", "B: COPY and upsert, 2 % changed", some.seconds() / plainChanged);
            figures.write(Path.of("target/benchmarks.json"));
            LOG.info("{}", figures.table());

            assertThat(first.applied()).isEqualTo(ROWS);
            assertThat(same.unchanged()).isEqualTo(ROWS + 1L);
            assertThat(identical.unchanged()).isEqualTo(ROWS + 1L);
            assertThat(some.applied()).isBetween(ROWS / 100L, ROWS / 25L);
            assertThat(first.seconds() / plainNew)
                    .as("a first load, matched and with history, against PostgreSQL's own way with the bare rows")
                    .isLessThanOrEqualTo(4);
            assertThat(same.rows() / same.seconds() / naive)
                    .as("a delivery in which nothing changed: rows a second against the naive Camel route")
                    .isGreaterThan(20);
            assertThat(some.rows() / some.seconds() / naive)
                    .as("a delivery in which 2 %% changed: rows a second against the naive Camel route")
                    .isGreaterThan(20);
        }
    }

    private Path firstRows(Path all, int rows) throws Exception {
        Path some = folder.resolve(rows + ".csv");
        try (var lines = Files.lines(all)) {
            Files.write(some, (Iterable<String>) lines.limit(rows + 1L)::iterator);
        }
        return some;
    }

    private static double median(Measured measured) throws Exception {
        double[] seconds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            seconds[i] = measured.seconds();
        }
        Arrays.sort(seconds);
        return seconds[ROUNDS / 2];
    }

    private interface Measured {
        double seconds() throws Exception;
    }
}
