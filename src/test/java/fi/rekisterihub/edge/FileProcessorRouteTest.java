package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FileProcessorRouteTest {

    private static final String ROUTE = "processor-event-office";

    @TempDir
    private Path home;

    private Path folder;
    private NoticeHub hub;

    @BeforeEach
    void prepare() {
        folder = home.resolve("drop/event-office");
        hub = new NoticeHub(
                "event-office",
                Set.of("email", "title", "phone"),
                Map.of(
                        "hub.processors.event-office.enabled",
                        "true",
                        "hub.processors.event-office.folder",
                        folder.toString(),
                        "hub.reports.folder",
                        home.resolve("reports").toString(),
                        "hub.reports.undelivered-notices.first",
                        "0",
                        "hub.processors.event-office.every",
                        "100"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    /** Such a file lies on disk while it is written and is gone when the exchange ends; nothing may ask for it after that. */
    @Test
    void aFileTooLargeForMemoryEndsWithoutTrouble() throws IOException {
        hub.context.getStreamCachingStrategy().setSpoolEnabled(true);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try {
            UUID large = hub.corrected(1, 11, Map.of("title", "x".repeat(300_000)));
            hub.start(ROUTE);
            awaitStatus(large, "sent");
            assertThat(Files.size(onlyFile())).isGreaterThan(300_000);
            UUID next = hub.corrected(2, 12, Map.of("title", "Johtaja"));
            awaitStatus(next, "sent");
        } finally {
            root.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .isEmpty();
    }

    @Test
    void writesOneFileForAllThatIsDue() throws IOException {
        UUID first = hub.corrected(1, 11, Map.of("email", "uusi@example.fi"));
        Map<String, String> second = new HashMap<>();
        second.put("title", "Päällikkö, \"myynti\"\nja vienti");
        UUID other = hub.corrected(2, 12, second);
        hub.start(ROUTE);
        awaitStatus(first, "sent");
        awaitStatus(other, "sent");
        String text = Files.readString(onlyFile());
        assertThat(text)
                .startsWith(
                        "delivery_id,notice_id,sequence,noticed_at,register,kind,entity,entity_id,field,new_value,purpose,channel,scope\r\n");
        assertThat(text)
                .contains(first + ",")
                .contains(",sofor-asiakasrekisteri,rectified,person,11,email,uusi@example.fi,,,\r\n")
                .endsWith("12,title,\"Päällikkö, \"\"myynti\"\"\nja vienti\",,,\r\n");
        assertThat(onlyFile().getFileName().toString())
                .isEqualTo("notices-%s.csv".formatted(hub.row(first).get("batch")));
    }

    @Test
    void aFormulaIsNotRunByTheReadersSpreadsheet() throws IOException {
        UUID id = hub.corrected(
                1, 11, Map.of("title", "=HYPERLINK(\"http://attacker.example\")", "phone", "+358 40 123"));
        hub.start(ROUTE);
        awaitStatus(id, "sent");
        assertThat(Files.readString(onlyFile()))
                .contains("title,\"'=HYPERLINK(")
                .contains("phone,+358 40 123,,,\r\n");
    }

    @Test
    void aRepeatWritesTheSameFile() throws IOException {
        UUID first = hub.corrected(1, 11, Map.of("email", "eka@example.fi"));
        var crashed = java.util.Objects.requireNonNull(hub.batches.claim(ROUTE, 100));
        UUID later = hub.corrected(2, 12, Map.of("email", "toka@example.fi"));
        Files.createDirectories(folder);
        Path half = folder.resolve("notices-%s.csv".formatted(crashed.id()));
        Files.writeString(half, "half a fi");
        hub.jdbc
                .sql("update notice_delivery set claimed_until = now() - interval '1 second' where status = 'claimed'")
                .update();
        hub.start(ROUTE);
        awaitStatus(first, "sent");
        awaitStatus(later, "sent");
        assertThat(Files.readString(half)).contains(first.toString()).doesNotContain(later.toString());
        assertThat(files()).hasSize(2);
        assertThat(hub.batches.sent(crashed))
                .as("the worker that died has nothing more to say")
                .isFalse();
    }

    @Test
    void aBatchThatFailsComesBackWhole() {
        hub.corrected(1, 11, Map.of("email", "eka@example.fi"));
        hub.corrected(2, 12, Map.of("email", "toka@example.fi"));
        var batch = java.util.Objects.requireNonNull(hub.batches.claim(ROUTE, 100));
        assertThat(hub.batches.failed(batch, "The disk is full.")).isTrue();
        assertThat(hub.batches.claim(ROUTE, 100)).isNull();
        hub.allDueNow();
        var again = java.util.Objects.requireNonNull(hub.batches.claim(ROUTE, 1));
        assertThat(again.id()).isEqualTo(batch.id());
        assertThat(again.deliveries()).hasSize(2);
    }

    @Test
    void aFolderThatCannotBeWrittenIsTriedAgain() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file where the folder should be");
        UUID id = hub.corrected(1, 11, Map.of("email", "uusi@example.fi"));
        hub.start(ROUTE);
        await().atMost(Duration.ofSeconds(20)).until(() -> hub.row(id).get("last_error") != null);
        assertThat(hub.status(id)).isEqualTo("new");
    }

    @Test
    void noNameLeadsOutOfTheFolder() throws IOException {
        hub.start(ROUTE);
        for (String name : List.of("../escaped.csv", "/tmp/../" + home + "/escaped.csv", "a/../../escaped.csv")) {
            var result = hub.context
                    .createProducerTemplate()
                    .request("kamelet:hub-drop-file-sink?folder=" + folder, exchange -> {
                        exchange.setVariable("hubFileName", name);
                        exchange.getMessage().setHeader("CamelFileName", "../escaped.csv");
                        exchange.getMessage().setBody("x");
                    });
            assertThat(result.getException()).as(name).isNotNull();
        }
        try (Stream<Path> all = Files.walk(home)) {
            assertThat(all.map(path -> path.getFileName().toString())).doesNotContain("escaped.csv");
        }
    }

    @Test
    void valuesWithPathsNameNoFile() throws IOException {
        UUID id = hub.corrected(1, 11, Map.of("title", "../../../etc/passwd"));
        hub.start(ROUTE);
        awaitStatus(id, "sent");
        assertThat(files()).hasSize(1);
        assertThat(onlyFile().getFileName().toString()).matches("notices-[0-9a-f-]{36}\\.csv");
    }

    @Test
    void reportsEveryDayWhatHasNotReachedItsRecipient() throws IOException {
        UUID id = hub.corrected(1, 11, Map.of("email", "uusi@example.fi"));
        hub.outbox.turnedDown(hub.outbox.claim(ROUTE, 1).get(0), "The recipient turned it down with HTTP 422.");
        hub.start("notice-report");
        Path reports = home.resolve("reports");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.isDirectory(reports) && !files(reports).isEmpty());
        assertThat(Files.readString(files(reports).get(0)))
                .startsWith(
                        "delivery_id,register,recipient,kind,entity_id,status,attempts,noticed_at,next_attempt_at,last_error\r\n"
                                + id + ",sofor-asiakasrekisteri,event-office,rectified,11,dead,1,")
                .endsWith("The recipient turned it down with HTTP 422.\r\n")
                .doesNotContain("uusi@example.fi");
    }

    private Path onlyFile() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private List<Path> files() throws IOException {
        return files(folder);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private void awaitStatus(UUID id, String status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(hub.row(id)).containsEntry("status", status));
    }
}
