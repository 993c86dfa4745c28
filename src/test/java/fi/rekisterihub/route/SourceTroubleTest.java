package fi.rekisterihub.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a mailbox that nobody can read is no route that runs well")
class SourceTroubleTest {

    private final int port = freePort();
    private final GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", "imap"));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SourceTrouble trouble = new SourceTrouble(camel);

    @BeforeEach
    void startRoutes() throws Exception {
        String mailbox = "imap:127.0.0.1:%d?username=box&password=secret&delay=20&initialDelay=0".formatted(port);
        camel.disableJMX();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                routeTemplate("box-source").from(mailbox).to("kamelet:sink");
                from(mailbox + "&folderName=INBOX").routeId("plain").to("log:plain");
                from("kamelet:box-source").routeId("kamelet").to("log:kamelet");
                from("direct:called").routeId("called").to("log:called");
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "kamelet"})
    void tellsWhatToDoUntilTheSourceAnswers(String route) {
        await().untilAsserted(() -> assertThat(said(route)).contains("the last", "address and log-in"));
        assertThat(said("called")).isEmpty();
        assertThat(said("unknown")).isEmpty();

        server.start();
        server.setUser("box@example.fi", "box", "secret");

        await().untilAsserted(() -> assertThat(said(route)).isEmpty());
    }

    private String said(String route) {
        return trouble.of(camel.getRoute(route)).orElse("");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
