package fi.rekisterihub.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import fi.rekisterihub.intake.IntakeBench;
import fi.rekisterihub.permission.People;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HubSpot names a person by a number: the route asks whose it is. */
class HubSpotRouteTest {

    private final WireMockServer hubspot =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final String email = People.freshEmail();
    private PermissionRoutes hub;

    @BeforeEach
    void startRoute() {
        hubspot.start();
        hub = new PermissionRoutes(Map.of(
                "hub.providers.hubspot.url",
                hubspot.baseUrl(),
                "hub.providers.hubspot.api-key",
                "key",
                "hub.providers.hubspot.every",
                "100"));
        HubLimits limits = new HubLimits(IntakeBench.with(Map.of()).limits);
        hub.bind("hubLimits", limits);
        hub.bind("hubLookups", new HubLookups(limits));
        hub.start("hubspot-event");
    }

    @AfterEach
    void stopRoute() {
        hub.close();
        hubspot.stop();
    }

    @Test
    void asksForEachNumberOnceAndOnlyWhereTheEventIsWorthIt() {
        answer("7", email);
        keep(optOut(1, "7"), optOut(2, "7"), change(3, "9", "firstname"));

        await().untilAsserted(() -> assertThat(hub.bench.outcomes())
                .containsExactly("done: ignored: not about permissions; opt-out recorded;"
                        + " opt-out was in force before: kept as evidence, not sent on"));
        hubspot.verify(
                1,
                getRequestedFor(urlEqualTo("/crm/v3/objects/contacts/7?properties=email"))
                        .withHeader("Authorization", equalTo("Bearer key")));
        hubspot.verify(1, getRequestedFor(urlPathMatching("/.*")));
    }

    @Test
    void leavesAContactThatIsGoneToAPersonAndTakesTheOthers() {
        answer("7", email);
        hubspot.stubFor(get(urlPathMatching(".*/8")).willReturn(aResponse().withStatus(404)));
        keep(optOut(1, "8"), optOut(2, "7"));

        await().untilAsserted(() ->
                assertThat(hub.bench.outcomes()).containsExactly("review: email: The event names no e-mail address."));
        assertThat(hub.bench.events()).isEqualTo(1);
    }

    @Test
    void triesAgainWhenHubSpotIsAway() {
        hubspot.stubFor(get(urlPathMatching(".*/7"))
                .inScenario("away")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("back"));
        hubspot.stubFor(get(urlPathMatching(".*/7"))
                .inScenario("away")
                .whenScenarioStateIs("back")
                .willReturn(okJson("{\"id\":\"7\",\"properties\":{\"email\":\"%s\"}}".formatted(email))));
        keep(optOut(1, "7"));

        await().untilAsserted(() -> assertThat(hub.bench.outcomes()).containsExactly("done: opt-out recorded"));
    }

    @Test
    void asksNothingByANumberThatCouldBendTheCall() {
        keep(optOut(1, "7/../../secrets?x="));
        await().untilAsserted(() ->
                assertThat(hub.bench.outcomes()).containsExactly("review: email: The event names no e-mail address."));
        hubspot.verify(0, getRequestedFor(urlPathMatching("/.*")));
    }

    private void answer(String id, String address) {
        hubspot.stubFor(get(urlPathMatching(".*/" + id))
                .willReturn(okJson("{\"id\":\"%s\",\"properties\":{\"email\":\"%s\"}}".formatted(id, address))));
    }

    private static String optOut(int event, String contact) {
        return change(event, contact, "hs_email_optout");
    }

    private static String change(int event, String contact, String property) {
        return ("{\"eventId\":%d,\"subscriptionType\":\"contact.propertyChange\",\"objectId\":\"%s\","
                        + "\"propertyName\":\"%s\",\"propertyValue\":\"true\",\"occurredAt\":1767607200000}")
                .formatted(event, contact, property);
    }

    private void keep(String... events) {
        String body = List.of(events).stream().collect(Collectors.joining(",", "[", "]"));
        hub.bench.inbox.accept(
                "hubspot",
                UUID.randomUUID().toString(),
                "application/json",
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
