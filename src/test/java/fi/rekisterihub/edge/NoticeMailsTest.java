package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fi.rekisterihub.notice.ChangedEntity;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.register.EntityKind;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Mails that answer notices, through the mailbox that takes people's opt-outs too. */
class NoticeMailsTest {

    private static final String BOX = "rekisteri@example.fi";
    private static final String PROCESSOR = "maija@print-house.example";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
    private GreenMailUser box;
    private PermissionRoutes hub;
    private UUID first;
    private UUID second;
    private int mails;

    @BeforeEach
    void sendTwo() {
        server.start();
        box = server.setUser(BOX, BOX, "salasana");
        hub = new PermissionRoutes(Map.of(
                "hub.mailbox.protocol", "imap",
                "hub.mailbox.enabled", "true",
                "hub.mailbox.host", "127.0.0.1",
                "hub.mailbox.port", String.valueOf(server.getImap().getPort()),
                "hub.mailbox.username", BOX,
                "hub.mailbox.password", "salasana",
                "hub.mailbox.every", "100",
                "hub.mailbox.read-every", "100"));
        new Notices(
                        hub.bench.source,
                        register -> List.of(Recipient.processor(
                                "print-house", "processor-print-house", Set.of(), Set.of("street"))))
                .changed("sofor-asiakasrekisteri", List.of(change(1), change(2)));
        List<UUID> sent = hub.outbox.claim("processor-print-house", 10).stream()
                .map(delivery -> {
                    hub.outbox.sent(delivery, null).join();
                    return delivery.id();
                })
                .toList();
        first = sent.get(0);
        second = sent.get(1);
        hub.start("unsubscribe-mailbox", "unsubscribe-reply");
    }

    @AfterEach
    void stop() {
        hub.close();
        server.stop();
    }

    @Test
    @DisplayName("rule 4: a reply to the letter acknowledges the delivery and no other")
    void aReplyAcknowledges() {
        deliver(
                PROCESSOR,
                "Vs: Rekisteri-ilmoitus",
                "In-Reply-To: <%s@example.fi>\r\n".formatted(first),
                "Tehty.\r\n\r\n> vanha teksti");
        awaitOutcome("done: a notice was answered: completed");
        assertThat(row(first)).containsEntry("status", "confirmed").containsEntry("answer", "completed");
        assertThat(row(second)).containsEntry("status", "sent").containsEntry("answer", null);
        assertThat(hub.bench
                        .jdbc
                        .sql("select count(*) from permission_event")
                        .query(Long.class)
                        .single())
                .as("nobody's opt-out")
                .isZero();
    }

    @Test
    void isKnownByTheReferencesOfAThreadAndByTheReminder() {
        deliver(
                PROCESSOR,
                "Vs: kysymys",
                "References: <a@print-house.example> <%s.reminder@EXAMPLE.fi>\r\n".formatted(first),
                "Gjort");
        awaitOutcome("done: a notice was answered: completed");
        assertThat(row(first)).containsEntry("status", "confirmed");
    }

    @Test
    void isKnownByTheIdInTheSubjectWhereAServerChangedTheMessageId() {
        deliver(PROCESSOR, "RE: Rekisteri-ilmoitus %s: tietoja oikaistu".formatted(second), "", "done");
        awaitOutcome("done: a notice was answered: completed");
        assertThat(row(second)).containsEntry("status", "confirmed");
    }

    @Test
    void aRefusalIsRecordedWithItsReason() {
        deliver(PROCESSOR, "Vs: x", answers(first), "Ei. Henkilöä ei ole meillä.");
        awaitOutcome("done: a notice was answered: cancelled");
        assertThat(row(first)).containsEntry("status", "dead").containsEntry("answer", "cancelled");
        assertThat((String) row(first).get("answer_reason")).startsWith("ei. henkiloa ei ole meilla");
        assertThat((String) row(first).get("last_error")).doesNotContain("henkilo");
    }

    @Test
    void whatIsNeitherIsReadByAPerson() {
        deliver(PROCESSOR, "Vs: x", answers(first), "Keitä te olette?");
        awaitOutcome("review: It answers a notice, but says neither that it is done nor that it is not.");
        assertThat(row(first)).containsEntry("status", "sent").containsEntry("answer", "in-progress");
    }

    @Test
    void anAutomaticReplyThatSpeaksOfAnOptOutIsReadByAPersonAndAcknowledgesNothing() {
        deliver(
                PROCESSOR,
                "Automaattinen vastaus: x",
                answers(first) + "Auto-Submitted: auto-replied\r\n",
                "Poistakaa meidät postituslistalta. Tehty!");
        awaitOutcome("review: The mail looks automatic and seems to ask for something: see whether a person asks.");
        assertThat(row(first)).containsEntry("status", "sent").containsEntry("answer", null);
    }

