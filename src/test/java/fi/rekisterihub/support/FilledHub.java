package fi.rekisterihub.support;

import fi.rekisterihub.RekisterihubApplication;
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
 * pages and the API do to it does not disturb each other. Its home has no routes, so nothing moves by itself.
 */
public final class FilledHub {

    public static final String PASSWORD = "a-test-password";

    private static final FilledHub HUB = start();

    private final Path home;
    private final int port;
    private final JdbcClient jdbc;

    private FilledHub(Path home, int port, JdbcClient jdbc) {
        this.home = home;
        this.port = port;
        this.jdbc = jdbc;
    }

    public static FilledHub hub() {
        return HUB;
    }

    /** Its files are watched; a test that breaks one mends it again. */
    public Path home() {
        return home;
    }

    public String url(String path) {
        return "http://localhost:" + port + path;
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
        Path home = TestHome.withRoutes();
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=localhost",
                "--hub.intake.worker=false",
                "--hub.home=" + home,
                "--spring.datasource.url=" + url,
                "--spring.datasource.hikari.maximum-pool-size=8"));
        List<String> roles = List.of("operator", "steward", "officer", "main-user");
        for (int number = 0; number < roles.size(); number++) {
            String user = "--hub.users[" + number + "].";
            settings.add(user + "name=" + roles.get(number));
            settings.add(user + "password=" + PASSWORD);
            settings.add(user + "roles=" + roles.get(number));
        }
        ConfigurableApplicationContext context =
                new SpringApplicationBuilder(RekisterihubApplication.class).run(settings.toArray(String[]::new));
        return new FilledHub(
                home,
                ((ServletWebServerApplicationContext) context).getWebServer().getPort(),
                jdbc);
    }
}
