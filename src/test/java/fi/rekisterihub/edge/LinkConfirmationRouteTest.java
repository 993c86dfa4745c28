package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fi.rekisterihub.permission.LinkSubject;
import fi.rekisterihub.permission.People;
import fi.rekisterihub.permission.Wish;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The mail that asks whether a tick on the page of a link was the person's own. */
class LinkConfirmationRouteTest {

    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final PermissionRoutes hub =
            new PermissionRoutes(Map.of("hub.links.every", "100", "hub.links.confirmations", "true"));

    @BeforeEach
    void startServer() {
        server.start();
        SmtpSettings smtp = new SmtpSettings(
                "127.0.0.1",
                server.getSmtp().getPort(),
                "smtp",
                false,
                null,
                null,
                "rekisteri@example.fi",
                Duration.ofSeconds(5));
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/links");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        hub.bind(
                "hubGrantMails",
                new HubGrantMails(
                        hub.bench.grants, hub.bench.inbox, new HubMailSender(smtp), new MailNames(smtp), messages));
    }

    @AfterEach
    void stop() {
        hub.close();
        server.stop();
    }

    @Test
    void asksThePersonByMailInTheLanguageOfThePage() throws Exception {
        String email = tick("sv");

        hub.start("link-confirmation");

        await().untilAsserted(
                        () -> assertThat(hub.bench.outcomes()).contains("done: asked by mail whether it is wanted"));
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(email);
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("rekisteri@example.fi");
        assertThat(mail.getSubject()).isEqualTo("Bekräfta ditt samtycke: Soprano Oyj");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getMessageID()).endsWith("@example.fi>");
        assertThat(mail.getContent().toString())
                .contains("https://hub.example.fi/u/", "/allow", "Sopranos tillfälliga marknadsföringsregister");
    }

    @Test
    void aServerThatIsDownDelaysTheMailAndLosesNothing() {
        tick("fi");
        server.stop();
        hub.start("link-confirmation");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(hub.bench
                        .jdbc
                        .sql("select count(*) from inbox where source = 'grant' and attempts > 0 and status <> 'done'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1));
    }

    private String tick(String language) {
        String email = People.freshEmail();
        long person = hub.bench.people.add(REGISTER, email, null);
        String link = hub.bench.linkTokens.token(new LinkSubject(REGISTER, person, email, "*", "", Instant.EPOCH));
        hub.bench.linkPreferences.nothingAnyMore(link, null);
        hub.bench.linkPreferences.change(
                link, Set.of(), Set.of(new Wish("direct-marketing", "email", "*")), language, null);
        return email;
    }
}
