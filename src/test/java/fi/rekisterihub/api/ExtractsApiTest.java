package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.permission.LinkTokens;
import fi.rekisterihub.permission.People;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.support.FilledHub;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractsApiTest {

    private static final String TEMPORARY = "/api/v1/registers/soprano-valiaikainen-markkinointirekisteri";
    private static final String SOFOR = "/api/v1/registers/sofor-asiakasrekisteri";
    private static final String BY_EMAIL = "{\"channel\":\"email\"}";

    private final FilledHub hub = FilledHub.hub();
    private final Machine officer = Machine.as("officer");
    private final String email = People.freshEmail();
    private long person;

    @BeforeEach
    void aPersonWhoMayBeContacted() {
        person = new People(hub.jdbc(), hub.get(SubjectKeys.class))
                .add("soprano-valiaikainen-markkinointirekisteri", email, null);
    }

    @AfterEach
    void forgetThePerson() {
        hub.jdbc().sql("delete from person where id = ?").param(person).update();
    }

    @Test
    @DisplayName("SV3: hands out the list with a link in each row, and writes down who took what")
    void handsOutTheListAndWritesItDown() throws Exception {
        HttpResponse<String> csv =
                officer.post(TEMPORARY + "/extracts", BY_EMAIL).response();

        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(csv.body()).contains(email, "/u/", "List-Unsubscribe=One-Click");
        JsonNode taken = officer.get(TEMPORARY + "/extracts?limit=1").json(200).at("/items/0");
        assertThat(taken.get("id").asText())
                .isEqualTo(csv.headers().firstValue("Extract-Id").orElseThrow());
        assertThat(taken.get("takenBy").asText()).isEqualTo("officer");
        assertThat(taken.get("rows").asLong()).isEqualTo(csv.body().lines().count() - 1);
        assertThat(taken.get("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(csv.body().getBytes(StandardCharsets.UTF_8))));
        assertThat(audited()).contains("extract-taken", "extract-complete");
    }

    @Test
    void handsOutTheSameAsJsonWithTheFieldsThatWereAskedFor() {
        JsonNode json = officer.post(
                        TEMPORARY + "/extracts", "{\"channel\":\"email\",\"format\":\"json\",\"fields\":[\"title\"]}")
                .json(200);

        assertThat(json.get("count").asLong()).isEqualTo(json.get("persons").size());
        assertThat(json.get("persons").findValuesAsText("email")).contains(email);
        assertThat(json.get("persons").findValues("familyName")).isEmpty();
        assertThat(officer.get(TEMPORARY + "/extracts/preview?channel=email")
                        .json(200)
                        .get("mayBeContacted")
                        .asLong())
                .isEqualTo(json.get("count").asLong());
    }

    @Test
    @DisplayName("SM2: refuses a list while an opt-out list that binds the register is too old, and names it")
    void refusesWhileAListIsTooOld() {
        for (Machine.Answer answer : List.of(
                officer.post(SOFOR + "/extracts", BY_EMAIL), officer.get(SOFOR + "/extracts/preview?channel=email"))) {
            assertThat(answer.json(409).get("detail").asText())
                    .contains("dma-optout is 40 days old", "Fetch or import", "page Sources");
        }
    }

    @Test
    void handsOutNothingToWhoseRolesDoNotAllowIt() {
        Machine steward = Machine.as("steward");
        assertThat(steward.post(TEMPORARY + "/extracts", BY_EMAIL)
                        .json(403)
                        .get("detail")
                        .asText())
                .contains("roles");
        steward.get(TEMPORARY + "/extracts").json(403);
        steward.get(TEMPORARY + "/extracts/preview?channel=email").json(403);
        steward.post(TEMPORARY + "/links", "{\"persons\":[%d]}".formatted(person))
                .json(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"channel\":",
                "{\"channel\":\"post\"}",
                "{\"channel\":\"email\",\"format\":\"xlsx\"}",
                "{\"channel\":\"email\",\"purpose\":\"service\"}",
                "{\"channel\":\"email\",\"scope\":\"newsletter:none\"}",
                "{\"channel\":\"email\",\"fields\":[\"birthYear\"]}"
            })
    void refusesWhatIsNotWholeOrNotAllowed(String body) {
        assertThat(officer.post(TEMPORARY + "/extracts", body)
                        .json(400)
                        .get("detail")
                        .asText())
                .isNotBlank();
    }

    @Test
    void makesLinksAndHeadersForWhoSendsByThemselves() {
        JsonNode made = officer.post(
                        TEMPORARY + "/links",
                        "{\"messageId\":\"issue-7\",\"persons\":[%d,%d,999999999]}".formatted(person, person))
                .json(200);

        assertThat(made.get("links")).hasSize(1);
        assertThat(made.at("/links/0/headers/List-Unsubscribe").asText()).startsWith("<http");
        String url = made.at("/links/0/url").asText();
        assertThat(hub.get(LinkTokens.class).read(url.substring(url.lastIndexOf('/') + 1)))
                .hasValueSatisfying(subject -> {
                    assertThat(subject.personId()).isEqualTo(person);
                    assertThat(subject.email()).isEqualTo(email);
                    assertThat(subject.messageId()).isEqualTo("issue-7");
                });
        assertThat(made.at("/unknown/0").asLong()).isEqualTo(999_999_999);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"persons\":[]} | 400",
                "{\"persons\":[null]} | 400",
                "{} | 400",
                "{\"persons\":[1],\"channel\":\"post\"} | 400",
                "{\"persons\":[1],\"scope\":\"newsletter:none\"} | 400"
            })
    void refusesLinksThatTheProfileDoesNotKnow(String body, int status) {
        officer.post(TEMPORARY + "/links", body).json(status);
        officer.post("/api/v1/registers/nobody/links", "{\"persons\":[1]}").json(404);
    }

    private List<String> audited() {
        return hub.jdbc()
                .sql("select action from audit where who = 'officer' and action like 'extract-%'")
                .query(String.class)
                .list();
    }
}
