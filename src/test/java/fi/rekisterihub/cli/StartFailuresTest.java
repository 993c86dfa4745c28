package fi.rekisterihub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fi.rekisterihub.HubHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;

/** Every way in which a wrong setting stops the start, and the sentence that the operator reads. */
class StartFailuresTest {

    private Path home = Path.of("");

    @BeforeEach
    void aHome(@TempDir Path folder) {
        home = folder;
    }

    @Test
    void namesAHomeThatIsNoFolder() {
        assertThat(sentenceFor(Settings.class, "--hub.home=/no/such/folder"))
                .isEqualTo("hub.home names /no/such/folder, which is not a folder.");
    }

    @Test
    void namesASettingOfTheWrongKind() {
        assertThat(sentenceFor(Settings.class, "--hub.home=" + home, "--hub.intake.lease=soon"))
                .isEqualTo("The setting hub.intake.lease is 'soon', which cannot be used;"
                        + " write a duration such as 30s or 5m.");
        assertThat(sentenceFor(Settings.class, "--hub.home=" + home, "--hub.intake.chunk=many"))
                .isEqualTo("The setting hub.intake.chunk is 'many', which cannot be used; write a whole number.");
    }

    @Test
    void saysWhichValuesASettingTakes() {
        assertThat(sentenceFor(Settings.class, "--hub.home=" + home, "--hub.intake.chunk=0"))
                .isEqualTo("hub.intake.chunk is 0; give a number from 1 to 20000.");
    }

    @Test
    void namesASettingOfTheWatchThatMakesNoSense() {
        assertThat(sentenceFor(Settings.class, "--hub.home=" + home, "--hub.routes.quiet=0s"))
                .isEqualTo("hub.routes.quiet is 0ms; give a time longer than nothing, such as 2s.");
        assertThat(sentenceFor(Settings.class, "--hub.home=" + home, "--hub.routes.quiet=soon"))
                .isEqualTo("The setting hub.routes.quiet is 'soon', which cannot be used;"
                        + " write a duration such as 30s or 5m.");
        assertThat(sentenceFor(Settings.class, "--hub.home=" + home, "--hub.routes.watch=perhaps"))
                .isEqualTo("The setting hub.routes.watch is 'perhaps', which cannot be used; write true or false.");
    }

    @Test
    void proposesTheSettingThatWasMeant() {
        assertThat(sentenceFor(Settings.class, "--hub.home=" + home, "--hub.intak.chunk=5"))
                .isEqualTo("Nothing reads the setting 'hub.intak.chunk'; did you mean 'hub.intake.chunk'?");
    }

    @Test
    void findsATypoInTheOperatorsFileToo() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/application.yaml"), "hub:\n  routes:\n    wach: true\n");

        assertThat(sentenceFor(Settings.class, "--hub.home=" + home))
                .isEqualTo("Nothing reads the setting 'hub.routes.wach'; did you mean 'hub.routes.watch'?");
    }

    @Test
    void letsSettingsOfRoutesPass() throws IOException {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/x.camel.yaml"), "uri: \"{{hub.own.address}}\"");

        assertThat(start(Settings.class, "--hub.home=" + home, "--hub.own.address=x", "--hub.sources.later.url=y"))
                .isNull();
    }

    @Test
    void namesThePortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            SpringApplication application = new SpringApplication(WebServer.class);
            application.setWebApplicationType(WebApplicationType.SERVLET);
            Throwable failure = catchThrowable(() -> application.run(
                    "--server.port=" + port, "--server.address=127.0.0.1", "--spring.config.location=optional:none/"));

            assertThat(sentence(failure))
                    .isEqualTo(
                            "The port %s is already in use: stop the program that has it, or set server.port to"
                                    + " another one.",
                            port)
                    .contains("server.port");
        }
    }

    @Test
    void namesTheDatabaseThatCannotBeReached() {
        var failure = new IllegalStateException(new java.sql.SQLException("Connection refused", "08001"));
        MockEnvironment environment = new MockEnvironment();
        environment.setProperty("spring.datasource.url", "jdbc:postgresql://db.example/hub?password=secret");

        FailureAnalysis analysis = new StartFailures(environment).analyze(failure);

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription())
                .isEqualTo("The database of spring.datasource.url (jdbc:postgresql://db.example/hub) cannot be reached:"
                        + " start it, or mend the address.");
    }

    @Test
    void leavesWhatIsNotTheOperatorsToSpring() {
        assertThat(new StartFailures(null).analyze(new NullPointerException("ours to mend")))
                .isNull();
    }

    private static String sentenceFor(Class<?> configuration, String... arguments) {
        return sentence(start(configuration, arguments));
    }

    private static Throwable start(Class<?> configuration, String... arguments) {
        SpringApplication application = new SpringApplication(configuration);
        application.setWebApplicationType(WebApplicationType.NONE);
        return catchThrowable(() -> application.run(arguments).close());
    }

    private static String sentence(Throwable failure) {
        assertThat(failure).isNotNull();
        FailureAnalysis analysis = new StartFailures(null).analyze(failure);
        assertThat(analysis).as("analysis of %s", failure).isNotNull();
        return analysis.getDescription();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({
        HubHome.class,
        fi.rekisterihub.intake.IntakeSettings.class,
        fi.rekisterihub.route.RouteSettings.class
    })
    static class Settings {}

    @Configuration(proxyBeanMethods = false)
    static class WebServer {

        @Bean
        TomcatServletWebServerFactory tomcat(org.springframework.core.env.Environment environment)
                throws java.net.UnknownHostException {
            var factory = new TomcatServletWebServerFactory(environment.getRequiredProperty("server.port", int.class));
            factory.setAddress(InetAddress.getByName("127.0.0.1"));
            return factory;
        }
    }
}
