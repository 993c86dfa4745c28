package fi.rekisterihub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.RekisterihubApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyMailCommandTest {

    private static final String BOUNCE = """
            From: MAILER-DAEMON@mx.example
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; boundary=b

            --b
            Content-Type: message/delivery-status

            Final-Recipient: rfc822; full@example.fi
            Action: failed
            Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

            Final-Recipient: rfc822; gone@example.fi
            Action: failed
            Diagnostic-Code: smtp; 550 5.1.1 User unknown
            --b--
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder = Path.of("");

    private int classify(Path... files) {
        List<String> args = new java.util.ArrayList<>(List.of("classify-mail"));
        List.of(files).forEach(file -> args.add(file.toString()));
        return new CommandLine(
                        RekisterihubApplication.class,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(args.toArray(String[]::new));
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new java.util.ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void printsALineAFileWithTheGravestOnTop() throws IOException {
        Path away = file(
                "away.eml",
                "From: a@example.fi\nAuto-Submitted: auto-replied\nSubject: Away\n\nOlen lomalla tammikuuhun asti.");

        assertThat(classify(file("bounce.eml", BOUNCE), away)).isZero();

        JsonNode bounce = lines().get(0);
        assertThat(bounce.path("file").asText()).endsWith("bounce.eml");
        assertThat(bounce.path("action").asText()).isEqualTo("hard-bounce");
        assertThat(bounce.path("reason").asText()).isEqualTo("user-unknown");
        assertThat(bounce.path("recipient").asText()).isEqualTo("gone@example.fi");
        assertThat(bounce.path("confidence").asDouble()).isBetween(0.9, 1.0);
        assertThat(bounce.path("recipients").findValuesAsText("action")).containsExactly("soft-bounce", "hard-bounce");
        assertThat(lines().get(1).path("action").asText()).isEqualTo("auto-reply");
        assertThat(lines().get(1).has("recipients")).isFalse();
    }

    @Test
    void goesOnAfterAFileThatIsNoMail() throws IOException {
        Path missing = folder.resolve("missing.eml");

        assertThat(classify(missing, folder, file("empty.eml", ""), file("bounce.eml", BOUNCE)))
                .isEqualTo(1);

        assertThat(lines()).hasSize(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        missing + " cannot be read as a mail: there is no such file.",
                        folder + " cannot be read as a mail: it is a folder. Give the files in it.",
                        folder.resolve("empty.eml")
                                + " cannot be read as a mail: It has no header. Give one mail, with its header, as it came.");
    }

    @Test
    void asksForAFile() {
        assertThat(classify()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("<file>");
    }
}
