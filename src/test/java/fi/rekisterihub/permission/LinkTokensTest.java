package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokensTest {

    private static final LinkSubject SUBJECT = new LinkSubject(
            "sofor-asiakasrekisteri",
            4711,
            "eeva.esimerkki@example.fi",
            "newsletter:safety",
            "issue-7",
            Instant.parse("2026-11-22T08:00:00Z"));

    private final LinkTokens tokens = tokens("old key");

    @Test
    void givesBackWhatItWasMadeOf() {
        assertThat(tokens.read(tokens.token(SUBJECT))).contains(SUBJECT);
        assertThat(tokens.token(SUBJECT)).isEqualTo(tokens.token(SUBJECT));
    }

    @Test
    void revealsNeitherPersonNorAddress() {
        byte[] bytes = Base64.getUrlDecoder().decode(tokens.token(SUBJECT));
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("eeva", "example", "sofor", "safety");
    }

    @Test
    void readsNothingThatWasAlteredInOneCharacter() {
        String token = tokens.token(SUBJECT);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.read(token.substring(0, i) + other + token.substring(i + 1)))
                    .as("character %d", i)
                    .isEmpty();
        }
        assertThat(tokens.read(token.substring(0, token.length() - 1))).isEmpty();
        assertThat(tokens.read(token + "A")).isEmpty();
        assertThat(tokens.read(token + "=")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "../../etc/passwd", "%00", "äö", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void readsNothingThatIsNotOurs(String token) {
        assertThat(tokens.read(token)).isEmpty();
        assertThat(tokens.read(token.repeat(500))).isEmpty();
    }

    @Test
    void acceptsTheOldKeyAfterRotationAndNotWhenItIsTakenOut() {
        String old = tokens.token(SUBJECT);
        LinkTokens rotated = tokens("new key", "old key");
        assertThat(rotated.read(old)).contains(SUBJECT);
        assertThat(rotated.token(SUBJECT)).isNotEqualTo(old);
        assertThat(tokens("new key").read(old)).isEmpty();
        assertThat(tokens.read(rotated.token(SUBJECT))).isEmpty();
    }

    @Test
    void writesTheHeadersOfRfc8058() {
        Map<String, String> headers = tokens.headers(SUBJECT);
        assertThat(headers).containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        assertThat(headers.get("List-Unsubscribe"))
                .matches("<https://hub\\.example\\.fi/u/[\\w-]+>, <mailto:unsubscribe\\+[a-z2-7]+@example\\.fi>");
    }

    @Test
    void fitsAMailAddressAndSurvivesTheLossOfItsCapitals() {
        String address = mailAddress();
        assertThat(address.substring(0, address.indexOf('@')).length()).isLessThanOrEqualTo(64);
        assertThat(tokens.readMailAddress(address.toUpperCase(Locale.ROOT))).hasValueSatisfying(subject -> {
            assertThat(subject.personId()).isEqualTo(4711);
            assertThat(subject.isMarkOf("sofor-asiakasrekisteri")).isTrue();
            assertThat(subject.isMarkOf("another")).isFalse();
        });
    }

    @Test
    void readsNoPlusAddressThatIsNotOurs() {
        String address = mailAddress();
        assertThat(tokens.readMailAddress(address.replace("+", "+a"))).isEmpty();
        assertThat(tokens.readMailAddress("unsubscribe@example.fi")).isEmpty();
        assertThat(tokens.readMailAddress("unsubscribe+@example.fi")).isEmpty();
        assertThat(tokens.readMailAddress("unsubscribe+newsletter@example.fi")).isEmpty();
        assertThat(tokens.readMailAddress("")).isEmpty();
    }

    private String mailAddress() {
        String header = tokens.headers(SUBJECT).get("List-Unsubscribe");
        return header.substring(header.indexOf("mailto:") + 7, header.length() - 1);
    }

    private static LinkTokens tokens(String... keys) {
        return new LinkTokens(
                List.of(keys).stream()
                        .map(key -> key.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                URI.create("https://hub.example.fi"),
                "unsubscribe@example.fi");
    }
}
