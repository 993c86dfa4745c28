package fi.rekisterihub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FonectaSimulatorTest {

    private static final World WORLD = World.of(13, 60, 200, LocalDate.of(2026, 11, 22));
    private static final WorldCompany COMPANY = WORLD.companies().get(3);
    private static final WorldPerson LEADER =
            WORLD.personsAt(COMPANY.businessId()).get(0);
    private static final SimulatorServer SERVER = SimulatorServer.onAnyPort();
    private static final FonectaSimulator FONECTA = FonectaSimulator.on(SERVER, WORLD);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void givesATokenWithTheOddTypesOfTheRealOne() throws Exception {
        JsonNode token = Json.parse(logIn(FonectaSimulator.CLIENT_SECRET).body());
        assertThat(token.path("expires_in").isTextual()).isTrue();
        assertThat(token.path("scope").path(0).path("service").asText()).isEqualTo("SEARCH_contacts_watch");
        assertThat(logIn("wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesACallWithoutAKnownToken() throws Exception {
        assertThat(search("what=a", "").statusCode()).isEqualTo(401);
        assertThat(search("what=a", "made-up").statusCode()).isEqualTo(401);
        String token = token();
        assertThat(search("what=a", token).statusCode()).isEqualTo(200);
        FONECTA.expireTokens();
        assertThat(search("what=a", token).statusCode()).isEqualTo(401);
        assertThat(search("what=a", token()).statusCode()).isEqualTo(200);
    }

    @Test
    void findsACompanyAndItsPersonsByEveryKindOfKey() throws Exception {
        String token = token();
        for (String what :
                new String[] {COMPANY.businessId(), COMPANY.businessIdWithoutDash(), FonectaSimulator.companyId(COMPANY)
                }) {
            JsonNode contacts = contacts("what=" + what + "&contact_type=ALL", token);
            assertThat(contacts)
                    .anyMatch(contact -> contact.path("contactType").asText().equals("COMPANY"));
            assertThat(contacts)
                    .anyMatch(contact -> contact.path("lastName").asText().equals(LEADER.familyName()));
        }
        JsonNode byPhone = contacts("what=" + encoded(LEADER.phone()), token);
        assertThat(byPhone.path(0).path("id").asText()).isEqualTo(FonectaSimulator.personId(LEADER));
        assertThat(byPhone.path(0).path("phones").path(0).asText()).isEqualTo(LEADER.phone());
        JsonNode byName = contacts("what=" + encoded(LEADER.givenName() + ' ' + LEADER.familyName()), token);
        assertThat(byName)
                .anyMatch(contact -> contact.path("businessId").asText().equals(COMPANY.businessId()));
        assertThat(contacts("what=1375045-1", token)).isEmpty();
    }

    @Test
    void givesOneKindOnlyAndNoMoreThanAskedFor() throws Exception {
        String token = token();
        assertThat(contacts("what=" + COMPANY.businessId() + "&contact_type=PERSON", token))
                .isNotEmpty()
                .allMatch(contact -> contact.path("contactType").asText().equals("PERSON"));
        assertThat(contacts("what=" + COMPANY.businessId() + "&contact_type=COMPANY", token))
                .hasSize(1);
        assertThat(contacts("what=a&results_per_page=3", token)).hasSize(3);
        assertThat(search("what=", token).statusCode()).isEqualTo(400);
    }

    @Test
    void remembersWatchesOfKnownWatchersAndCallsThemWithoutData() throws Exception {
        String token = token();
        String watch = "{\"watcherId\":\"w1\",\"watchedContacts\":[{\"companyId\":\"%s\",\"personIds\":[\"%s\"]}]}"
                .formatted(FonectaSimulator.companyId(COMPANY), FonectaSimulator.personId(LEADER));
        assertThat(post("/contactwatch/watch", watch, token).statusCode()).isEqualTo(400);
        SERVER.wireMock().stubFor(WireMock.post("/hub/hooks/fonecta").willReturn(WireMock.status(202)));
        String callbackUrl = SERVER.url() + "/hub/hooks/fonecta";
        assertThat(post(
                                "/contactwatch/watchers",
                                "{\"watcherId\":\"w1\",\"callbackUrl\":\"" + callbackUrl + "\"}",
                                token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/contactwatch/watch", watch, token).statusCode()).isEqualTo(200);
        assertThat(FONECTA.watched().get(0).path("companyId").asText()).isEqualTo(FonectaSimulator.companyId(COMPANY));

        String body = FonectaCallback.body(
                FonectaSimulator.companyId(COMPANY), "w1", Instant.ofEpochSecond(1_456_212_678), "5000001", "secret");
        assertThat(FonectaCallback.send(FONECTA.callbackUrl("w1").orElseThrow(), body))
                .isEqualTo(202);
        JsonNode sent = Json.parse(body);
        assertThat(sent.path("timestamp").isTextual()).isTrue();
        assertThat(sent.fieldNames())
                .toIterable()
                .containsExactly("Id", "watcherId", "timestamp", "personId", "checksum");
        assertThat(sent.path("checksum").asText())
                .isNotEqualTo(Json.parse(FonectaCallback.body(
                                FonectaSimulator.companyId(COMPANY),
                                "w1",
                                Instant.ofEpochSecond(1_456_212_678),
                                null,
                                "secret"))
                        .path("checksum")
                        .asText());
    }

    private static HttpResponse<String> logIn(String secret) throws Exception {
        return Http.post(
                SERVER.url() + FonectaSimulator.PATH + "/token/login",
                "grant_type=client_credentials&client_id=" + FonectaSimulator.CLIENT_ID + "&client_secret=" + secret,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private static String token() throws Exception {
        return Json.parse(logIn(FonectaSimulator.CLIENT_SECRET).body())
                .path("access_token")
                .asText();
    }

    private static HttpResponse<String> search(String query, String token) throws Exception {
        return Http.get(
                SERVER.url() + FonectaSimulator.PATH + "/v2/contacts/search?" + query,
                "Authorization",
                "Bearer " + token);
    }

    private static JsonNode contacts(String query, String token) throws Exception {
        return Json.parse(search(query, token).body()).path("contacts");
    }

    private static HttpResponse<String> post(String path, String body, String token) throws Exception {
        return Http.post(
                SERVER.url() + FonectaSimulator.PATH + path,
                body,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
