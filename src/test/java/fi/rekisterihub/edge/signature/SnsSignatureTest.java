package fi.rekisterihub.edge.signature;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import fi.rekisterihub.mapping.SignatureRule;
import fi.rekisterihub.simulator.AmazonSns;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnsSignatureTest {

    private static final String TOPIC = "arn:aws:sns:eu-north-1:123456789012:ses-events";

    private final WireMockServer amazon =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final AmazonSns sns = AmazonSns.here();
    private Signatures signatures;

    SnsSignatureTest() {
        amazon.start();
        signatures = new Signatures(new AmazonAddress(Pattern.compile(Pattern.quote(amazon.baseUrl()) + "/.*")));
        amazon.stubFor(get("/key.pem").willReturn(aResponse().withBody(sns.certificate())));
    }

    @AfterEach
    void stopAmazon() {
        amazon.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void verifiesBothVersionsAndFetchesTheCertificateOnce(String version) {
        AmazonSns.Message message = sns.notification(TOPIC, version, amazon.url("/key.pem"), "{}");
        for (int call = 0; call < 2; call++) {
            assertThat(judge(message, TOPIC)).isEqualTo(new Verdict.Genuine("message:" + message.id(), true, null));
        }
        amazon.verify(1, getRequestedFor(urlPathEqualTo("/key.pem")));
    }

    @Test
    void namesTheAddressThatConfirmsASubscription() {
        AmazonSns.Message message =
                sns.confirmation(TOPIC, amazon.url("/key.pem"), amazon.url("/?Action=ConfirmSubscription"));
        assertThat(judge(message, TOPIC))
                .isEqualTo(new Verdict.Genuine(
                        "message:" + message.id(), true, URI.create(amazon.url("/?Action=ConfirmSubscription"))));
    }

    @Test
    void confirmsNoSubscriptionAtAnAddressThatIsNotAmazons() {
        assertThat(judge(
                        sns.confirmation(
                                TOPIC, amazon.url("/key.pem"), "https://192.0.2.1/?Action=ConfirmSubscription"),
                        TOPIC))
                .isEqualTo(new Verdict.Refused(Verdict.Why.FORGED));
    }

    @Test
    void refusesAnotherTopicOfAnotherCustomerOfAmazon() {
        AmazonSns.Message message = sns.notification(TOPIC, "2", amazon.url("/key.pem"), "{}");
        assertThat(judge(message, TOPIC + "-of-another")).isEqualTo(new Verdict.Refused(Verdict.Why.FORGED));
        amazon.verify(0, getRequestedFor(urlPathEqualTo("/key.pem")));
    }

    @Test
    void refusesAMessageThatWasChangedOrNamesAnotherCertificate() {
        AmazonSns.Message message = sns.notification(TOPIC, "2", amazon.url("/key.pem"), "{\"a\":1}");
        AmazonSns.Message changed = new AmazonSns.Message(
                message.id(), message.type(), message.body().replace("\\\"a\\\":1", "\\\"a\\\":2"));
        assertThat(changed.body()).isNotEqualTo(message.body());
        assertThat(judge(changed, TOPIC)).isEqualTo(new Verdict.Refused(Verdict.Why.FORGED));
        assertThat(judge(sns.notification(TOPIC, "2", "https://evil.example/key.pem", "{}"), TOPIC))
                .isEqualTo(new Verdict.Refused(Verdict.Why.FORGED));
        assertThat(judge(sns.notification(TOPIC, "3", amazon.url("/key.pem"), "{}"), TOPIC))
                .isEqualTo(new Verdict.Refused(Verdict.Why.FORGED));
    }

    @Test
    void asksAgainWhenTheCertificateCannotBeFetchedNow() {
        AmazonSns.Message message = sns.notification(TOPIC, "2", amazon.url("/other.pem"), "{}");
        amazon.stubFor(get("/other.pem").willReturn(aResponse().withStatus(503)));
        assertThat(judge(message, TOPIC)).isInstanceOf(Verdict.Unsure.class);
        amazon.stubFor(get("/other.pem").willReturn(aResponse().withBody(sns.certificate())));
        assertThat(judge(message, TOPIC)).isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void refusesHeadersThatSayAnotherThanTheBody() {
        AmazonSns.Message message = sns.notification(TOPIC, "2", amazon.url("/key.pem"), "{}");
        assertThat(judge(new AmazonSns.Message(message.id(), "SubscriptionConfirmation", message.body()), TOPIC))
                .isEqualTo(new Verdict.Refused(Verdict.Why.UNSIGNED));
        assertThat(judge(new AmazonSns.Message("other", message.type(), message.body()), TOPIC))
                .isEqualTo(new Verdict.Refused(Verdict.Why.UNSIGNED));
        assertThat(judge(
                        new AmazonSns.Message(
                                message.id(), message.type(), message.body().substring(9)),
                        TOPIC))
                .isEqualTo(new Verdict.Refused(Verdict.Why.UNREADABLE));
    }

    @ParameterizedTest
    @CsvSource({
        "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0.pem, true",
        "https://sns.cn-north-1.amazonaws.com.cn/x.pem, true",
        "http://sns.eu-north-1.amazonaws.com/x.pem, false",
        "https://sns.eu-north-1.amazonaws.com.evil.example/x.pem, false",
        "https://sns.eu-north-1.amazonaws.com:8443/x.pem, false",
        "https://sns.eu-north-1.amazonaws.com@evil.example/x.pem, false",
        "https://evil.example/sns.eu-north-1.amazonaws.com/x.pem, false",
        "https://evil.amazonaws.com/x.pem, false",
        "https://sns.x.y.amazonaws.com/x.pem, false"
    })
    void callsOnlyAddressesOfAmazonSns(String address, boolean allowed) {
        String usual = "https://sns\\.[a-z0-9-]{3,40}\\.amazonaws\\.com(\\.cn)?/[^\\s@\\\\]*";
        assertThat(new AmazonAddress(Pattern.compile(usual)).of(address).isPresent())
                .isEqualTo(allowed);
    }

    private Verdict judge(AmazonSns.Message message, String topic) {
        Map<String, String> headers =
                Map.of("x-amz-sns-message-type", message.type(), "x-amz-sns-message-id", message.id());
        return signatures.judge(
                new SignatureRule.Sns(),
                new HookRequest(
                        "POST",
                        "https://hub.example.fi/hooks/amazon-ses",
                        null,
                        "text/plain; charset=UTF-8",
                        headers::get,
                        message.body().getBytes(StandardCharsets.UTF_8),
                        Instant.now()),
                List.of(topic));
    }
}
