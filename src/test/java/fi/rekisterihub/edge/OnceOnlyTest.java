package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fi.rekisterihub.notice.ChangedEntity;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.signing.TestKeys;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.FreshDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One effective notice for each change and processor, counted by its id at a processor that has every bad habit. */
class OnceOnlyTest {

    private static final String ROUTE = "processor-licence-registry";
    private static final int PERSONS = 5;
    private static final int DAYS = 7;
    private static final Duration STEP = Duration.ofHours(6);

    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch answering = new CountDownLatch(1);
    /** Ids in the order of their first effect, with what was said. */
    private final Map<String, JsonNode> effects = Collections.synchronizedMap(new LinkedHashMap<>());

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean down;
    private volatile boolean silent;
    private HttpServer server;
    private NoticeHub hub;
    private long changeSet;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/notices", this::answer);
        server.start();
        hub = new NoticeHub(
                FreshDatabase.dataSource(),
                Recipient.processor("licence-registry", ROUTE, Set.of(), Set.of("email")),
                Map.of(
                        "hub.processors.licence-registry.enabled",
                        "true",
                        "hub.processors.licence-registry.url",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/notices",
                        "hub.processors.licence-registry.every",
                        "20"),
                null,
                TestKeys.nobody(),
                null,
                NoticeHub.SHIPPED);
    }

    @AfterEach
    void stop() {
        answering.countDown();
        hub.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    @DisplayName("rule 4: a processor that acts and answers too late has acted once")
    void aTimeoutAfterTheEffectIsOneEffect() throws IOException {
        Path route = folder.resolve(ROUTE + ".camel.yaml");
        String shipped = Files.readString(Path.of("routes/" + ROUTE + ".camel.yaml"));
        String impatient = shipped.replaceFirst(
                "(?m)^( +)url: \"\\{\\{hub.processors.licence-registry.url.*$", "$0\n$1responseTimeout: \"300\"");
        assertThat(impatient).isNotEqualTo(shipped);
        Files.writeString(route, impatient);
        silent = true;
        List<UUID> ids = new ArrayList<>();
        for (long person = 1; person <= PERSONS; person++) {
            ids.add(change(person, "uusi" + person + "@example.fi"));
        }
        hub.startFile(route);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ids)
                .allSatisfy(id -> assertThat(hub.row(id).get("last_error")).isNotNull()));
        assertThat(effects).hasSize(PERSONS);

        silent = false;
        answering.countDown();
        hub.allDueNow();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ids)
                .allSatisfy(id -> assertThat(hub.status(id)).isEqualTo("confirmed")));
        assertThat(effects.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(UUID::toString).toList());
        assertThat(calls).hasSize(2 * PERSONS);
    }

    @Test
    @DisplayName(
            "rule 4: a processor that was down for a week gets everything, in order, once, and no value that was wrong by then")
    void aWeekDownIsMadeUpForInOrderAndOnce() {
        down = true;
        Map<Long, List<String>> told = new LinkedHashMap<>();
        hub.start(ROUTE);
        for (int day = 1; day <= DAYS; day++) {
            for (long person = 1; person <= PERSONS; person++) {
                UUID id = change(person, "paiva" + day + "." + person + "@example.fi");
                told.computeIfAbsent(person, any -> new ArrayList<>()).add(id.toString());
            }
            for (int step = 0; step < 24 / STEP.toHours(); step++) {
                awaitNothingDue();
                pass(STEP);
            }
        }
        assertThat(effects).isEmpty();
        assertThat(calls).hasSizeGreaterThan(PERSONS * DAYS);
        UUID erased = hub.changed(new ChangedEntity(++changeSet, EntityKind.PERSON, 1, NoticeKind.ERASED, Map.of()));
        told.get(1L).add(erased.toString());

        down = false;
        pass(STEP.multipliedBy(2));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(unfinished()).isZero());

        told.forEach(
                (person, ids) -> assertThat(of(person)).as("person %d", person).isEqualTo(ids));
        assertThat(effects).hasSize(PERSONS * DAYS + 1);
        assertThat(valuesOf(1))
                .as("of one who was erased no value is told any more")
                .isEmpty();
        for (long person = 2; person <= PERSONS; person++) {
            assertThat(valuesOf(person)).containsExactly("paiva" + DAYS + "." + person + "@example.fi");
        }
        assertThat(hub.jdbc
                        .sql("select count(*) from notice_delivery where status = 'dead'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private UUID change(long person, String email) {
        return hub.corrected(++changeSet, person, Map.of("email", email));
    }

    private List<String> of(long person) {
        return effects.entrySet().stream()
                .filter(effect -> person(effect.getValue()) == person)
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<String> valuesOf(long person) {
        return effects.values().stream()
                .filter(effect -> person(effect) == person)
                .map(effect -> effect.at("/extensions/rekisterihub/fields/email"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    private static long person(JsonNode notice) {
        return notice.at("/subject_identities/0/identity_value").asLong();
    }

    private void awaitNothingDue() {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(30))
                .until(() -> hub.jdbc.sql("""
                        select count(*) = 0 from notice_delivery d
                         where d.status = 'claimed'
                            or d.status = 'new' and d.next_at <= now()
                               and not exists (select from notice_delivery e where e.entity_id = d.entity_id
                                                  and e.position < d.position and e.status in ('new', 'claimed'))
                        """).query(Boolean.class).single());
    }

    /** As if the time had passed. */
    private void pass(Duration time) {
        hub.jdbc
                .sql("update notice_delivery set next_at = next_at - :seconds * interval '1 second'")
                .param("seconds", time.toSeconds())
                .update();
    }

    private long unfinished() {
        return hub.jdbc
                .sql("select count(*) from notice_delivery where status in ('new', 'claimed')")
                .query(Long.class)
                .single();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            JsonNode notice = json.readTree(call.getRequestBody().readAllBytes());
            String key = call.getRequestHeaders().getFirst("Idempotency-Key");
            calls.add(key);
            if (down) {
                call.sendResponseHeaders(503, -1);
                return;
            }
            effects.putIfAbsent(key, notice);
            if (silent) {
                answering.await();
                return;
            }
            byte[] receipt = "{\"receipt_id\":\"R\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            call.sendResponseHeaders(200, receipt.length);
            call.getResponseBody().write(receipt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
