package fi.rekisterihub.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import fi.rekisterihub.notice.ChangedEntity;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.signing.BodySignature;
import fi.rekisterihub.notice.signing.TestKeys;
import fi.rekisterihub.profile.RecipientRule;
import fi.rekisterihub.profile.ShippedProfiles;
import fi.rekisterihub.register.EntityKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keeper of the temporary marketing register, as the shipped profile and the shipped route tell it. */
class KeeperNoticesTest {

    private static final String KEEPER = "asiakastieto-keeper";
    private static final TestKeys KEYS = TestKeys.rsa("asiakastieto-keeper.example");

    @RegisterExtension
    static final WireMockExtension keeper = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private NoticeHub hub;

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    @DisplayName(
            "SV4 an error told to the controller is passed on to the register's keeper, with signed proof of delivery")
    void passesACorrectionOnAndKeepsTheProof() {
        String receipt = "{\"receipt_id\":\"SAT-1\"}";
        keeper.stubFor(post(urlEqualTo("/notices"))
                .willReturn(aResponse()
                        .withStatus(201)
                        .withHeader(BodySignature.HEADER, KEYS.sign(receipt.getBytes(StandardCharsets.UTF_8)))
                        .withBody(receipt)));
        hub = new NoticeHub(
                shipped(),
                Map.of(
                        "hub.processors.asiakastieto-keeper.enabled", "true",
                        "hub.processors.asiakastieto-keeper.url", keeper.baseUrl() + "/notices",
                        "hub.processors.asiakastieto-keeper.every", "100"),
                null,
                TestKeys.parties(Map.of(KEEPER, KEYS), Clock.systemUTC()));
        hub.start("processor-asiakastieto-keeper");
        UUID id = hub.changed(new ChangedEntity(
                1,
                EntityKind.PERSON,
                4711,
                NoticeKind.RECTIFIED,
                Map.of("title", "Toimitusjohtaja", "street", "Kotikatu 1")));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(hub.row(id)).containsEntry("status", "confirmed"));
        keeper.verify(
                1,
                postRequestedFor(urlEqualTo("/notices"))
                        .withHeader("Idempotency-Key", equalTo(id.toString()))
                        .withRequestBody(
                                matchingJsonPath("$.extensions.rekisterihub.fields.title", equalTo("Toimitusjohtaja")))
                        .withRequestBody(matchingJsonPath("$.extensions.rekisterihub.fields[?(!@.street)]")));
        assertThat(hub.row(id)).containsEntry("receipt", "SAT-1");
        assertThat(hub.jdbc
                        .sql("select concat_ws(' ', way, outcome, effect, signed_by, digest) from notice_answer")
                        .query(String.class)
                        .single())
                .isEqualTo("answer completed taken asiakastieto-keeper.example "
                        + BodySignature.digest(receipt.getBytes(StandardCharsets.UTF_8)));
    }

    private static Recipient shipped() {
        RecipientRule rule = ShippedProfiles.read(JdbcClient.create(fi.rekisterihub.support.FreshDatabase.dataSource()))
                .get("soprano-valiaikainen-markkinointirekisteri")
                .recipients()
                .stream()
                .filter(recipient -> recipient.id().equals(KEEPER))
                .findFirst()
                .orElseThrow();
        return Recipient.keeper(rule.id(), rule.route(), rule.companyFields(), rule.personFields());
    }
}
