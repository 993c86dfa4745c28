package fi.rekisterihub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.support.TestHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeCommandTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final String FILE = "mappings/registers/" + REGISTER + ".yaml";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path home = TestHome.withTables();

    @Test
    @DisplayName("rule 5 the notice is written from the profile, without a database")
    void writesTheNoticeInTheLanguageThatIsAskedFor() {
        assertThat(describe(REGISTER, "--lang", "sv")).isZero();

        assertThat(said())
                .startsWith("Dataskyddsbeskrivning: Sofors kund- och intressentregister")
                .contains("Brevo");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void writesInTheRegistersOwnLanguageWhenNoneIsAskedFor() {
        assertThat(describe(REGISTER)).isZero();

        assertThat(said()).startsWith("Tietosuojaseloste");
    }

    @Test
    void writesTheRecordOfProcessing() {
        assertThat(describe(REGISTER, "--record", "--lang", "en")).isZero();

        assertThat(said()).startsWith("Record of processing activities").contains("(g) Technical and organisational");
    }

    @Test
    void writesFiles(@TempDir Path folder) throws IOException {
        Path html = folder.resolve("notice.html");
        Path pdf = folder.resolve("notice.pdf");

        assertThat(describe(REGISTER, "--format", "html", "--out", html.toString()))
                .isZero();
        assertThat(describe(REGISTER, "--format", "pdf", "--out", pdf.toString()))
                .isZero();

        assertThat(said()).contains("wrote " + html, "wrote " + pdf);
        assertThat(Files.readString(html)).startsWith("<!DOCTYPE html>").contains("lang=\"fi\"", "<style>");
        assertThat(Files.readAllBytes(pdf)).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    @DisplayName("rule 5 what a change of profile changes in the text is shown before it is taken into use")
    void showsWhatAChangeOfProfileChangesInTheText() throws IOException {
        Path used = home.resolve("data/last-good").resolve(FILE);
        Files.createDirectories(used.getParent());
        Files.copy(home.resolve(FILE), used);
        change("after: P3Y", "after: P5Y");

        assertThat(describe(REGISTER, "--against", "last-good")).isZero();

        assertThat(said()).contains("Kuinka kauan tietoja säilytetään", "[-kolme-] {+viisi+} vuotta");
        assertThat(said()).doesNotContain("Oikeutesi");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("1 lines of the text change.");
    }

    @Test
    void saysThatNothingChangesForTheReader() throws IOException {
        Path other = Files.createTempFile("profile", ".yaml");
        Files.writeString(other, "# A comment.\n" + Files.readString(home.resolve(FILE)));

        assertThat(describe(REGISTER, "--against", other.toString())).isZero();

        assertThat(said()).isBlank();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("The text does not change.");
    }

    @Test
    void saysWhatWasMeantByARegisterThatIsNot() {
        assertThat(describe("sofor-asiakasrekister")).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("did you mean 'sofor-asiakasrekisteri'?");
    }

    @Test
    void saysWhatIsWrongWithTheProfileAndWritesNothing() throws IOException {
        change("after: P3Y", "after: 3 years");

        assertThat(describe(REGISTER)).isEqualTo(1);

        assertThat(said()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(FILE + ":");
    }

    @Test
    void saysThatNoServerHasUsedTheProfileYet() {
        assertThat(describe(REGISTER, "--against", "last-good")).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no server has used it yet")
                .hasLineCount(1);
    }

    private void change(String from, String to) throws IOException {
        Path file = home.resolve(FILE);
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    private int describe(String... arguments) {
        List<String> all = new ArrayList<>(List.of("describe", "--hub.home=" + home));
        all.addAll(List.of(arguments));
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
