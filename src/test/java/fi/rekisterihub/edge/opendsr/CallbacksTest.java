package fi.rekisterihub.edge.opendsr;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import fi.rekisterihub.database.FreshSecrets;
import fi.rekisterihub.notice.ChangedEntity;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.NoticeSettings;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.Outbox;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.signing.BodySignature;
import fi.rekisterihub.notice.signing.TestKeys;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.FreshDatabase;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What processors call back with: one that signs, and one that is known by its address alone. */
class CallbacksTest {

    private static final TestKeys SIGNER = TestKeys.rsa("signer.example");

    private static HikariDataSource database;
    private static JdbcClient jdbc;
    private static OpenDsrServer hub;
    private static long changeSet;

    private UUID ofSigner;
    private UUID ofOther;

    @BeforeAll
    static void start() {
        database = FreshDatabase.dataSource();
        jdbc = JdbcClient.create(database);
        hub = new OpenDsrServer(
                database,
                TestKeys.hub(FreshSecrets.of(jdbc), "hub.example.fi"),
                TestKeys.parties(Map.of("signer", SIGNER), Clock.systemUTC()),
                TestKeys.noController());
    }

    @AfterAll
    static void stop() {
        hub.close();
        database.close();
    }

    @BeforeEach
    void tell() {
        new Notices(database, register -> List.of(processor("signer"), processor("other")))
                .changed(
                        "sofor-asiakasrekisteri",
                        List.of(new ChangedEntity(
                                ++changeSet,
                                EntityKind.PERSON,
                                changeSet,
                                NoticeKind.RECTIFIED,
                                Map.of("email", "uusi@example.fi"))));
        ofSigner = sent("signer");
        ofOther = sent("other");
    }

    @Test
    @DisplayName("rule 4: a signed callback confirms the delivery, and its signature is kept")
    void aSignedOneConfirms() {
        String body = body(ofSigner, "completed");
        assertThat(signed("/opendsr/callbacks", body).statusCode()).isEqualTo(202);
        assertThat(status(ofSigner)).isEqualTo("confirmed");
        assertThat(jdbc.sql("select signed_by || ' ' || signature from notice_answer where delivery_id = ?")
                        .param(ofSigner)
                        .query(String.class)
                        .single())
                .isEqualTo("signer.example " + SIGNER.sign(bytes(body)));
        assertThat(signed("/opendsr/callbacks", body).statusCode()).as("again").isEqualTo(202);
    }

    @Test
    void theAddressOfOneWithoutACertificateIsEnough() {
        assertThat(unsigned(hub.callbackUrl("other"), body(ofOther, "in_progress"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(status(ofOther)).isEqualTo("sent");
        assertThat(unsigned(hub.callbackUrl("other"), body(ofOther, "completed"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(status(ofOther)).isEqualTo("confirmed");
    }

    @Test
    void whoseCertificateIsKnownMustSignAlsoAtItsAddress() {
        assertThat(unsigned(hub.callbackUrl("signer"), body(ofSigner, "completed"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(status(ofSigner)).isEqualTo("sent");
        assertThat(signed(hub.callbackUrl("signer"), body(ofSigner, "completed"))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void nobodySpeaksOfAnothersDelivery() {
        assertThat(unsigned(hub.callbackUrl("other"), body(ofSigner, "completed"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(signed("/opendsr/callbacks", body(ofOther, "completed")).statusCode())
                .isEqualTo(400);
        assertThat(unsigned(hub.callbackUrl("other"), body(UUID.randomUUID(), "completed"))
                        .body())
                .as("one that does not exist and another's look alike")
                .isEqualTo(unsigned(hub.callbackUrl("other"), body(ofSigner, "completed"))
                        .body());
        assertThat(List.of(status(ofSigner), status(ofOther))).containsOnly("sent");
    }

    @Test
    void aGuessedAddressAStrangerAndAForgedSignatureAreNotHeard() {
        String token = hub.callbackUrl("other").replaceAll(".*/", "");
        String changed = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
        for (String path : List.of("/opendsr/callbacks", "/opendsr/callbacks/other", "/opendsr/callbacks/" + changed)) {
            assertThat(unsigned(path, body(ofOther, "completed")).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        String body = body(ofSigner, "completed");
        assertThat(signedBy(TestKeys.rsa("signer.example"), "/opendsr/callbacks", body)
                        .statusCode())
                .isEqualTo(401);
        assertThat(hub.call(
                                "POST",
                                "/opendsr/callbacks",
                                body,
                                "Content-Type",
                                "application/json",
                                BodySignature.PROCESSOR_HEADER,
                                "signer.example",
                                BodySignature.HEADER,
                                SIGNER.sign(bytes(body(ofSigner, "cancelled"))))
                        .statusCode())
                .isEqualTo(401);
        assertThat(List.of(status(ofSigner), status(ofOther))).containsOnly("sent");
    }

    @Test
    void whatIsNoCallbackIsRefused() {
        String url = hub.callbackUrl("other");
        assertThat(unsigned(url, "{").statusCode()).isEqualTo(400);
        assertThat(unsigned(url, "[]").statusCode()).isEqualTo(400);
        assertThat(unsigned(url, body(ofOther, "done")).statusCode()).isEqualTo(400);
        assertThat(unsigned(url, body(ofOther, "completed").replace(ofOther.toString(), "1"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(unsigned(url, "{\"a\":\"%s\"}".formatted("x".repeat(70_000))).statusCode())
                .isEqualTo(413);
        assertThat(hub.call("POST", url, body(ofOther, "completed"), "Content-Type", "text/xml")
                        .statusCode())
                .isEqualTo(415);
        assertThat(status(ofOther)).isEqualTo("sent");
    }

    @Test
    void oneThatWasMeantForAnotherControllerSaysNothingHere() {
        String elsewhere = body(ofSigner, "completed")
                .replace("}", ",\"status_callback_url\":\"https://other-hub.example/opendsr/callbacks\"}");
        assertThat(signed("/opendsr/callbacks", elsewhere).statusCode()).isEqualTo(400);
        assertThat(status(ofSigner)).isEqualTo("sent");
    }

    private static UUID sent(String recipient) {
        Outbox outbox = new Outbox(
                jdbc, new NoticeSettings(3, Duration.ofSeconds(30), Duration.ofHours(6), Duration.ofMinutes(2)));
        var delivery = outbox.claim("processor-" + recipient, 1).get(0);
        outbox.sent(delivery, null).join();
        return delivery.id();
    }

    private static Recipient processor(String id) {
        return Recipient.processor(id, "processor-" + id, Set.of(), Set.of("email"));
    }

    private static String status(UUID id) {
        return jdbc.sql("select status from notice_delivery where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private static HttpResponse<String> unsigned(String path, String body) {
        return hub.call("POST", path, body, "Content-Type", "application/json");
    }

    private static HttpResponse<String> signed(String path, String body) {
        return signedBy(SIGNER, path, body);
    }

    private static HttpResponse<String> signedBy(TestKeys keys, String path, String body) {
        return hub.call(
                "POST",
                path,
                body,
                "Content-Type",
                "application/json",
                BodySignature.PROCESSOR_HEADER,
                "signer.example",
                BodySignature.HEADER,
                keys.sign(bytes(body)));
    }

    private static String body(UUID id, String status) {
        return "{\"controller_id\":\"c-1\",\"subject_request_id\":\"%s\",\"request_status\":\"%s\"}"
                .formatted(id, status);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
