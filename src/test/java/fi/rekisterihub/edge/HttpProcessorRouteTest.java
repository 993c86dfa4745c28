package fi.rekisterihub.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import fi.rekisterihub.notice.ChangedEntity;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.register.EntityKind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HttpProcessorRouteTest {

    private static final String ROUTE = "processor-licence-registry";

    @RegisterExtension
    static final WireMockExtension registry = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private NoticeHub hub;

    @BeforeEach
    void startRoute() {
        hub = new NoticeHub(
                "licence-registry",
                Set.of("email", "familyName"),
                Map.of(
                        "hub.processors.licence-registry.enabled", "true",
                        "hub.processors.licence-registry.url", registry.baseUrl() + "/opendsr/requests",
                        "hub.processors.licence-registry.every", "100",
                        "hub.processors.licence-registry.authorization", "Bearer k-1"));
        hub.start(ROUTE);
    }

    @AfterEach
    void stopRoute() {
        hub.close();
    }

    @Test
    @DisplayName("rule 4: a correction is told to the processor that holds it, and its receipt is kept")
    void postsACorrectionAndKeepsTheReceipt() {
        answers(aResponse().withStatus(201).withBody("{\"receipt_id\":\"LR-77\"}"));
        UUID id = hub.corrected(1, 4711, Map.of("email", "uusi@example.fi", "birthYear", "1980"));
        awaitStatus(id, "confirmed");
        assertThat(hub.row(id)).containsEntry("receipt", "LR-77");
        registry.verify(
                1,
                postRequestedFor(urlEqualTo("/opendsr/requests"))
                        .withHeader("Idempotency-Key", equalTo(id.toString()))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withHeader("Authorization", equalTo("Bearer k-1"))
                        .withRequestBody(equalToJson("""
                        {"regulation": "gdpr", "subject_request_id": "%s", "subject_request_type": "rectification",
                         "subject_identities": [{"identity_type": "controller_customer_id", "identity_value": "4711",
                                                 "identity_format": "raw"}],
                         "api_version": "2.0", "status_callback_urls": [],
                         "submitted_time": "${json-unit.any-string}",
                         "extensions": {"rekisterihub": {"register": "sofor-asiakasrekisteri", "kind": "rectified",
                             "notice_id": "${json-unit.any-string}", "sequence": "${json-unit.any-number}",
                             "entity": "person", "fields": {"email": "uusi@example.fi"}}}}
                        """.formatted(id))));
    }

    @Test
    void anErasureOfAFieldCarriesNoValue() {
        answers(aResponse().withStatus(202));
        UUID id = hub.changed(
                new ChangedEntity(2, EntityKind.PERSON, 4711, NoticeKind.ERASED, Map.of("email", "pois@example.fi")));
        awaitStatus(id, "sent");
        String body = registry.findAll(postRequestedFor(anyUrl())).get(0).getBodyAsString();
        assertThat(body)
                .contains("\"rectification\"", "\"erased\"")
                .contains("\"email\":null")
                .doesNotContain("pois@example.fi");
    }

    @Test
    void givesUpAtOnceWhenTurnedDown() {
        answers(aResponse().withStatus(422).withBody("{\"detail\":\"uusi@example.fi is not ours\"}"));
        UUID id = corrected(3);
        awaitStatus(id, "dead");
        assertThat((String) hub.row(id).get("last_error")).contains("HTTP 422").doesNotContain("example.fi");
        assertThat(hub.row(id)).containsEntry("attempts", 1);
    }

    @Test
    void waitsAsLongAsTheRecipientAsks() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "600"));
        UUID id = corrected(4);
        awaitFailure(id);
        assertThat(secondsToNext(id)).isBetween(580L, 600L);
    }

    @Test
    void triesAgainWithTheSameIdAfterABrokenConnection() {
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        UUID id = corrected(5);
        awaitFailure(id);
        assertThat(hub.row(id)).containsEntry("status", "new");
        answers(aResponse().withStatus(200).withBody("no JSON at all"));
        hub.allDueNow();
        awaitStatus(id, "sent");
        registry.verify(postRequestedFor(anyUrl()).withHeader("Idempotency-Key", equalTo(id.toString())));
        assertThat(registry.findAll(postRequestedFor(anyUrl()))).allSatisfy(request -> assertThat(
                        request.header("Idempotency-Key").firstValue())
                .isEqualTo(id.toString()));
    }

    @Test
    void isDeadAfterTheLastAttemptAndAliveAgainWhenAnOperatorSaysSo() {
        answers(aResponse().withStatus(503));
        UUID id = corrected(6);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            hub.allDueNow();
            assertThat(hub.status(id)).isEqualTo("dead");
        });
        assertThat(hub.row(id)).containsEntry("attempts", 3);
        answers(aResponse().withStatus(200).withBody("{\"id\": 12}"));
        assertThat(hub.outbox.retryNow(id)).isTrue();
        awaitStatus(id, "confirmed");
        assertThat(hub.row(id)).containsEntry("receipt", "12");
    }

    @Test
    void followsNoRedirect() {
        answers(aResponse().withStatus(302).withHeader("Location", registry.baseUrl() + "/elsewhere"));
        UUID id = corrected(7);
        awaitFailure(id);
        registry.verify(0, anyRequestedFor(urlEqualTo("/elsewhere")));
        assertThat((String) hub.row(id).get("last_error")).contains("redirect");
    }

    @Test
    void anAnswersCamelHeadersSteerNothing() {
        answers(aResponse()
                .withStatus(201)
                .withHeader("CamelHttpUri", registry.baseUrl() + "/stolen")
                .withHeader("CamelHttpPath", "/stolen")
                .withHeader("CamelSqlQuery", "update notice_delivery set receipt = 'stolen'")
                .withHeader("CamelFileName", "../../stolen.csv")
                .withHeader("hubDelivery", "stolen")
                .withHeader("hubDeliveryId", "stolen")
                .withHeader("hubReceipt", "stolen")
                .withBody("{\"receipt_id\":\"LR-1\"}"));
        UUID first = corrected(8);
        awaitStatus(first, "confirmed");
        UUID second = corrected(9);
        awaitStatus(second, "confirmed");
        assertThat(hub.row(first)).containsEntry("receipt", "LR-1");
        registry.verify(0, anyRequestedFor(urlEqualTo("/stolen")));
        registry.verify(
                1,
                postRequestedFor(urlEqualTo("/opendsr/requests"))
                        .withHeader("Idempotency-Key", equalTo(second.toString())));
        assertThat(registry.findAll(anyRequestedFor(anyUrl())))
                .allSatisfy(request -> assertThat(request.getHeaders().keys())
                        .noneMatch(name ->
                                name.toLowerCase(java.util.Locale.ROOT).startsWith("camel") || name.startsWith("hub")));
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        registry.resetAll();
        registry.stubFor(post(urlEqualTo("/opendsr/requests")).willReturn(answer));
    }

    private UUID corrected(long changeSet) {
        return hub.corrected(changeSet, 4711, Map.of("email", "uusi@example.fi"));
    }

    private void awaitStatus(UUID id, String status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(hub.row(id)).containsEntry("status", status));
    }

    private void awaitFailure(UUID id) {
        await().atMost(Duration.ofSeconds(20)).until(() -> hub.row(id).get("last_error") != null);
    }

    private long secondsToNext(UUID id) {
        return hub.jdbc
                .sql("select extract(epoch from next_at - now()) from notice_delivery where id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }
}
