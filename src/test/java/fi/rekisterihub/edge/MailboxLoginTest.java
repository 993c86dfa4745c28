package fi.rekisterihub.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fi.rekisterihub.permission.People;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log-in where passwords are not taken any more, at a token server and a mail server. */
class MailboxLoginTest {

    private static final String BOX = "unsubscribe@example.fi";

    private final WireMockServer tokens = new WireMockServer(options().dynamicPort());
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));

    @BeforeEach
    void start() {
        tokens.start();
        tokens.stubFor(post("/token").willReturn(okJson("{\"access_token\":\"ya29.secret\",\"expires_in\":3599}")));
        server.start();
    }

    @AfterEach
    void stop() {
        tokens.stop();
        server.stop();
    }

    private MailboxLogin login(@Nullable String scope, @Nullable String refreshToken) {
        return new MailboxLogin(
                new MailboxOAuthSettings(
                        BOX,
                        URI.create(tokens.baseUrl() + "/token"),
                        "hub",
                        "a secret & more",
                        scope,
                        refreshToken,
                        Duration.ofSeconds(5)),
                new AccessTokens());
    }

    @Test
    void readsTheMailboxByXoauth2WithOneTokenForManyConnects() throws Exception {
        // The server takes what stands behind the user's name for the token that XOAUTH2 brings.
        GreenMailUser box = server.setUser(BOX, BOX, "ya29.secret");
        box.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream("From: %s\r\nSubject: unsubscribe\r\nMessage-ID: <1@x>\r\n\r\n"
                        .formatted(People.freshEmail())
                        .getBytes(StandardCharsets.US_ASCII))));
        PermissionRoutes hub = new PermissionRoutes(Map.of(
                "hub.mailbox.protocol", "imap",
                "hub.mailbox.enabled", "true",
                "hub.mailbox.host", "127.0.0.1",
                "hub.mailbox.port", String.valueOf(server.getImap().getPort()),
                "hub.mailbox.username", BOX,
                "hub.mailbox.authenticator", "#hubMailboxLogin",
                "hub.mailbox.mechanisms", "XOAUTH2",
                "hub.mailbox.every", "100"));
        hub.bind("hubMailboxLogin", login("https://outlook.office365.com/.default", null));
        try (hub) {
            hub.start("unsubscribe-mailbox");
            await().untilAsserted(() ->
                    assertThat(hub.bench.outcomes()).singleElement().asString().startsWith("done: opt-out recorded"));
        }
        tokens.verify(
                1,
                postRequestedFor(urlEqualTo("/token"))
                        .withRequestBody(containing("grant_type=client_credentials"))
                        .withRequestBody(containing("client_secret=a+secret+%26+more"))
                        .withRequestBody(containing("scope=https%3A%2F%2Foutlook.office365.com%2F.default")));
    }

    @Test
    void logsInByTheConsentOfAPersonWhereThereIsARefreshToken() {
        assertThat(login(null, "1//refresh").getPasswordAuthentication().getPassword())
                .isEqualTo("ya29.secret");
        tokens.verify(postRequestedFor(urlEqualTo("/token"))
                .withRequestBody(containing("grant_type=refresh_token"))
                .withRequestBody(containing("refresh_token=1%2F%2Frefresh")));
    }

    @Test
    void saysWhatIsWrongAndNothingThatIsSecret() {
        tokens.stubFor(post("/token").willReturn(aResponse().withStatus(401).withBody("a secret & more")));
        assertThatThrownBy(() -> login(null, null).getPasswordAuthentication())
                .hasMessage("The log-in of the mailbox was answered with 401.");
        MailboxOAuthSettings nothing =
                new MailboxOAuthSettings(null, null, null, null, null, null, Duration.ofSeconds(1));
        assertThatThrownBy(() -> new MailboxLogin(nothing, new AccessTokens()).getPasswordAuthentication())
                .hasMessage("The setting hub.mailbox.oauth.username is missing; the mailbox logs in by it.");
    }
}
