package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.match.LiveIndexRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One record against a register of a million, held in memory. */
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
        figures.write(Path.of("target/benchmarks-match.json"));
        LOG.info("{}", figures.table());

        assertThat(run.found()).isGreaterThanOrEqualTo(0.985);
        assertThat(run.half()).isLessThanOrEqualTo(1);
        assertThat(run.most()).isLessThanOrEqualTo(5);
        assertThat(run.megabytes()).isLessThanOrEqualTo(1_000);
        assertThat(run.built())
                .as("seconds of one processor, of two that are there")
                .isLessThanOrEqualTo(20);
    }
}