    @Test
    void anAutomaticReplyAcknowledgesNothing() {
        deliver(
                PROCESSOR,
                "Automaattinen vastaus: x",
                answers(first) + "Auto-Submitted: auto-replied\r\n",
                "Olen lomalla. Tehty!");
        awaitOutcome("done: ignored: a machine answered a notice: automatic-reply");
        assertThat(row(first)).containsEntry("status", "sent").containsEntry("answer", null);
    }

    @Test
    void aMailThatCameBackEndsTheDeliveryWithTheReason() {
        deliver(
                "MAILER-DAEMON@mx.example",
                "Undelivered Mail Returned to Sender",
                "Return-Path: <>\r\nAuto-Submitted: auto-replied\r\n"
                        + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n",
                """
                --b\r
                Content-Type: text/plain\r
                \r
                The mail could not be delivered.\r
                --b\r
                Content-Type: message/delivery-status\r
                \r
                Reporting-MTA: dns; mx.example\r
                \r
                Final-Recipient: rfc822; tiedot@print-house.example\r
                Action: failed\r
                Status: 5.1.1\r
                Diagnostic-Code: smtp; 550 5.1.1 User unknown\r
                --b\r
                Content-Type: message/rfc822\r
                \r
                From: rekisteri@example.fi\r
                To: tiedot@print-house.example\r
                Subject: Rekisteri-ilmoitus\r
                Message-ID: <%s@example.fi>\r
                \r
                Hei\r
                --b--\r
                """.formatted(first));
        awaitOutcome("done: a notice came back: user-unknown");
        assertThat(row(first))
                .containsEntry("status", "dead")
                .containsEntry("last_error", "The mail came back: user-unknown.")
                .containsEntry("confirmed_at", null);
        assertThat(row(second)).containsEntry("status", "sent");
    }

    @Test
    void fromAnotherDomainNothingIsBelieved() {
        deliver("maija@attacker.example", "Vs: x", answers(first), "Tehty");
        awaitOutcome("review: It answers a notice, but not from the domain that the notice was sent to.");
        assertThat(row(first)).containsEntry("status", "sent").containsEntry("answer", null);
    }

    @Test
    void anIdOfAnotherDomainIsNobodysNotice() {
        deliver(PROCESSOR, "Vs: x", "In-Reply-To: <%s@attacker.example>\r\n".formatted(first), "Tehty");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(hub.bench.outcomes()).hasSize(1));
        assertThat(hub.bench.outcomes().get(0)).doesNotContain("notice");
        assertThat(row(first)).containsEntry("status", "sent").containsEntry("answer", null);
    }

    @Test
    void oneReplyAnswersALetterOfSeveral() {
        UUID letter = UUID.randomUUID();
        hub.bench.jdbc.sql("update notice_delivery set batch = ?").param(letter).update();
        deliver(PROCESSOR, "Vs: x", answers(letter), "Tehty: " + second);
        awaitOutcome("done: a notice was answered: completed");
        assertThat(row(first)).containsEntry("status", "sent");
        assertThat(row(second)).containsEntry("status", "confirmed");

        deliver(PROCESSOR, "Vs: x", answers(letter), "Tehty kaikki");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(row(first)).containsEntry("status", "confirmed"));
    }

    private static String answers(UUID id) {
        return "In-Reply-To: <%s@example.fi>\r\n".formatted(id);
    }

    private static ChangedEntity change(long number) {
        return new ChangedEntity(
                number, EntityKind.PERSON, number, NoticeKind.RECTIFIED, Map.of("street", "Uusikatu " + number));
    }

    private void deliver(String from, String subject, String headers, String text) {
        String raw = """
                From: <%s>\r
                To: %s\r
                Subject: %s\r
                Date: Fri, 20 Nov 2026 21:54:00 +0200\r
                Message-ID: <%d@mail.example>\r
                MIME-Version: 1.0\r
                %s%s\r
                %s
                """.formatted(
                        from,
                        BOX,
                        subject,
                        ++mails,
                        headers,
                        headers.contains("Content-Type") ? "" : "Content-Type: text/plain; charset=utf-8\r\n",
                        text);
        try {
            box.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8))));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitOutcome(String outcome) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(hub.bench.outcomes()).containsExactly(outcome));
    }

    private Map<String, Object> row(UUID id) {
        return hub.bench
                .jdbc
                .sql("select * from notice_delivery where id = ?")
                .param(id)
                .query()
                .singleRow();
    }
}
