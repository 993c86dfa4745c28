package fi.rekisterihub.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import fi.rekisterihub.edge.provider.HubPolls;
import fi.rekisterihub.intake.IntakeBench;
import fi.rekisterihub.intake.PollBench;
import fi.rekisterihub.intake.SourceLimit;
import fi.rekisterihub.permission.People;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Providers that call nobody are asked: what they answer goes the way of every webhook. */
class PollRoutesTest {

    private static final String SUPPRESSIONS = "/v2/api/suppressions";
    private static final String EVENTS = "/api/v3/events";
    private static final String CONSENTS = "/audience/channels/com.apsis1.channels.email/consents";

    private final WireMockServer outside =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final String email = People.freshEmail();
    private PermissionRoutes hub;

    @BeforeEach
    void startOutside() {
        outside.start();
    }

    @AfterEach
    void stopAll() {
        hub.close();
        outside.stop();
    }

    @Test
    void readsThePagesOfCreamailersListAndTakesNothingTwice() {
        page(
                1,
                "{\"data\":[{\"email\":\"%s\",\"created_at\":\"2026-01-05 10:00:00\"}],\"meta\":{\"last_page\":2}}"
                        .formatted(email));
        page(2, "{\"data\":[],\"meta\":{\"last_page\":2}}");
        start("creamailer", Map.of("access-token", "token", "shared-secret", "sec&ret"));

        await().untilAsserted(() -> assertThat(hub.bench.outcomes())
                .containsExactlyInAnyOrder("done: opt-out recorded", "done: ignored: no event in it"));
        await().until(() ->
                outside.countRequestsMatching(pageRequest(1).build()).getCount() >= 2);
        assertThat(hub.bench.outcomes()).hasSize(2);
        assertThat(hub.bench.told()).extracting(told -> told.recipient()).contains("mailchimp", "brevo");
        outside.verify(pageRequest(1)
                .withHeader("X-Access-Token", equalTo("token"))
                .withHeader("X-Request-Timestamp", matching("\\d{10}"))
                .withHeader("X-Request-Signature", matching("[0-9a-f]{64}")));
    }

    @Test
    void asksLianaMailerSinceTheLastTimeAndSignsTheQuestion() {
        event(
                "unsubscribe",
                okJson("{\"succeed\":true,\"result\":[{\"id\":1,\"type\":\"unsubscribe\",\"email\":\"%s\"}]}"
                        .formatted(email)));
        event("bounce", okJson("{\"succeed\":true,\"result\":[]}"));
        start("lianamailer", Map.of("user", "77", "api-key", "0123456789abcdef", "realm", "EUR"));

        await().untilAsserted(() -> assertThat(hub.bench.outcomes())
                .containsExactlyInAnyOrder("done: opt-out recorded", "done: ignored: no event in it"));
        await().until(() -> questions("unsubscribe").size() >= 2);
        List<LoggedRequest> asked = questions("unsubscribe");
        Duration first = Duration.between(time(asked.get(0), "at_start"), time(asked.get(0), "at_end"));
        Duration second = Duration.between(time(asked.get(1), "at_start"), time(asked.get(1), "at_end"));
        assertThat(first).isEqualTo(Duration.ofDays(30).plusHours(4));
        assertThat(second).isBetween(Duration.ofHours(4), Duration.ofHours(4).plusMinutes(2));
        assertThat(asked.get(0).getHeader("Authorization")).matches("EUR 77:[0-9a-f]{64}");
        assertThat(asked.get(0).getHeader("Date")).isNotBlank();
    }

    @Test
    void movesNotOnFromAnAnswerThatIsNone() {
        event("unsubscribe", okJson("{\"succeed\":false,\"message\":\"busy\"}"));
        event("bounce", okJson("{\"succeed\":true,\"result\":[]}"));
        start("lianamailer", Map.of("user", "77", "api-key", "k"));

        await().until(() -> questions("unsubscribe").size() >= 2);
        assertThat(hub.bench.outcomes()).isEmpty();

        event(
                "unsubscribe",
                okJson("{\"succeed\":true,\"result\":[{\"id\":1,\"type\":\"unsubscribe\",\"email\":\"%s\"}]}"
                        .formatted(email)));
        await().untilAsserted(() -> assertThat(hub.bench.outcomes()).contains("done: opt-out recorded"));
        List<LoggedRequest> asked = questions("unsubscribe");
        LoggedRequest good = asked.get(asked.size() - 1);
        assertThat(Duration.between(time(asked.get(1), "at_start"), time(asked.get(1), "at_end")))
                .isGreaterThan(Duration.ofDays(30));
        assertThat(good.getQueryParams()).containsKey("at_start");
    }

    @Test
    void logsInToApsisAndAsks() {
        outside.stubFor(post("/oauth/token")
                .withRequestBody(matchingJsonPath("$.client_id", equalTo("hub")))
                .willReturn(okJson("{\"access_token\":\"apsis-key\",\"expires_in\":3600}")));
        outside.stubFor(get(urlPathEqualTo(CONSENTS))
                .willReturn(okJson(
                        "{\"pages\":1,\"items\":[{\"type\":\"opt-out\",\"address\":\"%s\",\"timestamp\":\"2026-01-05T10:00:00Z\"}]}"
                                .formatted(email))));
        start("apsis", Map.of("client-id", "hub", "client-secret", "sec)ret"));
        await().untilAsserted(() -> assertThat(hub.bench.outcomes()).containsExactly("done: opt-out recorded"));
        outside.verify(getRequestedFor(urlPathEqualTo(CONSENTS))
                .withHeader("Authorization", equalTo("Bearer apsis-key"))
                .withQueryParam("from", matching("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")));
    }

