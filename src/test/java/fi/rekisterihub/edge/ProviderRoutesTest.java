package fi.rekisterihub.edge;

import static fi.rekisterihub.permission.PermissionBench.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.permission.People;
import fi.rekisterihub.simulator.BrevoSimulator;
import fi.rekisterihub.simulator.MailchimpSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The four provider routes, in and out, against simulators that remember. */
class ProviderRoutesTest {

    private final SimulatorServer server = SimulatorServer.onAnyPort();
    private final MailchimpSimulator mailchimp = MailchimpSimulator.on(server);
    private final BrevoSimulator brevo = BrevoSimulator.on(server);
    private final String email = People.freshEmail();
    private PermissionRoutes hub;

    @BeforeEach
    void startRoutes() {
        Map<String, String> settings = new HashMap<>();
        for (String provider : new String[] {"mailchimp", "brevo"}) {
            String prefix = "hub.providers." + provider + ".";
            settings.put(prefix + "enabled", "true");
            settings.put(prefix + "url", server.url() + "/" + provider);
            settings.put(prefix + "every", "100");
            settings.put(prefix + "look-after", "50");
        }
        settings.put("hub.providers.mailchimp.list", MailchimpSimulator.LIST);
        settings.put("hub.providers.mailchimp.api-key", MailchimpSimulator.API_KEY);
        settings.put("hub.providers.brevo.api-key", BrevoSimulator.API_KEY);
        hub = new PermissionRoutes(settings)
                .start("mailchimp-event", "brevo-event", "provider-mailchimp", "provider-brevo");
        brevo.webhook(event -> keep("brevo", "application/json", event));
    }

    @AfterEach
    void stopRoutes() {
        hub.close();
        server.close();
    }

    @Test
    void carriesAnUnsubscriptionToTheOtherProviderOnceAndNotBack() {
        long person = hub.bench.people.add(email);
        mailchimp.subscribe(email);
        brevo.add(email);

        keep("mailchimp", "application/x-www-form-urlencoded", mailchimp.unsubscribe(email, MONDAY));

        await().untilAsserted(() -> assertThat(hub.bench.outcomes())
                .containsExactly(
                        "done: opt-out recorded", "done: opt-out was in force before: kept as evidence, not sent on"));
        await().untilAsserted(
                        () -> assertThat(deliveries()).isEqualTo("brevo confirmed HTTP 204, mailchimp confirmed"));
        assertThat(brevo.suppresses(email)).isTrue();
        assertThat(brevo.timesTold(email)).isEqualTo(1);
        assertThat(mailchimp.timesTold(email)).isZero();
        assertThat(hub.bench.mayEmail(person)).isFalse();
    }

    @Test
    void tellsAProviderItsOwnOptOutWhereTheAddressWasSubscribedThereAgainMeanwhile() {
        mailchimp.subscribe(email);
        String optOut = mailchimp.unsubscribe(email, MONDAY);
        mailchimp.subscribe(email);

        keep("mailchimp", "application/x-www-form-urlencoded", optOut);

        await().untilAsserted(() -> assertThat(mailchimp.status(email)).isEqualTo("unsubscribed"));
        assertThat(mailchimp.timesTold(email)).isEqualTo(1);
    }

    @Test
    void makesAnUnknownAddressKnownAsUnsubscribedAtBrevo() {
        keep("mailchimp", "application/x-www-form-urlencoded", mailchimp.unsubscribe(email, MONDAY));
        await().untilAsserted(
                        () -> assertThat(deliveries()).isEqualTo("brevo confirmed HTTP 201, mailchimp confirmed"));
        assertThat(brevo.suppresses(email)).isTrue();
    }

    @Test
    void tellsMailchimpWhetherItKnowsTheAddressOrNot() {
        String known = "O'Hara+test/1?x#y&z%" + email;
        mailchimp.subscribe(known);
        keep("brevo", "application/json", BrevoSimulator.event("unsubscribe", known, MONDAY));
        keep("brevo", "application/json", BrevoSimulator.event("unsubscribe", email, MONDAY));

        await().untilAsserted(() -> {
            assertThat(mailchimp.status(known)).isEqualTo("unsubscribed");
            assertThat(mailchimp.status(email)).isEqualTo("unsubscribed");
        });
        assertThat(mailchimp.timesTold(known)).isEqualTo(1);
    }

    @Test
    void putsAnAddressIntoThePathWithoutBendingIt() {
        String odd = "o'hara+test/1?x#y&z%25" + email;
        brevo.add(odd);
        keep("mailchimp", "application/x-www-form-urlencoded", mailchimp.unsubscribe(odd, MONDAY));
        await().untilAsserted(() -> assertThat(brevo.suppresses(odd)).isTrue());
        assertThat(deliveries()).startsWith("brevo");
    }

    @Test
    @DisplayName("Attack: headers of a provider's answer steer nothing, not even the second call of a pair")
    void headersOfAnAnswerSteerNothing() {
        server.answerWithHostileHeaders();
        hub.bench.people.add(email);
        hub.bench.optOut("link:1", "link", email, MONDAY);

        await().untilAsserted(() ->
                assertThat(deliveries().split(", ")).hasSize(2).allMatch(told -> told.contains("confirmed HTTP 20")));

        assertThat(server.ledAstray()).isFalse();
        assertThat(hub.bench
                        .jdbc
                        .sql("select count(*) from person")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void triesAgainWhenAProviderIsAwayOrBusy() {
        brevo.add(email);
        brevo.trouble().status(1, 500).tooMany(1, Duration.ZERO);
        keep("mailchimp", "application/x-www-form-urlencoded", mailchimp.unsubscribe(email, MONDAY));
        await().untilAsserted(
                        () -> assertThat(deliveries()).isEqualTo("brevo confirmed HTTP 204, mailchimp confirmed"));
        assertThat(brevo.timesTold(email)).isEqualTo(1);
    }

    @Test
    void waitsForAKeyThatTheProviderAcceptsAndLosesNothing() {
        brevo.add(email);
        brevo.trouble().status(2, 401);
        keep("mailchimp", "application/x-www-form-urlencoded", mailchimp.unsubscribe(email, MONDAY));
        await().untilAsserted(
                        () -> assertThat(deliveries()).isEqualTo("brevo confirmed HTTP 204, mailchimp confirmed"));
        assertThat(hub.bench.outcomes()).startsWith("done: opt-out recorded");
    }

    private void keep(String source, String contentType, String body) {
        hub.bench.inbox.accept(
                source,
                UUID.nameUUIDFromBytes(body.getBytes(StandardCharsets.UTF_8)).toString(),
                contentType,
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private String deliveries() {
        return String.join(
                ", ",
                hub.bench
                        .jdbc
                        .sql(
                                "select recipient || ' ' || status || coalesce(' ' || receipt, '') from notice_delivery order by recipient")
                        .query(String.class)
                        .list());
    }
}
