package fi.rekisterihub.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** One {@code kill -9} while people use their rights by the API and by the public form; then a restart, and everybody tries again. */
class KilledRequestsTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final String PASSWORD = "a-test-password";
    private static final int PERSONS = 4_000;
    private static final int BEFORE_THE_KILL = 24;
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private static final Path HOME = TestHome.withRoutes();
    private static final HubDatabase DATABASE = new HubDatabase(HOME);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** What was answered before the kill: the caller's key to the status. */
    private static final Map<String, Integer> ANSWERED = new ConcurrentHashMap<>();

    /** Everything that anybody tried to send. */
    private static final Map<String, HttpRequest.Builder> SENT = new ConcurrentHashMap<>();

    private static ChildHub hub;
    private static List<Long> persons;
    private static Map<String, Integer> again = new TreeMap<>();

    @BeforeAll
    static void killInTheMiddleAndAskAgain() throws IOException {
        hub = ChildHub.launch(
                HOME,
                "--hub.identity.enabled=false",
                "--hub.users[0].name=officer",
                "--hub.users[0].password=" + PASSWORD,
                "--hub.users[0].roles=officer");
        hub.awaitStarted();
        moveIn();
        ask();
        hub.launchAgain().awaitStarted();
        SENT.forEach((key, request) -> again.put(key, send(request, hub.port())));
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
        FileSystemUtils.deleteRecursively(HOME);
    }

    @Test
    @DisplayName("rule 1 a request that was accepted is there after a kill, and its restriction holds")
    void whatWasAnsweredIsThere() {
        List<String> kept = DATABASE.texts("select request_key from subject_request");

        assertThat(ANSWERED).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);
        assertThat(ANSWERED.values()).containsOnly(200, 201);
        assertThat(kept).doesNotHaveDuplicates().containsAll(ANSWERED.keySet());
        assertThat(DATABASE.number("""
                        select count(*) from subject_request r
                         where r.kind = 'rectification' and (not r.restricted or not exists (
                               select from restriction x where x.person_id = r.person_id and x.lifted_at is null
                                  and x.cause = 'subject-request:' || r.id))
                        """))
                .as("requests without their restriction")
                .isZero();
    }

    @Test
    void askingAgainIsTheSameRequest() {
        assertThat(again.values()).containsOnly(200, 201);
        assertThat(DATABASE.texts("select request_key from subject_request"))
                .containsExactlyInAnyOrderElementsOf(SENT.keySet());
        assertThat(DATABASE.number("select count(*) from subject_event where what = 'received'"))
                .isEqualTo(SENT.size());
        ANSWERED.keySet().stream()
                .filter(key -> key.startsWith("api:"))
                .forEach(key -> assertThat(again.get(key)).as(key).isEqualTo(200));
    }

    private static void ask() {
        int port = hub.port();
        AtomicInteger number = new AtomicInteger();
        ExecutorService people = Executors.newFixedThreadPool(4);
        try {
            for (int one = 0; one < 4; one++) {
                people.submit(() -> {
                    while (!Thread.currentThread().isInterrupted() && number.get() < PERSONS) {
                        int mine = number.getAndIncrement();
                        String key =
                                mine % 20 == 7 && mine < 180 ? "form:" + new java.util.UUID(0, mine) : "api:" + mine;
                        HttpRequest.Builder request = key.startsWith("form:") ? form(key, mine) : api(mine);
                        SENT.put(key, request);
                        int status = send(request, port);
                        if (status == 0) {
                            return;
                        }
                        ANSWERED.put(key, status);
                    }
                });
            }
            await("the first answers, by both ways")
                    .atMost(LONGEST)
                    .until(() -> ANSWERED.size() >= BEFORE_THE_KILL && ANSWERED.containsValue(200));
            hub.killHard();
        } finally {
            people.shutdownNow();
        }
    }

    /** A value is disputed, so that the restriction begins in the same transaction. */
    private static HttpRequest.Builder api(int number) {
        String credentials =
                Base64.getEncoder().encodeToString(("officer:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://localhost/api/v1/requests"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"key\": \"%d\", \"kind\": \"rectification\", \"personId\": %d}"
                                .formatted(number, persons.get(number))));
    }

    private static HttpRequest.Builder form(String key, int number) {
        return HttpRequest.newBuilder(URI.create("http://localhost/rights/" + REGISTER))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("kind=objection-marketing&key=" + key.substring(5)
                        + "&contact=" + URLEncoder.encode("asiakas" + number + "@example.fi", StandardCharsets.UTF_8)));
    }

    /** @return 0 when nobody answered */
    private static int send(HttpRequest.Builder request, int port) {
        URI address = request.build().uri();
        try {
            return CLIENT.send(
                            request.copy()
                                    .uri(URI.create("http://127.0.0.1:" + port + address.getPath()))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException gone) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static void moveIn() {
        DATABASE.jdbc().sql("""
                insert into person (register_id, family_name, given_name)
                select '%s', 'Esimerkki', 'Eeva' from generate_series(1, %d)
                """.formatted(REGISTER, PERSONS)).update();
        persons = DATABASE.jdbc()
                .sql("select id from person order by id")
                .query(Long.class)
                .list();
    }
}
