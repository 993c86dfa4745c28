package fi.rekisterihub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.simulator.AsiakastietoSimulator;
import fi.rekisterihub.simulator.BrevoSimulator;
import fi.rekisterihub.simulator.DmaSimulator;
import fi.rekisterihub.simulator.DvvSimulator;
import fi.rekisterihub.simulator.FonectaSimulator;
import fi.rekisterihub.simulator.MailchimpSimulator;
import fi.rekisterihub.simulator.PeopleMonitorSimulator;
import fi.rekisterihub.simulator.PrhSimulator;
import fi.rekisterihub.simulator.ProcessorSimulator;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** What the banner says is what the settings do, and the settings fit the simulators. */
class DemoFactsTest {

    private static final String OUTSIDE = "http://127.0.0.1:" + Outside.HTTP_PORT;

    private final PropertyResolver settings = settings();

    @Test
    void tellsTheAddressAndTheLoginThatWork() {
        String address = "http://localhost:" + settings.getRequiredProperty("server.port");
        assertThat(Banner.text(address))
                .contains("http://localhost:8080", "Log in as demo with the password demo")
                .doesNotContain("%");
        assertThat(settings.getRequiredProperty("hub.public-url")).isEqualTo(address);
        assertThat(settings.getRequiredProperty("hub.users[0].name")).isEqualTo(Banner.USER);
        String hash = settings.getRequiredProperty("hub.users[0].password").replace("{bcrypt}", "");
        assertThat(new BCryptPasswordEncoder().matches(Banner.PASSWORD, hash)).isTrue();
    }

    @Test
    void listensToThisMachineOnly() {
        assertThat(settings.getRequiredProperty("server.address")).isEqualTo("localhost");
        assertThat(settings.getRequiredProperty("hub.mailbox.host")).isEqualTo("127.0.0.1");
        assertThat(settings.getRequiredProperty("hub.smtp.host")).isEqualTo("127.0.0.1");
    }

    @Test
    void pointsAtTheSimulatedSources() {
        assertSetting("hub.sources.prh.url", OUTSIDE + PrhSimulator.PATH);
        assertSetting("hub.sources.asiakastieto.url", OUTSIDE + AsiakastietoSimulator.PATH);
        assertSetting("hub.sources.asiakastieto.user", AsiakastietoSimulator.USER_ID);
        assertSetting("hub.sources.asiakastieto.password", AsiakastietoSimulator.PASSWORD);
        assertSetting("hub.sources.asiakastieto.key", AsiakastietoSimulator.KEY);
        assertSetting("hub.sources.fonecta.url", OUTSIDE + FonectaSimulator.PATH);
        assertSetting("hub.sources.fonecta.token-url", OUTSIDE + FonectaSimulator.PATH + "/token/login");
        assertSetting("hub.sources.fonecta.client-id", FonectaSimulator.CLIENT_ID);
        assertSetting("hub.sources.fonecta.client-secret", FonectaSimulator.CLIENT_SECRET);
        assertSetting("hub.sources.asiakastieto-consumer.url", OUTSIDE + AsiakastietoSimulator.CONSUMER_PATH);
        assertSetting("hub.sources.asiakastieto-consumer.key", AsiakastietoSimulator.KEY);
        assertSetting("hub.sources.prh.notices.url", OUTSIDE + PrhSimulator.NOTICES_PATH + "/notices");
        assertSetting("hub.sources.dvv.url", OUTSIDE + DvvSimulator.PATH);
        assertSetting("hub.sources.people-monitor.url", OUTSIDE + PeopleMonitorSimulator.PATH);
        assertSetting("hub.sources.people-monitor.api-key", PeopleMonitorSimulator.API_KEY);
        assertSetting("hub.sources.dma.url", OUTSIDE + DmaSimulator.PATH);
    }

    @Test
    void pointsAtTheSimulatedProvidersAndProcessors() {
        assertSetting("hub.providers.mailchimp.url", OUTSIDE + MailchimpSimulator.PATH);
        assertSetting("hub.providers.mailchimp.list", MailchimpSimulator.LIST);
        assertSetting("hub.providers.mailchimp.api-key", MailchimpSimulator.API_KEY);
        assertSetting("hub.providers.brevo.url", OUTSIDE + BrevoSimulator.PATH);
        assertSetting("hub.providers.brevo.api-key", BrevoSimulator.API_KEY);
        for (String processor : new String[] {"licence-registry", "asiakastieto-keeper"}) {
            assertSetting("hub.processors." + processor + ".url", OUTSIDE + ProcessorSimulator.path(processor));
        }
    }

    @Test
    void readsTheMailboxThatTheRepliesGoTo() {
        assertSetting("hub.mailbox.port", String.valueOf(PostOffice.IMAP_PORT));
        assertSetting("hub.smtp.port", String.valueOf(PostOffice.SMTP_PORT));
        assertSetting("hub.mailbox.username", PostOffice.MAILBOX);
        assertSetting("hub.mailbox.password", PostOffice.PASSWORD);
        assertSetting("hub.links.mailbox", PostOffice.MAILBOX);
    }

    @Test
    void takesTheFilesFromWhereTheyAreSent() {
        for (String list : new String[] {Senders.POST_LIST, Senders.HASH_LIST}) {
            assertSetting("hub.sources." + list + ".enabled", "true");
            assertSetting("hub.sources." + list + ".folder", "data/drop/" + list);
        }
        assertSetting("hub.sources.dvv-file.enabled", "true");
        assertSetting("hub.sources.dvv-file.folder", "data/drop/" + Senders.CHANGE_FILE);
        assertSetting("hub.sources.crm-sftp.enabled", "true");
        assertSetting("hub.sources.crm-sftp.host", "127.0.0.1");
        assertSetting("hub.sources.crm-sftp.port", String.valueOf(FileServer.PORT));
        assertSetting("hub.sources.crm-sftp.username", FileServer.USER);
        assertSetting("hub.sources.crm-sftp.password", FileServer.PASSWORD);
        assertSetting("hub.sources.crm-sftp.known-hosts", "data/demo/" + FileServer.KNOWN_HOSTS);
        assertSetting("hub.sources.crm-sftp.folder", FileServer.OUT);
        assertSetting("hub.sources.crm-mail.enabled", "true");
        assertSetting("hub.sources.crm-mail.port", String.valueOf(PostOffice.IMAP_PORT));
        assertSetting("hub.sources.crm-mail.username", PostOffice.FILES);
        assertSetting("hub.sources.crm-mail.password", PostOffice.PASSWORD);
        assertSetting("hub.sources.crm-mail.senders", Senders.SELLER);
    }

    private void assertSetting(String name, String value) {
        assertThat(settings.getRequiredProperty(name)).as(name).isEqualTo(value);
    }

    private static PropertyResolver settings() {
        MutablePropertySources sources = new MutablePropertySources();
        try {
            new YamlPropertySourceLoader()
                    .load("demo", new ClassPathResource("application-demo.yaml"))
                    .forEach(sources::addLast);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new PropertySourcesPropertyResolver(sources);
    }
}
