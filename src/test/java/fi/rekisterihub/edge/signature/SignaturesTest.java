package fi.rekisterihub.edge.signature;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.mapping.SignatureRule;
import fi.rekisterihub.mapping.SignatureRule.BodyHmac;
import fi.rekisterihub.mapping.SignatureRule.Ecdsa;
import fi.rekisterihub.mapping.SignatureRule.Encoding;
import fi.rekisterihub.mapping.SignatureRule.RequestHmac;
import fi.rekisterihub.mapping.SignatureRule.Secret;
import fi.rekisterihub.mapping.SignatureRule.Shown;
import fi.rekisterihub.mapping.SignatureRule.TimestampedHmac;
import fi.rekisterihub.mapping.SignatureRule.TokenHmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every scheme with a call that is right, one that is forged, and one that is old; published vectors where there are some. */
class SignaturesTest {

    private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");
    private static final Duration MINUTES = Duration.ofMinutes(5);
    private static final String URL = "https://hub.example.fi/hooks/x";
    private static final String BODY = "{\"a\":1}";
    private static final List<String> OLD_AND_NEW = List.of("old", "new");

    private final Signatures signatures =
            new Signatures(new AmazonAddress(Pattern.compile("https://nowhere.example/")));
    private final Map<String, String> headers = new HashMap<>();

    // ------------------------------------------------------------------ a secret that is shown

    @Test
    void acceptsTheSecretWhereTheTableLooksForItAndNowhereElse() {
        headers.put("X-Token", "new");
        assertThat(judge(new Secret(Shown.HEADER, "X-Token"), OLD_AND_NEW)).isInstanceOf(Verdict.Genuine.class);
        assertThat(judge(new Secret(Shown.BEARER, ""), OLD_AND_NEW)).isEqualTo(refused(Verdict.Why.UNSIGNED));
        headers.put("X-Token", "newer");
        assertThat(judge(new Secret(Shown.HEADER, "X-Token"), OLD_AND_NEW)).isEqualTo(refused(Verdict.Why.FORGED));
    }

    // ------------------------------------------------------------------ HMAC of the body

    @ParameterizedTest
    @ValueSource(strings = {"old", "new"})
    void acceptsEachSecretWhileItIsBeingChanged(String secret) {
        BodyHmac hex = new BodyHmac("Signature", Encoding.HEX, "");
        headers.put("Signature", hex(Macs.of(secret, bytes(BODY))));
        assertThat(judge(hex, OLD_AND_NEW)).isEqualTo(Verdict.GENUINE);
        assertThat(judge(hex, List.of("other"))).isEqualTo(refused(Verdict.Why.FORGED));
    }

    @Test
    void readsASignatureInBase64BehindAPrefix() {
        BodyHmac rule = new BodyHmac("X-Signature", Encoding.BASE64, "sha256=");
        String signature = Base64.getEncoder().encodeToString(Macs.of("new", bytes(BODY)));
        headers.put("X-Signature", "sha256=" + signature);
        assertThat(judge(rule, OLD_AND_NEW)).isEqualTo(Verdict.GENUINE);
        headers.put("X-Signature", signature);
        assertThat(judge(rule, OLD_AND_NEW)).isEqualTo(refused(Verdict.Why.UNSIGNED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "00", "häh", "0123456789abcdef"})
    void refusesASignatureThatIsNone(String signature) {
        headers.put("Signature", signature);
        assertThat(judge(new BodyHmac("Signature", Encoding.HEX, ""), OLD_AND_NEW))
                .isEqualTo(refused(Verdict.Why.FORGED));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "299, true", "-299, true", "301, false", "-301, false"})
    void acceptsASignedTimeOfNowOnly(long age, boolean accepted) {
        TimestampedHmac rule = new TimestampedHmac("X-Mailchimp-Signature", MINUTES);
        String time = String.valueOf(NOW.getEpochSecond() - age);
        headers.put(
                "X-Mailchimp-Signature",
                "t=%s,v1=00ff,v1=%s".formatted(time, hex(Macs.of("new", bytes(time + "." + BODY)))));
        assertThat(judge(rule, OLD_AND_NEW)).isEqualTo(accepted ? Verdict.GENUINE : refused(Verdict.Why.REPLAYED));
        headers.put(
                "X-Mailchimp-Signature", headers.get("X-Mailchimp-Signature").replace("t=1", "t=2"));
        assertThat(judge(rule, OLD_AND_NEW)).isEqualTo(refused(Verdict.Why.FORGED));
    }

    // ------------------------------------------------------------------ Mailgun

    @Test
    void remembersATokenBecauseTheBodyBesideItIsNotSigned() {
        String time = String.valueOf(NOW.getEpochSecond());
        String body = "{\"signature\":{\"timestamp\":\"%s\",\"token\":\"tok\",\"signature\":\"%s\"},\"event-data\":{}}"
                .formatted(time, hex(Macs.of("new", bytes(time + "tok"))));
        assertThat(judge(new TokenHmac(MINUTES), OLD_AND_NEW, "application/json", body))
                .isEqualTo(new Verdict.Genuine("token:" + time + "tok", false, null));
        assertThat(judge(new TokenHmac(MINUTES), List.of("other"), "application/json", body))
                .isEqualTo(refused(Verdict.Why.FORGED));
    }

    @Test
    void readsMailgunsOlderForm() {
        String time = String.valueOf(NOW.minus(Duration.ofHours(1)).getEpochSecond());
        String body = "timestamp=%s&token=tok&signature=%s&event=unsubscribed"
                .formatted(time, hex(Macs.of("new", bytes(time + "tok"))));
        String form = "application/x-www-form-urlencoded";
        assertThat(judge(new TokenHmac(Duration.ofHours(12)), OLD_AND_NEW, form, body))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(judge(new TokenHmac(MINUTES), OLD_AND_NEW, form, body)).isEqualTo(refused(Verdict.Why.REPLAYED));
    }

