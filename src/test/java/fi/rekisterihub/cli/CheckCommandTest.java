package fi.rekisterihub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.support.TestHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final String ROUTE = """
            - route:
                id: answer
                description: Answers.
                from:
                  id: answer-from
                  description: Asked.
                  uri: direct:answer
                  steps:
                    - setBody:
                        id: answer-body
                        description: The answer.
                        constant: "{{hub.answer}}"
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandLine commands = new CommandLine(
            RekisterihubApplication.class,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    private Path home = Path.of("");

    @BeforeEach
    void writeRoute(@TempDir Path folder) throws IOException {
        home = folder;
        Files.createDirectories(home.resolve("routes"));
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/application.yaml"), "hub:\n  answer: forty-two\n");
        write(ROUTE);
    }

    private void write(String route) throws IOException {
        Files.writeString(home.resolve("routes/answer.camel.yaml"), route);
    }

    private int check(String... more) {
        String[] args = new String[more.length + 2];
        args[0] = "check";
        args[1] = "--hub.home=" + home;
        System.arraycopy(more, 0, args, 2, more.length);
        return commands.execute(args);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void findsNothingInAGoodHome() {
        assertThat(check()).isZero();
        assertThat(printed()).isEqualToNormalizingNewlines("Everything is in order.\n");
    }

    @Test
    void printsFileLineColumnAndWhatToWrite() throws IOException {
        write(ROUTE.replace("setBody", "setBoddy"));

        assertThat(check()).isEqualTo(1);
        assertThat(printed()).isEqualToNormalizingNewlines("""
                        routes/answer.camel.yaml:9:11: unknown step 'setBoddy'; did you mean 'setBody'?
                        1 finding in 1 file.
                        """);
    }

    @Test
    void holdsProfilesAgainstTheirOwnRulesAndAgainstTheMappings() throws IOException {
        home = TestHome.withAllRegisters();
        Path profile = home.resolve("mappings/registers/valmennuskumppani-asiakas-ja-markkinointirekisteri.yaml");
        Files.writeString(
                profile, Files.readString(profile).replace("feed: participant-list", "feed: participants-list"));
        Path other = home.resolve("mappings/registers/soprano-opiskelijarekisteri.yaml");
        Files.writeString(other, Files.readString(other).replace("what: teachers", "what: students"));

        assertThat(check()).isEqualTo(1);
        assertThat(printed().lines())
                .anyMatch(line -> line.matches("mappings/registers/valmennuskumppani.*[.]yaml:\\d+:11: No feed"
                        + " 'participants-list' exists: .*did you mean 'participant-list'\\?"))
                .anyMatch(line -> line.matches(
                        "mappings/registers/soprano-opiskelijarekisteri[.]yaml:\\d+:9: Nothing says how long 'teachers' is"
                                + " kept .*"));
    }

    @Test
    void printsJsonForPrograms() throws IOException {
        write(ROUTE.replace("setBody", "setBoddy"));

        assertThat(check("--format", "json")).isEqualTo(1);
        JsonNode answer = new ObjectMapper().readTree(printed());
        assertThat(answer.get("ok").asBoolean()).isFalse();
        assertThat(answer.at("/findings/0/file").asText()).isEqualTo("routes/answer.camel.yaml");
        assertThat(answer.at("/findings/0/line").asInt()).isEqualTo(9);
        assertThat(answer.at("/findings/0/column").asInt()).isEqualTo(11);
    }

    @Test
    void tellsOfASettingThatIsMissing() throws IOException {
        Files.delete(home.resolve("config/application.yaml"));

        assertThat(check()).isEqualTo(1);
        assertThat(printed()).contains("routes/answer.camel.yaml").contains("hub.answer");
    }

    @Test
    void tellsOfAHomeThatIsNoFolder() {
        assertThat(commands.execute("check", "--hub.home=/no/such/folder")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("hub.home names /no/such/folder, which is not a folder.\n");
    }

    @Test
    void proposesTheCommandThatWasMeant() {
        assertThat(commands.execute("chek")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("There is no command 'chek'; did you mean 'check'?\n");
    }

    @Test
    void refusesAnOptionThatIsNotKnown() {
        assertThat(check("--formt", "json")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--formt").contains("--help");
    }

    @Test
    void listsTheCommands() {
        assertThat(commands.execute("--help")).isZero();
        assertThat(printed()).contains("serve", "check", "preview", "import", "--hub.home");
        assertThat(commands.execute("--version")).isZero();
        assertThat(printed()).contains("rekisterihub ");
    }
}
