package fi.rekisterihub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.evidence.Bundles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyEvidenceCommandTest {

    private static Bundles made;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeAll
    static void make() {
        made = Bundles.ofOnePerson();
    }

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("evidence-4.md"), made.bundle());
    }

    @Test
    @DisplayName("rule 4 a bundle is checked offline, and what it proves and what it does not is said")
    void saysWhatIsProvedAndWhatIsNot() {
        assertThat(verify(file.toString(), "--key", made.key(), "--head", made.secondHead()))
                .isZero();
        assertThat(said())
                .contains(
                        "is good: 6 entries, all that there is of entity:4.",
                        "Proved: nothing that the chain has of this is left out.",
                        "Proved: the chain goes on from block 2, which was kept.",
                        "Not proved: that everything that happened was recorded")
                .doesNotContain("was trusted");
    }

    @Test
    void saysThatTheKeyInTheBundleWasTrusted() {
        assertThat(verify(file.toString())).isZero();
        assertThat(said())
                .contains("Not proved: whose key it is.", made.key(), "keep a block's number and hash elsewhere");
    }

    @Test
    void saysWhereABundleIsWrong() throws IOException {
        String text = new String(made.bundle(), StandardCharsets.UTF_8);
        Files.writeString(file, text.replaceFirst("\"kind\":\"confirmed\"", "\"kind\":\"sent\""));

        assertThat(verify(file.toString(), "--key", made.key())).isEqualTo(1);
        assertThat(said())
                .containsPattern(
                        "evidence-4\\.md:\\d+:1: The entries of block \\d+ \\(lines \\d+ to \\d+\\) are not those")
                .contains("The bundle proves nothing.");
    }

    @Test
    void printsTheEntriesWhenAsked() {
        assertThat(verify(file.toString(), "--show")).isZero();
        assertThat(said().lines().filter(line -> line.startsWith("{\"at\":"))).hasSize(6);
    }

    @Test
    void answersInJson() throws IOException {
        assertThat(verify(file.toString(), "--format", "json", "--show")).isZero();
        JsonNode good = new ObjectMapper().readTree(said());
        assertThat(good.get("ok").asBoolean()).isTrue();
        assertThat(good.get("keyTrusted").asBoolean()).isFalse();
        assertThat(good.get("shown")).hasSize(6);

        out.reset();
        Files.write(file, Arrays.copyOf(made.bundle(), 9_000));
        assertThat(verify(file.toString(), "--format", "json")).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(said()).at("/finding/message").asText())
                .contains("cut off");
    }

    @Test
    void refusesWhatIsNoKeyNoBlockAndNoFile() {
        assertThat(verify(file.toString(), "--key", "abc")).isEqualTo(1);
        assertThat(verify(file.toString(), "--head", "2")).isEqualTo(1);
        assertThat(verify(folder.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("64 hexadecimal digits", "write its number, a colon, and its hash", "There is no file");
    }

    @Test
    void refusesAFileThatIsNoBundle() throws IOException {
        Files.writeString(file, "# Something else\n");
        assertThat(verify(file.toString())).isEqualTo(1);
        assertThat(said()).contains("evidence-4.md:2:1: The bundle ends here");
    }

    private int verify(String... arguments) {
        List<String> all = new ArrayList<>(List.of("verify-evidence"));
        all.addAll(Arrays.asList(arguments));
        return new CommandLine(
                        RekisterihubApplication.class,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(all.toArray(String[]::new));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
