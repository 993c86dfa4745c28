package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptFilesTest {

    @TempDir
    private Path home;

    private NoticeHub hub;
    private UUID first;
    private UUID second;

    @BeforeEach
    void sendTwo() throws IOException {
        Files.createDirectories(home.resolve("in"));
        hub = new NoticeHub(
                "event-office",
                Set.of("email"),
                Map.of(
                        "hub.processors.event-office.receipts.enabled",
                        "true",
                        "hub.processors.event-office.receipts.folder",
                        home.resolve("in").toString()));
        first = hub.corrected(1, 11, Map.of("email", "eka@example.fi"));
        second = hub.corrected(2, 12, Map.of("email", "toka@example.fi"));
        hub.batches.sent(java.util.Objects.requireNonNull(hub.batches.claim("processor-event-office", 10)));
        hub.start("processor-event-office-receipts");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    @DisplayName("rule 4: a receipt file says of each delivery what became of it")
    void recordsEveryRow() throws IOException {
        drop("delivery_id,outcome,receipt,reason\r\n%s,completed,E-1,\r\n%s,cancelled,,\"Ei ole meillä, enää\"\r\n"
                .formatted(first, second));
        awaitMoved(".done");
        assertThat(hub.row(first)).containsEntry("status", "confirmed").containsEntry("receipt", "E-1");
        assertThat(hub.row(second))
                .containsEntry("status", "dead")
                .containsEntry("answer_reason", "Ei ole meillä, enää");
    }

    @Test
    void readsWhatASpreadsheetWrites() throws IOException {
        drop("\uFEFFdelivery_id;outcome\n%s;Completed\n\n".formatted(first));
        awaitMoved(".done");
        assertThat(hub.status(first)).isEqualTo("confirmed");
    }

    @Test
    void recordsTheGoodRowsOfABadFileAndLaysItAside() throws IOException {
        drop("delivery_id,outcome\r\nnonsense,completed\r\n%s,completed\r\n%s,maybe\r\n%s,completed\r\n"
                .formatted(first, second, UUID.randomUUID()));
        awaitMoved(".failed");
        assertThat(hub.status(first)).isEqualTo("confirmed");
        assertThat(hub.status(second)).isEqualTo("sent");
    }

    @Test
    void whatIsNoReceiptIsLaidAside() throws IOException {
        drop("name,email\r\nEeva,eeva@example.fi\r\n");
        awaitMoved(".failed");
        assertThat(hub.status(first)).isEqualTo("sent");
    }

    @Test
    void theSameFileAgainChangesNothing() throws IOException {
        String text = "delivery_id,outcome\r\n%s,completed\r\n".formatted(first);
        drop(text);
        awaitMoved(".done");
        Map<String, Object> before = hub.row(first);
        Files.delete(home.resolve("in/.done/receipts.csv"));
        drop(text);
        awaitMoved(".done");
        assertThat(hub.row(first)).isEqualTo(before);
    }

    private void drop(String text) throws IOException {
        Files.writeString(home.resolve("in/receipts.csv"), text);
    }

    private void awaitMoved(String folder) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.exists(home.resolve("in/" + folder + "/receipts.csv")));
    }
}
