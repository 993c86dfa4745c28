package fi.rekisterihub.edge.opendsr;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import fi.rekisterihub.database.FreshSecrets;
import fi.rekisterihub.notice.IncomingRequests.Request;
import fi.rekisterihub.notice.signing.BodySignature;
import fi.rekisterihub.notice.signing.HubKey;
import fi.rekisterihub.notice.signing.OpenDsrSettings;
import fi.rekisterihub.notice.signing.TestKeys;
import fi.rekisterihub.support.FreshDatabase;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hub as another's processor: what it takes, and what it does not. */
class IncomingRequestsTest {

    private static final String DOMAIN = "controller.example";
    private static final TestKeys CONTROLLER = TestKeys.ec(DOMAIN);
    private static final String CANARY = "kanarialintu@example.fi";

    private static HikariDataSource database;
    private static JdbcClient jdbc;
    private static HubKey key;
    private static OpenDsrServer hub;

    @BeforeAll
    static void start() {
        database = FreshDatabase.dataSource();
        jdbc = JdbcClient.create(database);
        key = TestKeys.hub(FreshSecrets.of(jdbc), "hub.example.fi");
        OpenDsrSettings settings = TestKeys.controllers(Map.of("customer", CONTROLLER), DOMAIN);
        hub = new OpenDsrServer(database, key, TestKeys.parties(settings), settings);
    }

    @AfterAll
    static void stop() {
        hub.close();
        database.close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("delete from opendsr_request").update();
    }

    @Test
    void saysWhatItUnderstandsAndByWhichCertificateItSigns() throws Exception {
        HttpResponse<String> answer = hub.call("GET", "/opendsr/discovery", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"api_version\":\"2.0\"", "\"controller_customer_id\"", "\"rectification\"")
                .contains("\"processor_certificate\":\"%s/opendsr/certificate.pem\"".formatted(hub.url));
        assertThat(hub.call("GET", "/opendsr/certificate.pem", "").body()).isEqualTo(key.certificatePem());
        assertSigned(answer);
    }

    @Test
    void takesASignedRequestOnceAndAnswersAsOpenDsrSays() {
        UUID id = UUID.randomUUID();
        String body = request(id, "erasure");
        HttpResponse<String> answer = post(body);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body())
                .contains("\"controller_id\":\"customer\"", "\"received_time\":\"", "\"expected_completion_time\":\"")
                .contains("\"subject_request_id\":\"%s\"".formatted(id))
                .contains("\"encoded_request\":\"%s\""
                        .formatted(Base64.getEncoder().encodeToString(bytes(body))));
        assertSigned(answer);

