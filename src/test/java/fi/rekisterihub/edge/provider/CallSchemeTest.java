package fi.rekisterihub.edge.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The signatures of calls, against what their makers have published. */
class CallSchemeTest {

    private static final Instant AT = Instant.parse("2020-01-15T10:00:00Z");
    private static final String LIANA_KEY = "0123456789abcdef0123456789abcdef";

    @Test
    @DisplayName("LianaMailer's published examples, a POST and a GET with a query")
    void signsAsLianaMailerHasPublished() {
        assertThat(liana("POST", "https://rest.lianamailer.com/api/v1/echoMessage", "[\"hello\"]"))
                .isEqualTo("89b60df150aad61e42fef7d6a43883c83e642aef2f7f2338b971c681f9992c26");
        assertThat(liana(
                        "GET",
                        "https://rest.lianamailer.com/api/v3/events?type=mailopen&at_start=2020-01-10T12:00:00&at_end=2020-01-10T15:00:00",
                        ""))
                .isEqualTo("22404d156bd828b157c3e6e11f5b83943b00bc7b0029eceab304dae227ef7f03");
    }

    @Test
    void tellsLianaMailerRealmUserAndTheTimeOfFinland() {
        SignedCall call = call("POST", "https://rest.lianamailer.com/api/v1/echoMessage", "[\"hello\"]");
        assertThat(CallScheme.LIANAMAILER.headers(call, new CallKeys("17", LIANA_KEY, "EUR"), AT))
                .containsEntry("Content-MD5", Digests.hex("MD5", call.body()))
                .containsEntry("Date", "2020-01-15T12:00:00+02:00")
                .hasEntrySatisfying("Authorization", told -> assertThat(told).matches("EUR 17:[0-9a-f]{64}"));
    }

    @Test
    @DisplayName("Amazon's published example of signature version 4: get-vanilla")
    void signsAsAmazonHasPublished() {
        CallKeys keys = new CallKeys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1/service");
        assertThat(CallScheme.AMAZON.headers(
                        call("GET", "https://example.amazonaws.com/", ""), keys, Instant.parse("2015-08-30T12:36:00Z")))
                .containsEntry("X-Amz-Date", "20150830T123600Z")
                .containsEntry(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + " SignedHeaders=host;x-amz-date,"
                                + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    }

    @Test
    void signsTheWholeAddressContentAndSecondForCreamailer() {
        assertThat(CallScheme.CREAMAILER.headers(
                        call("POST", "https://api.cmfile.net/v2/api/suppressions", "{\"email\":\"a@b.example\"}"),
                        new CallKeys("token", "secret", ""),
                        AT))
                .containsEntry("X-Access-Token", "token")
                .containsEntry("X-Request-Timestamp", "1579082400")
                .containsEntry(
                        "X-Request-Signature",
                        Digests.hmacHex(
                                "secret",
                                "https://api.cmfile.net/v2/api/suppressions{\"email\":\"a@b.example\"}1579082400"));
    }

    @Test
    void saysWhichSchemesThereAre() {
        assertThatThrownBy(() -> CallScheme.of("oauth1"))
                .hasMessageContaining("There is no scheme 'oauth1'; write one of bearer, basic, token, header");
    }

    private static String liana(String method, String url, String body) {
        SignedCall call = call(method, url, body);
        return LianaSignature.signature(call, LIANA_KEY, Digests.hex("MD5", call.body()), "2020-01-15T12:00:00+03:00");
    }

    private static SignedCall call(String method, String url, String body) {
        return new SignedCall(method, URI.create(url), body.getBytes(StandardCharsets.UTF_8));
    }
}
