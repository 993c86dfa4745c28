package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fi.rekisterihub.notice.LateNotices;
import fi.rekisterihub.notice.Reminders;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.ShippedProfiles;
import fi.rekisterihub.support.FreshDatabase;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class EscalationLettersTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void tellsTheRoleAddressOfTheControllerOnceADayAndNoPersonalData() throws Exception {
        JdbcClient jdbc = JdbcClient.create(FreshDatabase.dataSource());
        Profiles profiles = ShippedProfiles.read(jdbc);
        Reminders reminders = LateNotices.twoUnanswered(jdbc, profiles, "uusi@example.fi");
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
        messages.setBasename("messages/answers");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        HubEscalations escalations =
                new HubEscalations(reminders, profiles, new HubMailSender(smtp), new MailNames(smtp), messages);
        escalations.send();
        escalations.send();

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("gdpr@sofor.fi");
        assertThat(mail.getSubject()).startsWith("Vastaus puuttuu: Lisenssirekisteri Esimerkki Oy, 2 ilmoitusta");
        assertThat(mail.getContent().toString())
                .contains("Soforin asiakas- ja sidosryhmärekisteri", "Vastaamattomia ilmoituksia: 2")
                .doesNotContain("uusi@example.fi");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }
}