    @ParameterizedTest
    @CsvSource({
        "{, UNREADABLE",
        "[{}], UNSIGNED",
        "'[{},{}]', UNREADABLE",
        "{}, UNSIGNED",
        "'{\"signature\":\"x\"}', UNSIGNED"
    })
    void refusesABodyWithoutASignatureInIt(String body, Verdict.Why why) {
        assertThat(judge(new TokenHmac(MINUTES), OLD_AND_NEW, "application/json", body))
                .isEqualTo(refused(why));
    }

    // ------------------------------------------------------------------ SendGrid, with the vector that it publishes

    private static final String SENDGRID_KEY =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==";
    private static final String SENDGRID_SIGNATURE =
            "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=";
    private static final String SENDGRID_BODY =
            "[{\"email\":\"hello@world.com\",\"event\":\"dropped\",\"reason\":\"Bounced Address\","
                    + "\"sg_event_id\":\"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA\","
                    + "\"sg_message_id\":\"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0\","
                    + "\"smtp-id\":\"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>\",\"timestamp\":1600112492}]\r\n";
    private static final Ecdsa SENDGRID = new Ecdsa("S", "T", Duration.ofDays(1));

    @Test
    void verifiesTheVectorOfSendGridToTheLastByte() {
        headers.put("S", SENDGRID_SIGNATURE);
        headers.put("T", "1600112502");
        assertThat(atTimeOfTheVector(SENDGRID_BODY, SENDGRID_KEY)).isEqualTo(Verdict.GENUINE);
        assertThat(atTimeOfTheVector(SENDGRID_BODY.strip(), SENDGRID_KEY)).isEqualTo(refused(Verdict.Why.FORGED));
        headers.put("T", "1600112503");
        assertThat(atTimeOfTheVector(SENDGRID_BODY, SENDGRID_KEY)).isEqualTo(refused(Verdict.Why.FORGED));
        headers.put("T", "1600112502");
        headers.put("S", "MEUCIQ==");
        assertThat(atTimeOfTheVector(SENDGRID_BODY, SENDGRID_KEY)).isEqualTo(refused(Verdict.Why.FORGED));
    }

    @Test
    void refusesAVectorOfYears() {
        headers.put("S", SENDGRID_SIGNATURE);
        headers.put("T", "1600112502");
        assertThat(judge(SENDGRID, List.of(SENDGRID_KEY), "application/json", SENDGRID_BODY))
                .isEqualTo(refused(Verdict.Why.REPLAYED));
    }

    @Test
    void neitherBelievesNorRefusesUnderAKeyThatIsNone() {
        headers.put("S", SENDGRID_SIGNATURE);
        headers.put("T", "1600112502");
        assertThat(atTimeOfTheVector(SENDGRID_BODY, "secret")).isInstanceOf(Verdict.Unsure.class);
        assertThat(Signatures.flaw(SENDGRID, "secret")).isPresent();
        assertThat(Signatures.flaw(SENDGRID, SENDGRID_KEY)).isEmpty();
    }

    // ------------------------------------------------------------------ HubSpot, with the vectors that it publishes

    @ParameterizedTest
    @CsvSource({
        "GET, '', eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e",
        "POST, '{\"example_field\":\"example_value\"}', 9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900"
    })
    void verifiesTheVectorsOfHubSpot(String method, String body, String signature) {
        headers.put("X-HubSpot-Signature", signature);
        HookRequest call = call(method, "https://www.example.com/webhook_uri", "application/json", body, NOW);
        assertThat(signatures.judge(new RequestHmac(2, MINUTES), call, List.of("yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy")))
                .isEqualTo(Verdict.GENUINE);
        assertThat(signatures.judge(new RequestHmac(2, MINUTES), call, List.of("other")))
                .isEqualTo(refused(Verdict.Why.FORGED));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "299, true", "301, false"})
    void signsTheAddressUnderWhichHubSpotKnowsUs(long age, boolean accepted) {
        RequestHmac third = new RequestHmac(3, MINUTES);
        String time = String.valueOf(NOW.minusSeconds(age).toEpochMilli());
        headers.put("X-HubSpot-Request-Timestamp", time);
        headers.put(
                "X-HubSpot-Signature-v3",
                Base64.getEncoder().encodeToString(Macs.of("new", bytes("POST" + URL + "?a=b@c" + BODY + time))));
        assertThat(signatures.judge(third, call("POST", URL + "?a=b%40c", "application/json", BODY, NOW), OLD_AND_NEW))
                .isEqualTo(accepted ? Verdict.GENUINE : refused(Verdict.Why.REPLAYED));
        assertThat(signatures.judge(
                        third, call("POST", "http://10.0.0.1/?a=b%40c", "application/json", BODY, NOW), OLD_AND_NEW))
                .isEqualTo(refused(Verdict.Why.FORGED));
    }

    private Verdict atTimeOfTheVector(String body, String key) {
        return signatures.judge(
                SENDGRID, call("POST", URL, "application/json", body, Instant.ofEpochSecond(1600112502)), List.of(key));
    }

    private Verdict judge(SignatureRule rule, List<String> secrets) {
        return judge(rule, secrets, "application/json", BODY);
    }

    private Verdict judge(SignatureRule rule, List<String> secrets, String contentType, String body) {
        return signatures.judge(rule, call("POST", URL, contentType, body, NOW), secrets);
    }

    private HookRequest call(String method, String url, String contentType, String body, Instant at) {
        return new HookRequest(method, url, null, contentType, headers::get, bytes(body), at);
    }

    private static Verdict refused(Verdict.Why why) {
        return new Verdict.Refused(why);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
