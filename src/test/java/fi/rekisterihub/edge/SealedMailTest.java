package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.signing.KnownParties;
import fi.rekisterihub.notice.signing.TestKeys;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.mail.smime.SMIMEEnveloped;
import org.bouncycastle.mail.smime.SMIMESigned;
import org.bouncycastle.mail.smime.SMIMEUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters to a recipient with a certificate, opened as its mail program does; and letters with several notices. */
class SealedMailTest {

    private static final String TO = "tiedot@print-house.example";
    private static final TestKeys MAILBOX = TestKeys.rsa(TO);

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private NoticeHub hub;

    @TempDir
    private Path folder;

    @BeforeEach
    void startServer() {
        server.start();
    }

    @AfterEach
    void stop() {
        hub.close();
        server.stop();
    }

    @Test
    void isSignedByTheHubAndReadByTheRecipientOnly() throws Exception {
        start(TestKeys.mailbox("print-house", MAILBOX, Clock.systemUTC()));
        UUID id = hub.corrected(1, 4711, Map.of("street", "Uusikatu 1 Å"));
        awaitStatus(id, "sent");

        MimeMessage mail = server.getReceivedMessages()[0];
        String raw = GreenMailUtil.getWholeMessage(mail);
        assertThat(raw).doesNotContain("Uusikatu", "Hei,", "VXVzaWthdHU");
        assertThat(mail.getContentType()).startsWith("application/pkcs7-mime").contains("enveloped-data");
        assertThat(mail.getSubject()).isEqualTo("Rekisteri-ilmoitus %s: tietoja oikaistu".formatted(id));
        assertThat(mail.getHeader("Message-ID")).containsExactly("<%s@example.fi>".formatted(id));
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(TO);

        MimeMultipart content = opened(mail);
        assertThat(content.getBodyPart(0).getContent().toString()).contains("Tehkää muutos", "TEHTY");
        assertThat(content.getBodyPart(1).getFileName()).isEqualTo("notice-%s.json".formatted(id));
        assertThat(new String(content.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"street\":\"Uusikatu 1 Å\"");
    }

    @Test
    void anExpiredCertificateLetsNothingOut() {
        start(TestKeys.mailbox(
                "print-house", MAILBOX, Clock.fixed(Instant.now().plus(Duration.ofDays(31)), ZoneOffset.UTC)));
        UUID id = hub.corrected(1, 4711, Map.of("street", "Uusikatu 1"));
        awaitFailure(id, "The certificate of print-house expired on");
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(hub.status(id)).isEqualTo("new");
    }

    @Test
    void aCertificateOfAnotherAddressLetsNothingOut() {
        start(TestKeys.mailbox("print-house", TestKeys.rsa("other@print-house.example"), Clock.systemUTC()));
        awaitFailure(
                hub.corrected(1, 4711, Map.of("street", "Uusikatu 1")), "made out to another address than the one");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void severalNoticesGoInOneLetterEachUnderItsId() throws Exception {
        // What docs/processors.md says: another source, once a day.
        Path route = folder.resolve("processor-print-house.camel.yaml");
        Files.writeString(
                route,
                Files.readString(Path.of("routes/processor-print-house.camel.yaml"))
                        .replace("kamelet:hub-notice-source", "kamelet:hub-notice-batch-source"));
        prepare(TestKeys.nobody());
        UUID first = hub.corrected(1, 11, Map.of("street", "Ekakatu 1"));
        UUID second = hub.corrected(2, 12, Map.of("street", "Tokakatu 2"));
        hub.startFile(route);
        awaitStatus(first, "sent");
        awaitStatus(second, "sent");

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = server.getReceivedMessages()[0];
        Object batch = hub.row(first).get("batch");
        assertThat(mail.getSubject()).isEqualTo("Rekisteri-ilmoituksia 2 kpl, " + batch);
        assertThat(mail.getHeader("Message-ID")).containsExactly("<%s@example.fi>".formatted(batch));
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains(first.toString(), second.toString(), "TEHTY")
                .doesNotContain("katu");
        assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Ekakatu 1", "Tokakatu 2", first.toString(), second.toString());
        assertThat(hub.acknowledgements.ofBatch((UUID) batch)).hasSize(2);
    }

    @Test
    void aLetterOfSeveralIsSealedToo() throws Exception {
        Path route = folder.resolve("processor-print-house.camel.yaml");
        Files.writeString(
                route,
                Files.readString(Path.of("routes/processor-print-house.camel.yaml"))
                        .replace("kamelet:hub-notice-source", "kamelet:hub-notice-batch-source"));
        prepare(TestKeys.mailbox("print-house", MAILBOX, Clock.systemUTC()));
        UUID first = hub.corrected(1, 11, Map.of("street", "Ekakatu 1"));
        hub.startFile(route);
        awaitStatus(first, "sent");
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(GreenMailUtil.getWholeMessage(mail)).doesNotContain("Ekakatu");
        assertThat(new String(opened(mail).getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Ekakatu 1");
    }

    /** As the recipient's mail program: decrypts with its key, then verifies with the certificate that the hub announces. */
    private MimeMultipart opened(MimeMessage mail) throws Exception {
        byte[] decrypted = new SMIMEEnveloped(mail)
                .getRecipientInfos()
                .getRecipients()
                .iterator()
                .next()
                .getContent(new JceKeyTransEnvelopedRecipient(MAILBOX.privateKey()));
        MimeBodyPart part = SMIMEUtil.toMimeBodyPart(decrypted);
        SMIMESigned signed = new SMIMESigned((MimeMultipart) part.getContent());
        SignerInformation signer =
                signed.getSignerInfos().getSigners().iterator().next();
        assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(hub.key.certificate())))
                .isTrue();
        return (MimeMultipart) signed.getContent().getContent();
    }

    private void prepare(KnownParties parties) {
        hub = new NoticeHub(
                Recipient.processor("print-house", "processor-print-house", Set.of(), Set.of("street")),
                Map.of(
                        "hub.processors.print-house.enabled", "true",
                        "hub.processors.print-house.mail", TO,
                        "hub.processors.print-house.every", "100"),
                null,
                parties);
        hub.mailThrough(server.getSmtp().getPort());
    }

    private void start(KnownParties parties) {
        prepare(parties);
        hub.start("processor-print-house");
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
