package fi.rekisterihub.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * One {@code kill -9} of a hub that has emptied every place and is about to write down that it did, and one of the hub that has
 * just done it. An erasure is whole or has not begun, and what it left to do afterwards is done after the restart.
 */
class KilledErasureTest {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final String PASSWORD = "a-test-password";
    private static final String AINO = "C-1;Esimerkki;Aino;;aino@a.example;0505550101;Katu 1;00100;Helsinki;FI;fi;;;\n";
    private static final String MIKKO = "C-2;Muu;Mikko;;mikko@b.example;0501112223;Katu 9;00100;Helsinki;FI;fi;;;\n";

    private static final Path HOME = TestHome.withRoutes("crm-person");
    private static final HubDatabase DATABASE = new HubDatabase(HOME);
    private static ChildHub hub;
    private static List<String> before;
    private static List<String> afterTheKill;
    private static HttpResponse<String> erased;

    @BeforeAll
    static void killInTheMiddleAndAfterIt() throws IOException, InterruptedException, SQLException {
        hub = ChildHub.launch(
                HOME,
                "--hub.sources.crm.folder=" + HOME.resolve("drop"),
                "--hub.identity.enabled=false",
                "--hub.users[0].name=officer",
                "--hub.users[0].password=" + PASSWORD,
                "--hub.users[0].roles=officer");
        hub.awaitStarted();
        dropFile();
        await("both persons").atMost(LONGEST).until(() -> DATABASE.number("select count(*) from person") == 2);
        await("the run")
                .atMost(LONGEST)
                .until(() -> DATABASE.number("select count(*) from run where status = 'done'") == 1);
        before = state();

        try (Connection holding = DATABASE.source().getConnection();
                Statement statement = holding.createStatement()) {
            holding.setAutoCommit(false);
            // The last thing that an erasure writes before its event.
            statement.execute("lock table suppression in share mode");
            CompletableFuture<Void> asked = CompletableFuture.runAsync(KilledErasureTest::eraseUnheard);
            await("an erasure that stands at its end").atMost(LONGEST).until(KilledErasureTest::standsAtItsEnd);
            hub.killHard();
            asked.join();
            holding.rollback();
        }
        hub.launchAgain().awaitStarted();
        afterTheKill = state();

        erased = erase();
        hub.killHard();
        hub.launchAgain().awaitStarted();
    }

    @AfterAll
    static void stop() {
        hub.close();
        FileSystemUtils.deleteRecursively(HOME.toFile());
    }

    @Test
    @DisplayName("rule 2: an erasure that was killed in the middle has changed nothing")
    void halfAnErasureIsNone() {
        assertThat(before).hasSizeGreaterThan(5);
        assertThat(afterTheKill).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "rule 2: an erasure that was answered is whole after a kill, told once to each, and its file is written anew")
    void anAnsweredErasureIsWhole() {
        assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
        assertThat(DATABASE.texts("select given_name from person")).containsExactly("Mikko");
        assertThat(DATABASE.texts("select what from erasure_event")).containsExactly("erased");
        assertThat(DATABASE.texts("""
                select d.recipient from notice_delivery d join notice n on n.id = d.notice_id where n.kind = 'erased' order by 1
                """)).containsExactly("event-office", "licence-registry", "print-house");
        assertThat(DATABASE.number("select count(*) from suppression")).isPositive();
        await("the file without her")
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> DATABASE.number("select count(*) from delivery where redacted_at is not null") == 1);
        assertThat(contentOfDelivery()).contains("mikko@b.example").doesNotContain("aino");
        assertThat(HOME.resolve("data/erasures.journal")).exists();
    }

    private static String contentOfDelivery() {
        try {
            return Files.readString(HOME.resolve("data/deliveries")
                    .resolve(DATABASE.texts("select file from delivery").get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of her stands anywhere, and what was done; not when a feed was last looked at. */
    private static List<String> state() {
        return Stream.of(
                        "select to_jsonb(p)::text from person p order by id",
                        "select to_jsonb(c)::text from change_set c order by id",
                        "select to_jsonb(k)::text from person_key k order by 1",
                        "select key || ' ' || convert_from(raw, 'UTF8') from source_record order by 1",
                        "select subject_key from suppression",
                        "select to_jsonb(e)::text from erasure_event e",
                        "select to_jsonb(e)::text from erasure_rest e",
                        "select payload::text from notice_delivery")
                .flatMap(sql -> DATABASE.texts(sql).stream())
                .toList();
    }

    private static boolean standsAtItsEnd() {
        return DATABASE.number("""
                select count(*) from pg_stat_activity
                 where wait_event_type = 'Lock' and query like '%insert into suppression%' and pid <> pg_backend_pid()
                """) > 0;
    }

    private static void eraseUnheard() {
        try {
            erase();
        } catch (IOException | InterruptedException killed) {
            // Nobody answers any more.
        }
    }

    private static HttpResponse<String> erase() throws IOException, InterruptedException {
        String pair = Base64.getEncoder().encodeToString(("officer:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        long aino = DATABASE.number("select id from person where given_name = 'Aino'");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:%d/api/v1/persons/%d/erasure".formatted(hub.port(), aino)))
                                .header("Authorization", "Basic " + pair)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"cause\": \"subject-request:1\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static void dropFile() throws IOException {
        Path file = HOME.resolve("crm.csv");
        Files.writeString(file, Imports.CRM_HEADER + AINO + MIKKO);
        Files.createDirectories(HOME.resolve("drop"));
        Files.move(file, HOME.resolve("drop/crm.csv"), StandardCopyOption.ATOMIC_MOVE);
    }
}
