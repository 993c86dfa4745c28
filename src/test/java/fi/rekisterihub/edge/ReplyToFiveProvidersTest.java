package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariDataSource;
import fi.rekisterihub.permission.People;
import fi.rekisterihub.permission.PermissionBench;
import fi.rekisterihub.simulator.ProviderSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.support.FreshDatabase;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The whole way at once: a person answers a newsletter in Outlook, and five providers are silent and were looked at. */
class ReplyToFiveProvidersTest {

    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";
    private static final String BOX = "unsubscribe@example.fi";
    private static final List<String> FIVE = List.of("mailchimp", "brevo", "sendgrid", "postmark", "lianamailer");

    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
    private final SimulatorServer outside = SimulatorServer.onAnyPort();
    private final Map<String, ProviderSimulator> providers = new HashMap<>();
    private final HikariDataSource database = FreshDatabase.dataSource();
    private final String email = People.freshEmail();
    private GreenMailUser box;
    private PermissionRoutes hub;
    private long person;

    @BeforeEach
    void startEverything() {
        mails.start();
        box = mails.setUser(BOX, BOX, "salasana");
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.mailbox.protocol", "imap",
                "hub.mailbox.enabled", "true",
                "hub.mailbox.host", "127.0.0.1",
                "hub.mailbox.port", String.valueOf(mails.getImap().getPort()),
                "hub.mailbox.username", BOX,
                "hub.mailbox.password", "salasana",
                "hub.mailbox.every", "100",
                "hub.mailbox.read-every", "100"));
        for (String id : FIVE) {
            ProviderSimulator provider = ProviderSimulator.on(outside, id);
            provider.add(email);
            providers.put(id, provider);
            settings.putAll(provider.settings(outside.url()));
            settings.put("hub.providers." + id + ".look-after", "50");
        }
        hub = new PermissionRoutes(new PermissionBench(database, FIVE), Map.of(), settings);
        person = hub.bench.people.add(REGISTER, email, null);
        List<String> routes = new ArrayList<>(List.of("unsubscribe-mailbox", "unsubscribe-reply"));
        FIVE.forEach(id -> routes.add("provider-" + id));
        hub.start(routes.toArray(String[]::new));
    }

    @AfterEach
    void stopEverything() {
        hub.close();
        outside.close();
        mails.stop();
    }

    @Test
    @DisplayName("SM5 a reply written in Outlook silences five providers, and each was looked at afterwards")
    void reachesAllFiveAndIsSeenThere() throws MessagingException {
        assertThat(hub.bench.mayEmail(person)).isTrue();

        box.deliver(writtenInOutlook());

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(states())
                .isEqualTo(FIVE.stream().collect(Collectors.toMap(id -> id, id -> "confirmed"))));
        assertThat(hub.bench.outcomes())
                .containsExactly("done: opt-out recorded: The mail asks in words to get no more.");
        assertThat(hub.bench.mayEmail(person)).isFalse();
        providers.forEach((id, provider) -> {
            assertThat(provider.suppresses(email)).as(id).isTrue();
            assertThat(provider.timesTold(email)).as(id).isEqualTo(1);
        });
        await().untilAsserted(() -> assertThat(count("Processed")).isEqualTo(1));
    }

    @Test
    @DisplayName("what one of the five forgets is repaired by the look, and the other four hear nothing")
    void repairsTheOneThatForgets() throws MessagingException {
        box.deliver(writtenInOutlook());
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        states().values().stream().filter("confirmed"::equals).count() == FIVE.size());

        providers.get("sendgrid").subscribe(email);
        hub.bench
                .jdbc
                .sql("update notice_delivery set check_at = now() where status = 'confirmed'")
                .update();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(providers.get("sendgrid").suppresses(email)).isTrue());
        providers.forEach((id, provider) ->
                assertThat(provider.timesTold(email)).as(id).isEqualTo(id.equals("sendgrid") ? 2 : 1));
    }

    private Map<String, String> states() {
        return hub.bench.jdbc.sql("select recipient, status from notice_delivery").query().listOfRows().stream()
                .collect(Collectors.toMap(
                        row -> String.valueOf(row.get("recipient")), row -> String.valueOf(row.get("status"))));
    }

    private int count(String folder) {
        MailFolder found = mails.getManagers().getImapHostManager().getFolder(box, folder);
        return found == null ? 0 : found.getMessageCount();
    }

    /** Plain text and HTML side by side, a block of headers over what is answered, and a signature. */
    private MimeMessage writtenInOutlook() throws MessagingException {
        String mail = """
                Return-Path: <%1$s>
                From: "Esimerkki, Eeva" <%1$s>
                To: Uutiskirje <%2$s>
                Subject: VS: Marraskuun uutiskirje
                Date: Fri, 20 Nov 2026 21:54:00 +0200
                Message-ID: <AM0PR01MB0001@eurprd01.prod.outlook.example>
                In-Reply-To: <novemberletter@example.fi>
                Thread-Topic: Marraskuun uutiskirje
                Accept-Language: fi-FI, en-US
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="_000_AM0PR01_"

                --_000_AM0PR01_
                Content-Type: text/plain; charset="utf-8"
                Content-Transfer-Encoding: 8bit

                Hei,

                poistattehan minut tältä listalta, kiitos.

                Ystävällisin terveisin
                Eeva Esimerkki
                Esimerkki Oy

                ________________________________
                Lähettäjä: Uutiskirje <%2$s>
                Lähetetty: perjantai 20. marraskuuta 2026 9.00
                Vastaanottaja: Esimerkki, Eeva
                Aihe: Marraskuun uutiskirje

                Tilaa uutiskirje myös ystävällesi! Peruuta tilaus tästä.

                --_000_AM0PR01_
                Content-Type: text/html; charset="utf-8"
                Content-Transfer-Encoding: 8bit

                <html><body><p>Hei,</p><p>poistattehan minut tältä listalta, kiitos.</p><p>Ystävällisin terveisin<br>Eeva Esimerkki<br>Esimerkki Oy</p>
                <hr><div><b>Lähettäjä:</b> Uutiskirje<br><b>Aihe:</b> Marraskuun uutiskirje</div><p>Tilaa uutiskirje myös ystävällesi! Peruuta tilaus tästä.</p></body></html>

                --_000_AM0PR01_--
                """.formatted(email, BOX).replace("\n", "\r\n");
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
    }
}
