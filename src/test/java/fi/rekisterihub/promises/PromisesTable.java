package fi.rekisterihub.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs after all other tests of a build, and only then: Maven's execution {@code promises}. */
class PromisesTable {

    private static final Path PROMISES = Path.of("docs/promises.md");
    private static final Path TABLE = Path.of("target/promises.md");
    private static final Pattern ROW = Pattern.compile("\\| (\\w+\\d|rule \\d) \\| (.*) \\|");
    /** How many rows each register has, and the rules that follow from all of them. */
    private static final Map<String, Integer> ROWS =
            Map.of("SA", 7, "SO", 6, "SM", 5, "SV", 5, "SK", 9, "M", 6, "F", 9, "V", 6, "rule ", 6);

    @Test
    @DisplayName("every promise of the eight registers is proved by a test that passed")
    void everyPromiseIsProved() throws IOException {
        Map<String, String> promises = promises();
        Map<String, List<Proof>> proofs = proofs(Instant.parse(System.getProperty("promises.since")));
        Files.writeString(TABLE, table(promises, proofs));
        assertThat(promises.keySet()).as("the rows of %s", PROMISES).containsExactlyInAnyOrderElementsOf(ids());
        assertThat(promises.keySet().stream().filter(id -> !kept(proofs.get(id))))
                .as("promises without a test that passed, or with one that did not; see %s", TABLE)
                .isEmpty();
    }

    private static Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        ROWS.forEach((prefix, rows) -> {
            for (int row = 1; row <= rows; row++) {
                ids.add(prefix + row);
            }
        });
        return ids;
    }

    private static boolean kept(List<Proof> proofs) {
        return proofs != null && proofs.stream().allMatch(Proof::passed);
    }

    private static Map<String, String> promises() throws IOException {
        Map<String, String> promises = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PROMISES)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                promises.put(row.group(1), row.group(2));
            }
        }
        return promises;
    }

    /** What this build's tests said; files of an earlier build are left out. */
    private static Map<String, List<Proof>> proofs(Instant since) throws IOException {
        Map<String, List<Proof>> proofs = new LinkedHashMap<>();
        List<Path> files;
        try (Stream<Path> listed = Files.list(PromiseListener.FOLDER)) {
            files = listed.sorted().toList();
        }
        for (Path file : files) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                continue;
            }
            for (String line : new LinkedHashSet<>(Files.readAllLines(file))) {
                Proof proof = Proof.of(line);
                proofs.computeIfAbsent(proof.promise(), any -> new ArrayList<>())
                        .add(proof);
            }
        }
        return proofs;
    }

    private static String table(Map<String, String> promises, Map<String, List<Proof>> proofs) {
        StringBuilder table = new StringBuilder("# Promises, and how the tests of this build ended\n\n")
                .append("| promise | what it means here | proved by | result |\n|---|---|---|---|\n");
        promises.forEach((id, meaning) -> {
            List<Proof> found = proofs.getOrDefault(id, List.of());
            Set<String> tests = new LinkedHashSet<>();
            found.forEach(proof -> tests.add("%s`%s` %s"
                    .formatted(proof.passed() ? "" : "**" + proof.result() + "** ", proof.test(), proof.says())));
            table.append("| %s | %s | %s | %s |%n"
                    .formatted(
                            id,
                            meaning,
                            String.join("<br>", tests).replace("|", "\\|"),
                            kept(proofs.get(id)) ? "passed" : found.isEmpty() ? "**no test**" : "**failed**"));
        });
        return table.toString();
    }
}
