package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fi.rekisterihub.permission.LinkSubject;
import fi.rekisterihub.permission.People;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The unsubscribe mailbox from a mail on the server to the ledger, with the shipped routes. */
class MailboxRoutesTest {

    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";
    private static final String BOX = "unsubscribe@example.fi";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
    private final String email = People.freshEmail();
    private final List<Map<String, Object>> headersInTheRoute = new CopyOnWriteArrayList<>();
    private GreenMailUser box;
    private int port;
    private PermissionRoutes hub;
    private long person;

    @BeforeEach
    void startMailbox() {
        server.start();
        port = server.getImap().getPort();
        box = server.setUser(BOX, BOX, "salasana+&%");
        hub = new PermissionRoutes(Map.of(
                "hub.mailbox.protocol", "imap",
                "hub.mailbox.enabled", "true",
                "hub.mailbox.host", "127.0.0.1",
                "hub.mailbox.port", String.valueOf(port),
                "hub.mailbox.username", BOX,
                "hub.mailbox.password", "salasana+&%",
                "hub.mailbox.every", "100",
                "hub.mailbox.read-every", "100"));
        hub.bind("hubSpy", new Spy(headersInTheRoute));
        person = hub.bench.people.add(REGISTER, email, null);
    }

    @AfterEach
    void stopMailbox() {
        hub.close();
        server.stop();
    }

    @Test
    @DisplayName("SM5 a reply in the person's own words is an opt-out and is told to every provider")
    void entersAReplyIntoTheLedgerAndMovesTheMail() {
        deliver(reply(email, BOX, "Re: Uutiskirje", "Hei, poistakaa minut postituslistalta. Kiitos!"));
        start();

        await().untilAsserted(() -> assertThat(hub.bench.outcomes())
                .containsExactly("done: opt-out recorded: The mail asks in words to get no more."));
        assertThat(hub.bench.mayEmail(person)).isFalse();
        assertThat(hub.bench.told()).extracting(told -> told.recipient()).containsExactly("brevo", "mailchimp");
        // A move is a copy, then a removal: between the two the mail is in both folders.
        await().untilAsserted(() ->
                assertThat(List.of(count("Processed"), count("INBOX"))).containsExactly(1, 0));
    }

    @Test
    void knowsThePersonByThePlusAddressWhateverFromSays() {
        String address = hub.bench
                .linkTokens
                .headers(new LinkSubject(REGISTER, person, email, "*", "", Instant.EPOCH))
                .get("List-Unsubscribe")
                .replaceAll(".*mailto:([^>]*)>", "$1");
        deliver(reply("somebody@elsewhere.example", address, "unsubscribe", ""));
        start();
        await().untilAsserted(() -> assertThat(hub.bench.outcomes())
                .containsExactly("done: opt-out recorded: The mail came to the address that only opts out."));
        assertThat(hub.bench.mayEmail(person)).isFalse();
    }

    @Test
    void keepsOneMailOnceHoweverOftenItComes() {
        String mail = reply(email, BOX, "unsubscribe", "");
        deliver(mail);
        deliver(mail);
        start();
        await().untilAsserted(() -> assertThat(count("Processed")).isEqualTo(2));
        await().untilAsserted(() -> assertThat(hub.bench.outcomes()).hasSize(1).allMatch(it -> it.startsWith("done")));
        assertThat(hub.bench.events()).isEqualTo(1);
    }

    @Test
    void leavesDoubtfulMailToAPersonWithTheOriginalKept() {
        deliver(reply(email, BOX, "Re: Uutiskirje", "Poistakaa minut listalta, mutta lasku saa tulla."));
        start();
        await().untilAsserted(() ->
                assertThat(hub.bench.outcomes()).singleElement().asString().startsWith("review: "));
        assertThat(hub.bench.mayEmail(person)).isTrue();
        assertThat(body()).contains("mutta lasku saa tulla");
        await().untilAsserted(() -> assertThat(count("Review")).isEqualTo(1));
        assertThat(count("Processed")).isZero();
    }

    @Test
    void leavesAMailThatIsLongerThanWhatIsKeptToAPerson() {
        String ordinary = "Kiitos uutiskirjeestä! Lasku on maksettu eilen ja paketti tuli perille.\r\n\r\n";
        deliver(reply(email, BOX, "Re: Uutiskirje", ordinary + ("> " + "x".repeat(70) + "\r\n").repeat(30_000)));
        start();
        await().untilAsserted(() -> assertThat(hub.bench.outcomes())
                .containsExactly("review: The mail is longer than what was read of it."));
    }

    @Test
    void isNotStoppedByABrokenMail() {
        deliver("Subject: =?utf-8?B?broken\r\nContent-Type: multipart/mixed\r\nFrom: <<>>\r\n\r\nno parts here");
        deliver("Content-Type: text/plain; charset=no-such-charset\r\nFrom: " + email
                + "\r\nContent-Transfer-Encoding: base64\r\nMessage-ID: <2@x>\r\n\r\n%%%%not base64");
        deliver(reply(email, BOX, "Re: x", "Avregistrera mig"));
        start();
        await().untilAsserted(() -> assertThat(hub.bench.outcomes())
                .contains("done: opt-out recorded: The mail asks in words to get no more."));
        await().untilAsserted(() -> assertThat(count("INBOX")).isZero());
        assertThat(hub.bench.outcomes()).hasSize(3).noneMatch(outcome -> outcome.startsWith("dead"));
    }

