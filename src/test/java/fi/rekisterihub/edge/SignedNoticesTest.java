package fi.rekisterihub.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.signing.BodySignature;
import fi.rekisterihub.notice.signing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is signed on the way there, and what an answer must be signed with on the way back. */
class SignedNoticesTest {

    private static final String ROUTE = "processor-licence-registry";
    private static final TestKeys REGISTRY = TestKeys.rsa("licence-registry.example");

    @RegisterExtension
    static final WireMockExtension registry = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private NoticeHub hub;

    @AfterEach
    void stopRoute() {
        hub.close();
    }

    @Test
    void signsTheVeryBytesThatGoOut() {
        start(false, Clock.systemUTC());
        answers(aResponse().withStatus(201));
        awaitStatus(corrected("Åke"), "sent");

        LoggedRequest request = registry.findAll(postRequestedFor(anyUrl())).get(0);
        assertThat(request.getHeader("X-OpenDSR-Controller-Domain")).isEqualTo("hub.example.fi");
        assertThat(BodySignature.verifies(
                        hub.key.certificate().getPublicKey(),
                        request.getBody(),
                        request.getHeader("X-OpenDSR-Signature")))
                .isTrue();
        byte[] changed = request.getBodyAsString().replace("Åke", "Öke").getBytes(StandardCharsets.UTF_8);
        assertThat(BodySignature.verifies(
                        hub.key.certificate().getPublicKey(), changed, request.getHeader("X-OpenDSR-Signature")))
                .isFalse();
    }

    @Test
    void theKeyIsTheSameAfterARestart() {
        start(false, Clock.systemUTC());
        assertThat(TestKeys.hub(hub.secrets, "hub.example.fi").certificatePem()).isEqualTo(hub.key.certificatePem());
    }

    @Test
    void toldWhereToCallBackTheRecipientHasAnAddressOfItsOwn() {
        start(false, Clock.systemUTC());
        answers(aResponse().withStatus(201));
        awaitStatus(corrected("Åke"), "sent");
        String body = registry.findAll(postRequestedFor(anyUrl())).get(0).getBodyAsString();
        String url = body.replaceAll(".*\"status_callback_urls\":\\[\"([^\"]+)\"].*", "$1");
        assertThat(url).startsWith("https://hub.example.fi/opendsr/callbacks/");
        assertThat(hub.callbacks.recipient(url.substring(url.lastIndexOf('/') + 1)))
                .contains("licence-registry");
        assertThat(hub.callbacks.recipient("bGljZW5jZS1yZWdpc3RyeQ")).isEmpty();
    }

    @Test
    @DisplayName("rule 4: a signed answer is kept as proof with its signature")
    void keepsTheSignatureOfTheAnswer() {
        start(true, Clock.systemUTC());
        String answer = "{\"receipt_id\":\"LR-1\"}";
        answers(signed(answer, REGISTRY));
        UUID id = corrected("Åke");
        awaitStatus(id, "confirmed");
        assertThat(hub.jdbc
                        .sql(
                                "select signed_by || ' ' || digest || ' ' || signature from notice_answer where delivery_id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("licence-registry.example %s %s"
                        .formatted(BodySignature.digest(bytes(answer)), REGISTRY.sign(bytes(answer))));
    }

    @Test
    void anUnsignedAnswerOrAnothersIsNone() {
        start(true, Clock.systemUTC());
        answers(aResponse().withStatus(201).withBody("{\"receipt_id\":\"LR-1\"}"));
        UUID id = corrected("Åke");
        awaitFailure(id, "not signed with its key");
        assertThat(hub.row(id)).containsEntry("status", "new").containsEntry("receipt", null);

        answers(signed("{\"receipt_id\":\"LR-1\"}", TestKeys.rsa("licence-registry.example")));
        hub.jdbc.sql("update notice_delivery set last_error = null").update();
        hub.allDueNow();
        awaitFailure(id, "not signed with its key");

        answers(signed("{\"receipt_id\":\"LR-1\"}", REGISTRY));
        hub.allDueNow();
        awaitStatus(id, "confirmed");
    }

    @Test
    void anExpiredCertificateProvesNothing() {
        start(true, Clock.fixed(Instant.now().plus(Duration.ofDays(31)), ZoneOffset.UTC));
        answers(signed("{\"receipt_id\":\"LR-1\"}", REGISTRY));
        awaitFailure(corrected("Åke"), "a certificate that is not valid today");
    }

    @Test
    void whoHasOnlyTakenItInIsNotYetBelievedToHaveActed() {
        start(false, Clock.systemUTC());
        answers(aResponse()
                .withStatus(201)
                .withBody("{\"controller_id\":\"c-1\",\"received_time\":\"2026-11-22T01:20:15Z\","
                        + "\"expected_completion_time\":\"2026-12-01T00:00:00Z\",\"subject_request_id\":\"x\"}"));
        UUID id = corrected("Åke");
        awaitStatus(id, "sent");
        assertThat(hub.row(id)).containsEntry("answer", "pending").containsEntry("receipt", "c-1");
        assertThat(hub.row(id).get("promised_at").toString()).startsWith("2026-12-01");
    }

    @Test
    void whoAnswersThatItDoesNotDoItIsRecordedWithItsReason() {
        start(false, Clock.systemUTC());
        answers(
                aResponse()
                        .withStatus(200)
                        .withBody(
                                "{\"request_status\":\"cancelled\",\"extensions\":{\"rekisterihub\":{\"reason\":\"Not\\nours\"}}}"));
        UUID id = corrected("Åke");
        awaitStatus(id, "dead");
        assertThat(hub.row(id))
                .containsEntry("answer", "cancelled")
                .containsEntry("answer_reason", "Not ours")
                .containsEntry("last_error", "The recipient has answered that it does not do it.");
    }

    private void start(boolean known, Clock clock) {
        hub = new NoticeHub(
                Recipient.processor("licence-registry", ROUTE, Set.of(), Set.of("givenName")),
                Map.of(
                        "hub.processors.licence-registry.enabled", "true",
                        "hub.processors.licence-registry.url", registry.baseUrl() + "/opendsr/requests",
                        "hub.processors.licence-registry.every", "100"),
                "https://hub.example.fi",
                TestKeys.parties(known ? Map.of("licence-registry", REGISTRY) : Map.of(), clock));
        hub.start(ROUTE);
    }

    private static ResponseDefinitionBuilder signed(String body, TestKeys keys) {
        return aResponse()
                .withStatus(201)
                .withHeader("X-OpenDSR-Processor-Domain", "licence-registry.example")
                .withHeader("X-OpenDSR-Signature", keys.sign(bytes(body)))
                .withBody(body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        registry.resetAll();
        registry.stubFor(post(urlEqualTo("/opendsr/requests")).willReturn(answer));
    }

    private UUID corrected(String name) {
        return hub.corrected(1, 4711, Map.of("givenName", name));
    }

    private void awaitStatus(UUID id, String status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(hub.row(id)).containsEntry("status", status));
    }

    private void awaitFailure(UUID id, String message) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(String.valueOf(hub.row(id).get("last_error")))
                        .contains(message));
    }
}
