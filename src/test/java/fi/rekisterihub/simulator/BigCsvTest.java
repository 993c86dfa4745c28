package fi.rekisterihub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BigCsvTest {

    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    @Test
    void writesTheSameRowsForTheSameSeed() throws Exception {
        assertThat(write("a.csv", 1, 0)).isEqualTo(write("b.csv", 1, 0)).isNotEqualTo(write("c.csv", 2, 0));
    }

    @Test
    void changesTheShareThatIsAskedForAndNoKey() throws Exception {
        List<String> before = write("before.csv", 1, 0);
        List<String> after = write("after.csv", 1, 0.02);
        Set<String> keys = new HashSet<>();
        int changed = 0;
        for (int i = 1; i < before.size(); i++) {
            keys.add(before.get(i).substring(0, before.get(i).indexOf(';')));
            assertThat(after.get(i))
                    .startsWith(before.get(i).substring(0, before.get(i).indexOf(';') + 1));
            changed += before.get(i).equals(after.get(i)) ? 0 : 1;
        }
        assertThat(before).hasSize(ROWS + 1).hasSameSizeAs(after);
        assertThat(keys).hasSize(ROWS);
        assertThat(changed).isEqualTo(ROWS / 50);
    }

    @Test
    void givesEachRowAMailAndPhoneOfItsOwn() throws Exception {
        List<String> lines = write("unique.csv", 3, 1);
        Set<String> mails = new HashSet<>();
        Set<String> phones = new HashSet<>();
        for (String line : lines) {
            String[] fields = line.split(";", -1);
            assertThat(fields).hasSize(14);
            mails.add(fields[4]);
            phones.add(fields[5]);
        }
        assertThat(mails).hasSize(ROWS + 1);
        assertThat(phones).hasSize(ROWS + 1);
    }

    private List<String> write(String name, long seed, double changedShare) throws Exception {
        Path file = folder.resolve(name);
        BigCsv.write(file, ROWS, seed, changedShare);
        return Files.readAllLines(file);
    }
}
