package fi.rekisterihub.notice.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.database.FreshSecrets;
import fi.rekisterihub.notice.AnswerSettings;
import fi.rekisterihub.support.FreshDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Certificates and keys of the settings: what stops the start, and what only its own notices. */
class KnownPartiesTest {

    private static final TestKeys PROCESSOR = TestKeys.rsa("processor.example");

    @TempDir
    private Path home;

    @Test
    void aFileThatIsMissingOrNoCertificateStopsTheStart() throws IOException {
        assertThatThrownBy(() -> signing("missing.pem"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hub.notice.recipients.registry.signing-certificate names")
                .hasMessageContaining("missing.pem");
        Files.writeString(home.resolve("text.pem"), "not a certificate");
        assertThatThrownBy(() -> signing("text.pem")).hasMessageContaining("no block 'BEGIN CERTIFICATE'");
        Files.writeString(home.resolve("broken.pem"), Pem.write("CERTIFICATE", new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> signing("broken.pem")).hasMessageContaining("no X.509 certificate");
    }

    @Test
    void aCertificateOfTheWrongKindStopsTheStart() {
        TestKeys onlySigns = TestKeys.of("RSA", 2048, "a@processor.example", KeyUsage.digitalSignature, later());
        assertThatThrownBy(() -> mailbox(onlySigns))
                .hasMessageContaining(
                        "registry.certificate is a certificate that is not made for the encryption of keys");
        assertThatThrownBy(() -> mailbox(TestKeys.ec("a@processor.example"))).hasMessageContaining("for RSA keys");
        assertThatThrownBy(() ->
                        mailbox(TestKeys.of("RSA", 1024, "a@processor.example", KeyUsage.keyEncipherment, later())))
                .hasMessageContaining("1024 bits");
        TestKeys onlyEncrypts = TestKeys.of("RSA", 2048, "x.example", KeyUsage.keyEncipherment, later());
        assertThatThrownBy(() -> signing(onlyEncrypts.certificateIn(home, "e.pem")))
                .hasMessageContaining("not made for digital signatures");
    }

    @Test
    void aSigningCertificateNeedsTheDomainThatSigns() {
        assertThatThrownBy(() ->
                        parties(new AnswerSettings.Recipient(null, null, PROCESSOR.certificateIn(home, "p.pem"), null)))
                .hasMessageContaining("without hub.notice.recipients.registry.domain");
    }

    @Test
    void anExpiredOneDoesNotStopTheOptOutsOfEverybodyElse() {
        TestKeys expired = TestKeys.of(
                "RSA",
                2048,
                "a@processor.example",
                KeyUsage.keyEncipherment,
                Instant.now().minus(Duration.ofDays(1)));
        assertThatCode(() -> mailbox(expired)).doesNotThrowAnyException();
        assertThat(mailbox(expired).expired(expired.certificate()))
                .hasValueSatisfying(why -> assertThat(why).startsWith("expired on "));
    }

    @Test
    void theHubsKeyAndCertificateMustBelongTogether() {
        TestKeys hub = TestKeys.rsa("hub.example.fi");
        String key = hub.keyIn(home, "key.pem");
        HubKey given = hubKey(key, hub.certificateIn(home, "hub.pem"));
        assertThat(BodySignature.verifies(hub.certificate().getPublicKey(), new byte[] {7}, given.sign(new byte[] {7})))
                .isTrue();
        assertThat(given.toString()).doesNotContain("PRIVATE");
        assertThatThrownBy(() -> hubKey(key, PROCESSOR.certificateIn(home, "p.pem")))
                .hasMessageContaining("do not belong together");
        assertThatThrownBy(() -> hubKey(key, TestKeys.ec("x.example").certificateIn(home, "ec.pem")))
                .hasMessageContaining("hub.opendsr.key holds no key for EC");
        TestKeys expired = TestKeys.of(
                "RSA",
                2048,
                "hub.example.fi",
                KeyUsage.digitalSignature,
                Instant.now().minus(Duration.ofDays(1)));
        assertThatThrownBy(() -> hubKey(expired.keyIn(home, "old.key"), expired.certificateIn(home, "old.pem")))
                .hasMessageContaining("hub.opendsr.certificate expired on");
    }

    @Test
    void onlyOneOfKeyAndCertificateIsNotEnough() {
        assertThatThrownBy(() -> settings("key.pem", null)).hasMessageContaining("give both");
        assertThatThrownBy(() -> new OpenDsrSettings.Controller("not a host", "x.pem", Set.of("r"), null))
                .hasMessageContaining("no host name");
    }

    private KnownParties signing(String file) {
        return parties(new AnswerSettings.Recipient(null, "processor.example", file, null));
    }

    private KnownParties mailbox(TestKeys keys) {
        return parties(new AnswerSettings.Recipient(null, null, null, keys.certificateIn(home, "m.pem")));
    }

    private KnownParties parties(AnswerSettings.Recipient recipient) {
        return new KnownParties(
                home,
                new AnswerSettings(Duration.ofDays(14), Map.of("registry", recipient)),
                TestKeys.noController(),
                Clock.systemUTC());
    }

    private HubKey hubKey(String key, String certificate) {
        return new HubKeyMaker(home, settings(key, certificate))
                .key(FreshSecrets.of(JdbcClient.create(FreshDatabase.dataSource())), "hub.example.fi");
    }

    private static OpenDsrSettings settings(@Nullable String key, @Nullable String certificate) {
        return new OpenDsrSettings(null, key, certificate, DataSize.ofKilobytes(64), Duration.ofDays(30), Map.of());
    }

    private static Instant later() {
        return Instant.now().plus(Duration.ofDays(10));
    }
}