    /** More pages than one asking may read: the next goes on in the same time, and no page is left out. */
    @Test
    void goesOnWhereATimeHasTooManyPagesForOneAsking() {
        outside.stubFor(post("/oauth/token").willReturn(okJson("{\"access_token\":\"k\",\"expires_in\":3600}")));
        outside.stubFor(get(urlPathEqualTo(CONSENTS)).willReturn(okJson("{\"pages\":23,\"items\":[]}")));
        outside.stubFor(get(urlPathEqualTo(CONSENTS))
                .withQueryParam("page", equalTo("23"))
                .willReturn(okJson(
                        "{\"pages\":23,\"items\":[{\"type\":\"opt-out\",\"address\":\"%s\",\"timestamp\":\"2026-01-05T10:00:00Z\"}]}"
                                .formatted(email))));
        start("apsis", Map.of("client-id", "hub", "client-secret", "secret"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(hub.bench.outcomes()).contains("done: opt-out recorded"));
        await().until(() -> asked("1").size() >= 2);
        LoggedRequest first = asked("1").get(0);
        LoggedRequest last = asked("23").get(0);
        assertThat(last.queryParameter("from").firstValue())
                .isEqualTo(first.queryParameter("from").firstValue());
        assertThat(last.queryParameter("to").firstValue())
                .isEqualTo(first.queryParameter("to").firstValue());
        assertThat(asked("1").get(1).queryParameter("from").firstValue())
                .as("the time after it")
                .isGreaterThan(first.queryParameter("from").firstValue());
        for (int page = 2; page <= 22; page++) {
            assertThat(asked(Integer.toString(page))).as("page %d", page).isNotEmpty();
        }
    }

    private List<LoggedRequest> asked(String page) {
        return outside.findAll(getRequestedFor(urlPathEqualTo(CONSENTS)).withQueryParam("page", equalTo(page))).stream()
                .sorted(java.util.Comparator.comparing(LoggedRequest::getLoggedDate))
                .toList();
    }

    @Test
    void triesAProviderAgainThatIsAway() {
        outside.stubFor(get(urlPathEqualTo(SUPPRESSIONS)).willReturn(aResponse().withStatus(500)));
        start("creamailer", Map.of("access-token", "token", "shared-secret", "secret"));
        await().until(() -> outside.countRequestsMatching(
                                getRequestedFor(urlPathEqualTo(SUPPRESSIONS)).build())
                        .getCount()
                >= 2);
        page(1, "{\"data\":[{\"email\":\"%s\"}],\"meta\":{\"last_page\":1}}".formatted(email));
        await().untilAsserted(() -> assertThat(hub.bench.outcomes()).containsExactly("done: opt-out recorded"));
    }

    private void start(String provider, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "hub.providers." + provider + ".enabled", "true",
                "hub.providers." + provider + ".url", outside.baseUrl(),
                "hub.providers." + provider + ".every", "100",
                "hub.providers." + provider + ".poll-every", "300ms"));
        settings.forEach((name, value) -> all.put("hub.providers." + provider + "." + name, value));
        hub = new PermissionRoutes(all);
        IntakeBench asked = IntakeBench.with(Map.<String, SourceLimit>of());
        hub.bind("hubPolls", new HubPolls(new HubLimits(asked.limits), PollBench.polls(asked, hub.bench.inbox)));
        hub.bind("hubSchedules", new HubSchedules(asked.schedules, asked.deliveries));
        hub.start(provider + "-poll", provider + "-event");
    }

    private void page(int page, String body) {
        MappingBuilder stub = get(urlPathEqualTo(SUPPRESSIONS))
                .withQueryParam("page", equalTo(String.valueOf(page)))
                .withQueryParam("pagesize", equalTo("1000"));
        outside.stubFor(stub.willReturn(okJson(body)));
    }

    private static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder pageRequest(int page) {
        return getRequestedFor(urlPathEqualTo(SUPPRESSIONS)).withQueryParam("page", equalTo(String.valueOf(page)));
    }

    private void event(String type, com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder answer) {
        outside.stubFor(get(urlPathEqualTo(EVENTS))
                .withQueryParam("type", equalTo(type))
                .willReturn(answer));
    }

    private List<LoggedRequest> questions(String type) {
        return outside.findAll(getRequestedFor(urlPathEqualTo(EVENTS)).withQueryParam("type", equalTo(type))).stream()
                .sorted(java.util.Comparator.comparing(LoggedRequest::getLoggedDate))
                .toList();
    }

    private static Instant time(LoggedRequest asked, String name) {
        return LocalDateTime.parse(asked.queryParameter(name).firstValue())
                .atZone(ZoneId.of("Europe/Helsinki"))
                .toInstant();
    }
}