        assertThat(hub.requests.open(10)).singleElement().satisfies(kept -> {
            assertThat(kept.controller()).isEqualTo("customer");
            assertThat(kept.type()).isEqualTo("erasure");
            assertThat(new String(kept.body(), StandardCharsets.UTF_8)).isEqualTo(body);
            assertThat(kept.toString()).doesNotContain(CANARY);
        });
    }

    @Test
    void aReplayBeginsNothingAnewAndAChangedRepeatChangesNothing() {
        UUID id = UUID.randomUUID();
        String body = request(id, "erasure");
        post(body);
        Request kept = hub.requests.open(1).get(0);
        assertThat(post(body).statusCode()).isEqualTo(201);
        hub.requests.completed(kept.id());
        HttpResponse<String> again = post(body);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).contains("\"request_status\":\"completed\"");
        assertThat(post(request(id, "restriction")).statusCode()).isEqualTo(201);

        assertThat(hub.requests.open(10)).isEmpty();
        assertThat(jdbc.sql("select concat_ws(' ', type, status) from opendsr_request")
                        .query(String.class)
                        .list())
                .containsExactly("erasure completed");
    }

    @Test
    void nobodyButAKnownControllerIsHeard() {
        String body = request(UUID.randomUUID(), "erasure");
        String signature = CONTROLLER.sign(bytes(body));
        String[][] callers = {
            {},
            {BodySignature.CONTROLLER_HEADER, DOMAIN},
            {BodySignature.HEADER, signature},
            {BodySignature.CONTROLLER_HEADER, "other.example", BodySignature.HEADER, signature},
            {BodySignature.CONTROLLER_HEADER, DOMAIN, BodySignature.HEADER, "no base64 at all"},
            {
                BodySignature.CONTROLLER_HEADER,
                DOMAIN,
                BodySignature.HEADER,
                TestKeys.ec(DOMAIN).sign(bytes(body))
            },
            {BodySignature.CONTROLLER_HEADER, DOMAIN, BodySignature.HEADER, CONTROLLER.sign(bytes(body + " "))}
        };
        for (String[] caller : callers) {
            String[] headers = java.util.stream.Stream.concat(
                            java.util.stream.Stream.of("Content-Type", "application/json"),
                            java.util.Arrays.stream(caller))
                    .toArray(String[]::new);
            assertThat(hub.call("POST", "/opendsr/requests", body, headers).statusCode())
                    .as(String.join(" ", caller))
                    .isEqualTo(401);
        }
        assertThat(hub.requests.open(10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                "gdpr"                      | "lgpd"                        | regulation
                "gdpr"                      | 7                             | regulation
                "erasure"                   | "forget"                      | subject_request_type
                "2.0"                       | "9.0"                         | api_version
                "raw"                       | "rot13"                       | identity_format
                "identity_value"            | "worth"                       | identity_value
                2026-08-20T15:00:00Z        | yesterday                     | submitted_time
                2026-08-20T15:00:00Z        | 2999-08-20T15:00:00Z          | submitted_time
                https://controller.example/ | http://controller.example/    | status_callback_url
                https://controller.example/ | https://10.0.0.1/             | status_callback_url
                https://controller.example/ | https://evilcontroller.example/ | status_callback_url
                https://controller.example/ | https://controller.example@evil.example/ | status_callback_url
                """)
    void whatIsNoRequestIsRefusedByTheNameOfItsPart(String right, String wrong, String part) {
        String body = request(UUID.randomUUID(), "erasure").replace(right, wrong);
        HttpResponse<String> answer = post(body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\":{", part).doesNotContain(CANARY, wrong.replace("\"", ""));
        assertThat(hub.requests.open(10)).isEmpty();
    }

    @Test
    void whatIsTooLongOfAnotherTypeOrNoJsonIsRefused() {
        String body = request(UUID.randomUUID(), "erasure");
        assertThat(post(body + " ".repeat(8 * 1024)).statusCode()).isEqualTo(413);
        assertThat(hub.call("POST", "/opendsr/requests", body, "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(post("[1]").statusCode()).isEqualTo(400);
        assertThat(post("{\"regulation\":").statusCode()).isEqualTo(400);
        assertThat(post(body.replaceAll("\"subject_request_id\":\"[^\"]+\"", "\"subject_request_id\":\"1-2-3-4-5\""))
                        .statusCode())
                .isEqualTo(400);
        assertThat(hub.requests.open(10)).isEmpty();
    }

    @Test
    void itsControllerAsksHowItStandsAndNobodyElse() {
        UUID id = UUID.randomUUID();
        post(request(id, "access"));
        HttpResponse<String> answer = bodyless("GET", id, CONTROLLER);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"request_status\":\"pending\"");
        assertSigned(answer);
        hub.requests.cancelled(hub.requests.open(1).get(0).id(), "We hold no such customer.");
        assertThat(bodyless("GET", id, CONTROLLER).body())
                .contains("\"request_status\":\"cancelled\"", "We hold no such customer.");

        assertThat(bodyless("GET", id, TestKeys.ec(DOMAIN)).statusCode()).isEqualTo(401);
        assertThat(bodyless("GET", UUID.randomUUID(), CONTROLLER).statusCode()).isEqualTo(404);
    }

    @Test
    void onlyWhatNobodyHasBegunIsTakenBack() {
        UUID id = UUID.randomUUID();
        post(request(id, "erasure"));
        assertThat(hub.call(
                                "DELETE",
                                "/opendsr/requests/" + id,
                                "",
                                BodySignature.CONTROLLER_HEADER,
                                DOMAIN,
                                BodySignature.HEADER,
                                CONTROLLER.sign(BodySignature.bodyless("GET", id.toString())))
                        .statusCode())
                .as("the signature of a question takes nothing back")
                .isEqualTo(401);
        assertThat(bodyless("DELETE", id, CONTROLLER).statusCode()).isEqualTo(202);
        assertThat(bodyless("DELETE", id, CONTROLLER).statusCode()).isEqualTo(202);
        assertThat(hub.requests.open(10)).isEmpty();
        assertThat(post(request(id, "erasure")).body()).contains("\"request_status\":\"cancelled\"");
        assertThat(hub.requests.open(10)).as("a replay revives nothing").isEmpty();

        UUID begun = UUID.randomUUID();
        post(request(begun, "erasure"));
        long kept = hub.requests.open(1).get(0).id();
        hub.requests.begun(kept);
        assertThat(bodyless("DELETE", begun, CONTROLLER).statusCode()).isEqualTo(400);
        assertThat(hub.requests.completed(kept)).isTrue();
        assertThat(hub.requests.cancelled(kept, "Too late.")).isFalse();
    }

    @Test
    void nothingOfARequestIsLogged() {
        Logger root = (Logger) LoggerFactory.getLogger("fi.rekisterihub");
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.setLevel(Level.TRACE);
        root.addAppender(log);
        try {
            UUID id = UUID.randomUUID();
            post(request(id, "erasure"));
            post(request(id, "nonsense"));
            hub.call("POST", "/opendsr/requests", request(id, "erasure"), "Content-Type", "application/json");
        } finally {
            root.detachAppender(log);
            root.setLevel(before);
        }
        String base64 = Base64.getEncoder().encodeToString(bytes(CANARY)).substring(0, 12);
        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage).toList())
                .noneMatch(line -> line.contains(CANARY) || line.contains(base64));
    }

    private static HttpResponse<String> post(String body) {
        return hub.call(
                "POST",
                "/opendsr/requests",
                body,
                "Content-Type",
                "application/json",
                BodySignature.CONTROLLER_HEADER,
                DOMAIN,
                BodySignature.HEADER,
                CONTROLLER.sign(bytes(body)));
    }

    private static HttpResponse<String> bodyless(String method, UUID id, TestKeys keys) {
        return hub.call(
                method,
                "/opendsr/requests/" + id,
                "",
                BodySignature.CONTROLLER_HEADER,
                DOMAIN,
                BodySignature.HEADER,
                keys.sign(BodySignature.bodyless(method, id.toString())));
    }

    private static void assertSigned(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue(BodySignature.PROCESSOR_HEADER)).contains("hub.example.fi");
        assertThat(BodySignature.verifies(
                        key.certificate().getPublicKey(),
                        bytes(answer.body()),
                        answer.headers().firstValue(BodySignature.HEADER).orElse(null)))
                .isTrue();
    }

    private static String request(UUID id, String type) {
        return """
                {"regulation":"gdpr","subject_request_id":"%s","subject_request_type":"%s",
                 "submitted_time":"2026-08-20T15:00:00Z",
                 "subject_identities":[{"identity_type":"email","identity_value":"%s","identity_format":"raw"}],
                 "api_version":"2.0","status_callback_urls":["https://controller.example/callbacks"]}
                """.formatted(id, type, CANARY);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void twoControllersMayUseTheSameId() {
        assertThat(List.of(jdbc.sql("""
                        insert into opendsr_request (controller, subject_request_id, regulation, type, submitted_at, expected_at,
                                                     body, digest, signature)
                        select c, '6a0c0a34-5f6e-4c43-9c0d-0f6a3e0f9d11', 'gdpr', 'erasure', now(), now(), '', '', ''
                          from unnest('{customer,other}'::text[]) c
                        """).update())).containsExactly(2);
        UUID id = UUID.fromString("6a0c0a34-5f6e-4c43-9c0d-0f6a3e0f9d11");
        assertThat(bodyless("DELETE", id, CONTROLLER).statusCode()).isEqualTo(202);
        assertThat(hub.requests.find("other", id).orElseThrow().status().word()).isEqualTo("pending");
    }
}
