package fi.rekisterihub.support;

import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.simulator.BrevoSimulator;
import fi.rekisterihub.simulator.MailchimpSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A whole hub over HTTP on a filled database, one for the JVM: starting it costs seconds, and what the tests of the
 * pages and the API do to it does not disturb each other. Its only routes are those of the two newsletter providers,
 * which are simulated.
 */
public final class FilledHub {

    public static final String PASSWORD = "a-test-password";

    /** What both providers show when they call a hook. */
    public static final String HOOK_SECRET = "a-hook-secret";

    private static final FilledHub HUB = start();

    private final Path home;
    private final ConfigurableApplicationContext context;
    private final JdbcClient jdbc;
    private final MailchimpSimulator mailchimp;
    private final BrevoSimulator brevo;

    private FilledHub(
            Path home,
            ConfigurableApplicationContext context,
            JdbcClient jdbc,
            MailchimpSimulator mailchimp,
            BrevoSimulator brevo) {
        this.home = home;
        this.context = context;
        this.jdbc = jdbc;
        this.mailchimp = mailchimp;
        this.brevo = brevo;
    }

    public static FilledHub hub() {
        return HUB;
    }

    /** Its files are watched; a test that breaks one mends it again. */
    public Path home() {
        return home;
    }

    public String url(String path) {
        return "http://localhost:"
                + ((ServletWebServerApplicationContext) context).getWebServer().getPort() + path;
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public MailchimpSimulator mailchimp() {
        return mailchimp;
    }

    public BrevoSimulator brevo() {
        return brevo;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** A visitor without a login. */
    public Visitor stranger() {
        return new Visitor(this);
    }

    /** A visitor who is logged in through the form; users are named by their roles. */
    public Visitor visitor(String user) {
        Visitor visitor = new Visitor(this);
        visitor.logIn(user, PASSWORD);
        return visitor;
    }

    private static FilledHub start() {
        String url = FreshDatabase.url();
        DataSource database = FreshDatabase.dataSource(url);
        JdbcClient jdbc = JdbcClient.create(database);
        SampleRegister.fill(jdbc);
        Path home = TestHome.withRoutes(
                "_errors", "mailchimp-event", "brevo-event", "provider-mailchimp", "provider-brevo");
        SimulatorServer outside = SimulatorServer.onAnyPort();
        MailchimpSimulator mailchimp = MailchimpSimulator.on(outside);
        BrevoSimulator brevo = BrevoSimulator.on(outside);
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=localhost",
                "--hub.intake.worker=false",
                "--hub.evidence.enabled=false",
                "--hub.routes.quiet=4s",
                "--hub.retention.enabled=false",
                "--hub.home=" + home,
                "--hub.providers.mailchimp.enabled=true",
                "--hub.providers.mailchimp.url=" + outside.url() + MailchimpSimulator.PATH,
                "--hub.providers.mailchimp.list=" + MailchimpSimulator.LIST,
                "--hub.providers.mailchimp.api-key=" + MailchimpSimulator.API_KEY,
                "--hub.providers.mailchimp.webhook-secret=" + HOOK_SECRET,
                "--hub.providers.mailchimp.every=400",
                "--hub.providers.brevo.enabled=true",
                "--hub.providers.brevo.url=" + outside.url() + BrevoSimulator.PATH,
                "--hub.providers.brevo.api-key=" + BrevoSimulator.API_KEY,
                "--hub.providers.brevo.webhook-secret=" + HOOK_SECRET,
                "--hub.providers.brevo.webhook-check=bearer",
                "--hub.providers.brevo.every=400",
                "--hub.providers.fourteenth.webhook-secret=" + HOOK_SECRET,
                "--hub.providers.mailchimp.look-after=100ms",
                "--hub.providers.brevo.look-after=100ms",
                "--spring.datasource.url=" + url,
                "--spring.datasource.hikari.maximum-pool-size=8",
                "--spring.datasource.hikari.minimum-idle=2"));
        List<String> roles = List.of("operator", "steward", "officer", "main-user");
        for (int number = 0; number < roles.size(); number++) {
            String user = "--hub.users[" + number + "].";
            settings.add(user + "name=" + roles.get(number));
            settings.add(user + "password=" + PASSWORD);
            settings.add(user + "roles=" + roles.get(number));
        }
        ConfigurableApplicationContext context = new SpringApplicationBuilder(RekisterihubApplication.class)
                // It lives as long as the JVM, and so does the database: a hub that would stop in good order then waits
                // for one that has gone before.
                .registerShutdownHook(false)
                .run(settings.toArray(String[]::new));
        return new FilledHub(home, context, jdbc, mailchimp, brevo);
    }
}
