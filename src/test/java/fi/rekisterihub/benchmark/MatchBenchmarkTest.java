package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.identity.IndexStartRun;
import fi.rekisterihub.match.DukeRun;
import fi.rekisterihub.match.LinkRun;
import fi.rekisterihub.match.LiveIndexRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Matching at full size: one record against a register of a million, a million against a million, and beside Duke. */
@Tag("benchmark")
class MatchBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(MatchBenchmarkTest.class);
    private static final int ROWS = Integer.getInteger("hub.benchmark.rows", 1_000_000);
    private static final int QUESTIONS = Math.min(ROWS, 20_000);
    private static final Path NAMES =
            Path.of(System.getProperty("hub.data", "../shared/data")).resolve("names");

    @TempDir
    private Path folder;

    @Test
    void oneRecordIsFoundAmongAMillionWithinMilliseconds() throws Exception {
        LiveIndexRun run = LiveIndexRun.of(folder, NAMES, ROWS, QUESTIONS);
        Figures figures = new Figures();
        figures.add("live index, built", run.built(), "s");
        figures.add("live index, half of the lookups within", run.half(), "ms");
        figures.add("live index, 99 of 100 lookups within", run.most(), "ms");
        figures.add("live index, heap", run.megabytes(), "MB");
        figures.add("live index, of those who are there found", run.found(), "");
        figures.write(Path.of("target/benchmarks-live-index.json"));
        LOG.info("{}", figures.table());

        assertThat(run.found()).isGreaterThanOrEqualTo(0.985);
        assertThat(run.half()).isLessThanOrEqualTo(1);
        assertThat(run.most()).isLessThanOrEqualTo(5);
        assertThat(run.megabytes()).isLessThanOrEqualTo(1_000);
        assertThat(run.built()).isLessThanOrEqualTo(10);
    }

    @Test
    void theIndexOfAMillionIsThereSoonAfterTheDatabaseIs() throws Exception {
        try (DurableServer server = new DurableServer()) {
            double seconds = IndexStartRun.seconds(server.url(), folder, NAMES, ROWS);
            Figures figures = new Figures();
            figures.add("live index, read out of the database", seconds, "s");
            figures.write(Path.of("target/benchmarks-index-start.json"));
            LOG.info("{}", figures.table());

            assertThat(seconds).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void twoRegistersOfAMillionAreLinkedWithinTwoGigabytes() throws Exception {
        LinkRun run = LinkRun.of(folder, NAMES, ROWS, "2g");
        Figures figures = new Figures();
        figures.add("link two registers", run.seconds(), "s");
        figures.add("link two registers, most heap", run.megabytes(), "MB");
        figures.add("link two registers, F1 in ten thousand", run.f1() * 10_000, "");
        figures.add("link, right of those joined, in ten thousand", run.precision() * 10_000, "");
        figures.add("link, records to look at, in a hundred", run.doubtful() * 100, "");
        figures.write(Path.of("target/benchmarks-link.json"));
        LOG.info("{}", figures.table());

        assertThat(run.f1()).isGreaterThanOrEqualTo(0.985);
        assertThat(run.precision()).isGreaterThanOrEqualTo(0.9995);
        assertThat(run.seconds()).isLessThanOrEqualTo(25);
    }

    @Test
    void isTenTimesAsFastAsDukeAndFindsMore() throws Exception {
        DukeRun run = DukeRun.of(folder, NAMES.resolveSibling("linkage"));
        Figures figures = new Figures();
        figures.add("dedupe 10,000 rows", run.ours(), "rows/s");
        figures.add("dedupe 10,000 rows, Duke 1.2", run.theirs(), "rows/s");
        figures.add("dedupe, F1 in ten thousand", run.oursF1() * 10_000, "");
        figures.add("dedupe, Duke 1.2, F1 in ten thousand", run.theirsF1() * 10_000, "");
        figures.write(Path.of("target/benchmarks-dedupe.json"));
        LOG.info("{}", figures.table());

        assertThat(run.ours() / run.theirs()).isGreaterThanOrEqualTo(10);
        assertThat(run.oursF1()).isGreaterThan(run.theirsF1());
    }
}
