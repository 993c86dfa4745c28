package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorerTest {

    private static final Path DATA = Path.of(System.getProperty("hub.data", "../shared/data"));
    private static final double LEAST = -3;

    @TempDir
    private Path folder;

    @Test
    void leavesOutOnlyPairsThatNobodyShouldLookAt() throws Exception {
        assumeTrue(Files.isDirectory(DATA.resolve("names")), "The lists of names are not at %s.".formatted(DATA));
        RecordTable table = FinnishRegisters.one(folder, new FinnishNames(DATA.resolve("names")), 1_500, 3)
                .table(new ArrayList<>());
        Linkage.Found found = new Linkage(table, Thresholds.USUAL).find();
        Scorer scorer = new Scorer(table, found.model(), found.frequencies());

        int near = 0;
        for (int left = 0; left < table.size(); left++) {
            for (int right = left + 1; right < table.size(); right++) {
                double bits = scorer.bits(left, right);
                if (bits >= LEAST) {
                    near++;
                    assertThat(scorer.bits(left, right, LEAST)).isEqualTo(bits);
                } else {
                    assertThat(scorer.bits(left, right, LEAST)).isLessThan(LEAST);
                }
            }
        }
        assertThat(near).isGreaterThan(200);
    }
}