    @Test
    @DisplayName(
            "SM5 a mail that a colleague has opened before the hub is read all the same, as one that was moved back")
    void readsWhatSomebodyHasOpened() throws Exception {
        deliver(reply(email, BOX, "unsubscribe", ""));
        server.getManagers()
                .getImapHostManager()
                .getInbox(box)
                .getMessages()
                .get(0)
                .setFlag(Flags.Flag.SEEN, true);
        start();

        await().untilAsserted(() ->
                assertThat(List.of(count("Processed"), count("INBOX"))).containsExactly(1, 0));
        assertThat(hub.bench.mayEmail(person)).isFalse();
    }

    @Test
    void putsWhatIsNoMailInAFolderOfItsOwn() {
        deliver("\r\n\r\n");
        deliver(reply(email, BOX, "unsubscribe", ""));
        start();
        await().untilAsserted(() -> assertThat(List.of(count("Failed"), count("Processed"), count("INBOX")))
                .containsExactly(1, 1, 0));
        assertThat(hub.bench.outcomes()).contains("dead: It cannot be read as a mail.");
    }

    @Test
    void marksAnAddressFromWhichAMessageCameBack() {
        deliver(
                "From: MAILER-DAEMON@mx.example\r\nTo: " + BOX
                        + "\r\nSubject: Undelivered Mail\r\nMessage-ID: <dsn@x>\r\n"
                        + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n"
                        + "Content-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; " + email
                        + "\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n\r\n--b--\r\n");
        start();
        await().untilAsserted(() ->
                assertThat(hub.bench.outcomes()).containsExactly("done: entered hard-bounce: user-unknown"));
        assertThat(hub.bench.deliverability.ofPerson(person)).isPresent();
        assertThat(hub.bench.mayEmail(person))
                .as("nobody has prohibited anything")
                .isTrue();
    }

    @Test
    void readsHtmlWithoutItsQuotation() {
        deliver(
                "From: " + email + "\r\nTo: " + BOX + "\r\nSubject: Re: Uutiskirje\r\nMessage-ID: <html@x>\r\n"
                        + "Content-Type: text/html; charset=utf-8\r\n\r\n<html><head><style>p{}</style></head><body>"
                        + "<p>En halua en&auml;&auml; uutiskirjett&auml;</p><blockquote>lopeta, mutta ei laskua?</blockquote></body></html>");
        start();
        await().untilAsserted(() -> assertThat(hub.bench.outcomes())
                .containsExactly("done: opt-out recorded: The mail asks in words to get no more."));
    }

    @Test
    @DisplayName("Attack: headers of a mail neither run SQL nor move, copy or delete it (CVE-2026-33454)")
    void letsNoHeaderOfAMailSteerAnything() throws Exception {
        deliver(
                "From: " + email + "\r\nTo: " + BOX + "\r\nSubject: Re: x\r\nMessage-ID: <attack@x>\r\n"
                        + "CamelSqlQuery: delete from person\r\nCamelHttpUri: http://192.0.2.1/\r\ncamelbeanmethodname: exit\r\n"
                        + "delete: true\r\nmoveTo: Trash\r\ncopyTo: Copies\r\nmail.smtp.host: 192.0.2.1\r\nhubItem: 1\r\n\r\nHyvää päivää");
        spyOn("unsubscribe-mailbox");
        start();

        await().untilAsserted(() -> assertThat(hub.bench.outcomes()).hasSize(1));
        await().untilAsserted(() -> assertThat(count("Processed")).isEqualTo(1));
        assertThat(hub.bench
                        .jdbc
                        .sql("select count(*) from person")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(folderExists("Trash")).isFalse();
        assertThat(folderExists("Copies")).isFalse();
        assertThat(headersInTheRoute).singleElement().isEqualTo(Map.of("moveTo", "Processed"));
    }

    @Test
    void comesBackWhenTheServerWasAway() {
        server.stop();
        start();
        await().until(() -> hub.context.getRoute("unsubscribe-mailbox") != null);
        GreenMail back = new GreenMail(new ServerSetup(port, "127.0.0.1", "imap"));
        back.start();
        try {
            box = back.setUser(BOX, BOX, "salasana+&%");
            deliver(reply(email, BOX, "unsubscribe", ""));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(hub.bench.outcomes()).hasSize(1));
        } finally {
            back.stop();
        }
    }

    private void start() {
        hub.start("unsubscribe-mailbox", "unsubscribe-reply");
    }

    private void spyOn(String routeId) throws Exception {
        hub.loadOnly("unsubscribe-mailbox", "unsubscribe-reply");
        AdviceWith.adviceWith(
                hub.context, routeId, advice -> advice.weaveAddFirst().bean("hubSpy", "see"));
    }

    private void deliver(String raw) {
        try {
            box.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8))));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String reply(String from, String to, String subject, String text) {
        return """
                Return-Path: <%1$s>\r
                From: Eeva Esimerkki <%1$s>\r
                To: %2$s\r
                Subject: %3$s\r
                Date: Fri, 20 Nov 2026 21:54:00 +0200\r
                Message-ID: <%4$d@mail.example.fi>\r
                MIME-Version: 1.0\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: 8bit\r
                \r
                %5$s
                """.formatted(from, to, subject, text.hashCode(), text);
    }

    private String body() {
        return new String(
                hub.bench.jdbc.sql("select body from inbox").query(byte[].class).single(), StandardCharsets.UTF_8);
    }

    private int count(String folder) {
        MailFolder found = server.getManagers().getImapHostManager().getFolder(box, folder);
        return found == null ? 0 : found.getMessageCount();
    }

    private boolean folderExists(String folder) {
        return server.getManagers().getImapHostManager().getFolder(box, folder) != null;
    }

    /** Remembers the headers that reach the route's own steps. */
    public record Spy(List<Map<String, Object>> seen) {

        public void see(Exchange exchange) {
            seen.add(Map.copyOf(exchange.getMessage().getHeaders()));
        }
    }
}
