package fi.rekisterihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;

class HubHomeTest {

    /** With a real web server, because it is the server's document folder that a relative path could fall into. */
    private final WebApplicationContextRunner server = new WebApplicationContextRunner(
                    AnnotationConfigServletWebServerApplicationContext::new)
            .withConfiguration(AutoConfigurations.of(ServletWebServerFactoryAutoConfiguration.class))
            .withUserConfiguration(OnlyTheHome.class)
            .withPropertyValues("server.port=0", "server.address=localhost");

    @Test
    void isTheWorkingDirectoryAlsoInsideAWebServer() {
        Path here = Path.of("").toAbsolutePath();
        server.run(context -> assertThat(context.getBean(HubHome.class).home()).isEqualTo(here));
        server.withPropertyValues("hub.home=.")
                .run(context ->
                        assertThat(context.getBean(HubHome.class).home()).isEqualTo(here));
        server.withPropertyValues("hub.home=src")
                .run(context ->
                        assertThat(context.getBean(HubHome.class).routes()).isEqualTo(here.resolve("src/routes")));
    }

    @Test
    void stopsTheStartNamingAFolderThatIsNotThere() {
        server.withPropertyValues("hub.home=no-such-folder").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("hub.home names")
                .hasMessageContaining("no-such-folder, which is not a folder."));
    }

    @EnableConfigurationProperties(HubHome.class)
    static final class OnlyTheHome {}
}
