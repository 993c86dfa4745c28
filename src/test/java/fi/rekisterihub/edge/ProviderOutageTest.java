package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.edge.provider.HubSuppressions;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.permission.People;
import fi.rekisterihub.permission.PermissionBench;
import fi.rekisterihub.simulator.ProviderSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.support.FreshDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider that is away, one that allows little, one that refuses, and one that nobody here has heard of. */
class ProviderOutageTest {

    private final SimulatorServer server = SimulatorServer.onAnyPort();
    private @Nullable PermissionRoutes hub;

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
        server.close();
    }

    @Test
    void tellsEverythingOnceAndInOrderWhenTheProviderIsBack() {
        ProviderSimulator brevo = ProviderSimulator.on(server, "brevo");
        brevo.trouble().status(10_000, 503);
        PermissionRoutes routes = start("brevo", "50", Map.of(), brevo);
        // One person with many addresses: what is told of one must be told in its order.
        List<String> emails =
                IntStream.range(0, 12).mapToObj(i -> i + People.freshEmail()).toList();
        emails.forEach(email -> tell(routes, "brevo", 7L, email));
        soon().untilAsserted(() -> assertThat(routes.bench
                        .jdbc
                        .sql("select opened_at is not null from source_meter where source = 'provider-brevo'")
                        .query(Boolean.class)
                        .single())
                .isTrue());

        brevo.trouble().isOver();

        soon().untilAsserted(() -> assertThat(statuses(routes)).containsOnlyKeys("confirmed"));
        assertThat(brevo.told()).isEqualTo(emails);
    }

    @Test
    void asksNoMoreThanTheProviderAllowsInAnHourAndLosesNothingByIt() {
        ProviderSimulator creamailer = ProviderSimulator.on(server, "creamailer");
        PermissionRoutes routes = start("creamailer", "1h", Map.of("creamailer", 5), creamailer);
        for (int i = 0; i < 8; i++) {
            tell(routes, "creamailer", null, i + People.freshEmail());
        }

        soon().untilAsserted(() -> assertThat(creamailer.calls()).isEqualTo(5));
        soon().untilAsserted(() -> assertThat(statuses(routes)).containsEntry("new", 3L));
        assertThat(routes.bench
                        .jdbc
                        .sql("select max(attempts) from notice_delivery where status = 'new'")
                        .query(Integer.class)
                        .single())
                .as("what was not asked is no attempt")
                .isZero();

        anHourPasses(routes);

        soon().untilAsserted(() -> assertThat(creamailer.told()).hasSize(8));
        assertThat(creamailer.calls()).isEqualTo(8);
    }

    @Test
    void showsWhatTheProviderRefusesForTheAddressAndGoesOn() {
        ProviderSimulator sendgrid = ProviderSimulator.on(server, "sendgrid");
        PermissionRoutes routes = start("sendgrid", "50", Map.of(), sendgrid);
        sendgrid.trouble().status(2, 400);
        String email = People.freshEmail();
        tell(routes, "sendgrid", null, email);
        soon().untilAsserted(() -> assertThat(statuses(routes)).hasSize(1).doesNotContainKey("new"));
        String other = People.freshEmail();
        tell(routes, "sendgrid", null, other);

        soon().untilAsserted(() -> assertThat(sendgrid.suppresses(other)).isTrue());
        assertThat(routes.bench
                        .jdbc
                        .sql(
                                "select status || ': ' || coalesce(last_error, '') from notice_delivery where payload ->> 'email' = ?")
                        .param(email)
                        .query(String.class)
                        .single())
                .isEqualTo("dead: The recipient turned it down with HTTP 400; mend the cause, then try again.");
    }

    @Test
    void claimsNothingForAProviderThatIsSwitchedOff() {
        PermissionRoutes routes = new PermissionRoutes(
                        new PermissionBench(FreshDatabase.dataSource(), List.of("brevo")),
                        Map.of(),
                        Map.of("hub.providers.brevo.every", "100"))
                .start("provider-brevo");
        hub = routes;
        tell(routes, "brevo", null, People.freshEmail());

        DefaultExchange exchange = new DefaultExchange(routes.context);
        assertThat(routes.context
                        .getRegistry()
                        .lookupByNameAndType("hubSuppressions", HubSuppressions.class)
                        .claim("brevo", 50, 1, 1, "1s", "7d", exchange))
                .isEmpty();
        assertThat(routes.context
                        .getRegistry()
                        .lookupByNameAndType("hubOutbox", HubOutbox.class)
                        .claim("provider-brevo", 50, exchange))
                .isEmpty();
        assertThat(statuses(routes)).containsOnlyKeys("new");
    }

    @Test
    void aFourteenthProviderIsARouteAndNoJava() {
        ProviderSimulator postmark = ProviderSimulator.on(server, "postmark");
        PermissionRoutes routes = new PermissionRoutes(
                        new PermissionBench(FreshDatabase.dataSource(), List.of("fourteenth")),
                        Map.of(),
                        Map.of("hub.providers.fourteenth.url", server.url() + "/postmark"))
                .startFile(Path.of("src/test/resources/routes/provider-fourteenth.camel.yaml"));
        hub = routes;
        String email = People.freshEmail();

        routes.bench.optOut("link:1", "link", email, PermissionBench.MONDAY);

        soon().untilAsserted(() -> assertThat(statuses(routes)).containsOnlyKeys("confirmed"));
        assertThat(postmark.suppresses(email)).isTrue();
    }

    private PermissionRoutes start(
            String id, String lookAfter, Map<String, Integer> perHour, ProviderSimulator provider) {
        Map<String, String> settings = new HashMap<>(provider.settings(server.url()));
        settings.put("hub.providers." + id + ".look-after", lookAfter);
        hub = new PermissionRoutes(new PermissionBench(FreshDatabase.dataSource(), List.of(id)), perHour, settings)
                .start("provider-" + id);
        return hub;
    }

    private static void tell(PermissionRoutes routes, String id, @Nullable Long person, String email) {
        new Notices(routes.bench.source, register -> List.of(Recipient.provider(id, "provider-" + id)))
                .optOut(People.REGISTER, person, "test:" + email, "link", Map.of("email", email));
    }

    private static void anHourPasses(PermissionRoutes routes) {
        routes.bench.jdbc.sql("""
                        update source_meter
                           set last_calls = (select array_agg(call - interval '61 minutes') from unnest(last_calls) as call)
                        """).update();
    }

    private static Map<String, Long> statuses(PermissionRoutes routes) {
        Map<String, Long> statuses = new HashMap<>();
        routes.bench
                .jdbc
                .sql("select status, count(*) as number from notice_delivery group by status")
                .query(row -> {
                    statuses.put(row.getString("status"), row.getLong("number"));
                });
        return statuses;
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
