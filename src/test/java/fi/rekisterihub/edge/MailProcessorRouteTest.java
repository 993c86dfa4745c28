package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailProcessorRouteTest {

    private static final String ROUTE = "processor-print-house";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final GreenMail attacker = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private NoticeHub hub;

    @BeforeEach
    void startServers() {
        server.start();
        attacker.start();
    }

    @AfterEach
    void stop() {
        hub.close();
        server.stop();
        attacker.stop();
    }

    @Test
    void sendsALetterWithTheDataInTheAttachmentOnly() throws Exception {
        start("fi");
        UUID id = corrected("Uusikatu 1");
        awaitStatus(id, "sent");
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Rekisteri-ilmoitus %s: tietoja oikaistu".formatted(id));
        assertThat(mail.getHeader("Message-ID")).containsExactly("<%s@example.fi>".formatted(id));
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("tiedot@print-house.example");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("rekisteri@example.fi");

        Multipart parts = (Multipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("Tehkää muutos omiin järjestelmiinne", id.toString())
                .doesNotContain("Uusikatu");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("notice-%s.json".formatted(id));
        assertThat(new String(
                        parts.getBodyPart(1).getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"street\":\"Uusikatu 1\"", "\"subject_request_type\":\"rectification\"");
    }

    @Test
    void writesSwedish() throws Exception {
        start("sv");
        awaitStatus(corrected("Nygatan 1"), "sent");
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).startsWith("Registermeddelande").endsWith("uppgifter rättade");
        assertThat(((Multipart) mail.getContent()).getBodyPart(0).getContent().toString())
                .contains("Gör ändringen i era egna system");
    }

    @Test
    void writesEnglish() throws Exception {
        start("en");
        awaitStatus(corrected("New Street 1"), "sent");
        assertThat(server.getReceivedMessages()[0].getSubject()).endsWith("data rectified");
    }

    @Test
    void aServerThatIsDownDelaysTheLetterAndLosesNothing() {
        start("fi");
        server.stop();
        UUID id = corrected("Uusikatu 1");
        await().atMost(Duration.ofSeconds(30)).until(() -> hub.row(id).get("last_error") != null);
        assertThat(hub.row(id)).containsEntry("status", "new");
        assertThat((String) hub.row(id).get("last_error")).doesNotContain("Uusikatu");
    }

    @Test
    void aValueWithLineBreaksAddsNoHeaderAndNoRecipient() throws Exception {
        start("fi");
        UUID id = corrected("Katu 1\r\nBcc: varas@attacker.example\r\n\r\nmail.smtp.host: attacker.example");
        awaitStatus(id, "sent");
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getAllRecipients()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getHeader("Bcc")).isNull();
        assertThat(attacker.getReceivedMessages()).isEmpty();
    }

    @Test
    void headersFromOutsideCannotChooseServerRecipientOrSubject() throws Exception {
        start("fi");
        String port = Integer.toString(attacker.getSmtp().getPort());
        var result = hub.context
                .createProducerTemplate()
                .request("kamelet:hub-send-mail-sink?to=tiedot@print-house.example", exchange -> {
                    exchange.setVariable("hubMailSubject", "Rivi\r\nBcc: varas@attacker.example");
                    exchange.setVariable("hubDeliveryId", UUID.fromString("00000000-0000-0000-0000-000000000001"));
                    exchange.getMessage().setBody("Teksti");
                    exchange.getMessage().setHeader("mail.smtp.host", "127.0.0.1");
                    exchange.getMessage().setHeader("mail.smtp.port", port);
                    exchange.getMessage().setHeader("mail.smtps.host", "127.0.0.1");
                    exchange.getMessage().setHeader("To", "varas@attacker.example");
                    exchange.getMessage().setHeader("Bcc", "varas@attacker.example");
                    exchange.getMessage().setHeader("Subject", "Muu");
                    exchange.getMessage().setHeader("CamelMailMessageId", "x");
                });
        assertThat(result.getException()).isNull();
        assertThat(attacker.getReceivedMessages()).isEmpty();
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("tiedot@print-house.example");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("Rivi Bcc: varas@attacker.example");
        assertThat(GreenMailUtil.getHeaders(mail)).doesNotContain("mail.smtp").doesNotContain("Camel");
    }

    private void start(String language) {
        hub = new NoticeHub(
                "print-house",
                Set.of("street", "city"),
                Map.of(
                        "hub.processors.print-house.enabled", "true",
                        "hub.processors.print-house.mail", "tiedot@print-house.example",
                        "hub.processors.print-house.language", language,
                        "hub.processors.print-house.every", "100"));
        hub.mailThrough(server.getSmtp().getPort());
        hub.start(ROUTE);
    }

    private UUID corrected(String street) {
        return hub.corrected(1, 4711, Map.of("street", street));
    }

    private void awaitStatus(UUID id, String status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(hub.row(id)).containsEntry("status", status));
    }
}
