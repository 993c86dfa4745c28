package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.support.ChangedProfile;
import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.TwoCousins;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two who may be one, from the question to the answer and back, by the API. */
class DuplicatesApiTest {

    private final FilledHub hub = FilledHub.hub();
    private final Machine steward = Machine.as("steward");
    private TwoCousins cousins;
    private String page;

    @BeforeEach
    void moveIn() {
        cousins = TwoCousins.moveIn(hub.jdbc());
        page = "/api/v1/duplicates/" + cousins.pair();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> steward.get(page).response().statusCode() == 200);
    }

    @AfterEach
    void moveOut() {
        cousins.moveOut();
    }

    @Test
    void asksDecidesExplainsAndTakesBack() {
        JsonNode asked = steward.get(page).json(200);
        assertThat(asked.get("verdict").asText()).isEqualTo("doubtful");
        assertThat(asked.get("explanation").asText()).contains("sukunimi").doesNotContain("Esimerkkilä");
        assertThat(waits()).isTrue();

        JsonNode said = steward.post(page + "/decision", """
                {"decision": "same", "reason": "Soitin ja kysyin."}
                """).json(200);
        assertThat(said.get("areOne").asBoolean()).isTrue();
        assertThat(waits()).isFalse();
        JsonNode together =
                steward.get("/api/v1/entities/" + cousins.other() + "/identity").json(200);
        assertThat(together.get("head").asLong()).isEqualTo(cousins.one());
        assertThat(together.get("events").get(0).get("actor").asText()).isEqualTo("steward");
        assertThat(rule(together, "email")).isEqualTo("oldest-entity");
        assertThat(rule(together, "city")).isEqualTo("agreed");

        steward.post("/api/v1/duplicates/decisions/" + said.get("decision").asLong() + "/undo", """
                {"reason": "Väärä numero."}
                """)
                .json(200);
        assertThat(steward.get("/api/v1/entities/" + cousins.other() + "/identity")
                        .json(200)
                        .get("parts"))
                .hasSize(1);
        assertThat(waits()).as("the question is back").isTrue();
        assertThat(hub.jdbc()
                        .sql("select count(*) from audit where action like 'duplicate-%' and entity_id = :id")
                        .param("id", cousins.one())
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void decidesManyAtOnceAndSaysOfWhichItCouldNot() {
        JsonNode answers = steward.post("/api/v1/duplicates/decisions", """
                {"decision": "different", "reason": "Serkuksia.", "pairs": ["%s", "8-9000000000", "nonsense"]}
                """.formatted(cousins.pair()))
                .json(200);

        assertThat(answers.get(0).get("done").get("areOne").asBoolean()).isFalse();
        assertThat(answers.get(1).get("problem").asText()).contains("8-9000000000");
        assertThat(answers.get(2).get("problem").asText()).contains("12-34");
        assertThat(waits()).isFalse();
    }

    @Test
    void waitsForASecondPersonWhereTheProfileAsks() {
        Machine second = Machine.as("main-user");
        ChangedProfile.during(
                hub.get(Profiles.class),
                "sofor-asiakasrekisteri",
                "automated-decisions: true\nfour-eyes: [merge, separate]",
                () -> {
                    JsonNode said = steward.post(page + "/decision", """
                    {"decision": "same", "reason": "Soitin ja kysyin."}
                    """).json(202);
                    assertThat(said.get("detail").asText()).contains("waits for a second person");
                    assertThat(said.get("proposedBy").asText()).isEqualTo("steward");
                    assertThat(steward.get(page)
                                    .json(200)
                                    .get("proposal")
                                    .get("verdict")
                                    .asText())
                            .isEqualTo("same");
                    assertThat(parts()).isEqualTo(1);
                    assertThat(waits()).isFalse();

                    String proposal = "/api/v1/duplicates/proposals/"
                            + said.get("proposal").asLong();
                    assertThat(steward.post(proposal + "/confirm", "{}")
                                    .json(409)
                                    .get("detail")
                                    .asText())
                            .contains("another person has to confirm");
                    Machine.as("operator").post(proposal + "/confirm", "{}").json(403);
                    assertThat(second.post(proposal + "/confirm", "{}")
                                    .json(200)
                                    .get("areOne")
                                    .asBoolean())
                            .isTrue();
                    assertThat(parts()).isEqualTo(2);
                    assertThat(hub.jdbc()
                                    .sql(
                                            "select detail from audit where action = 'duplicate-confirmed' order by id desc limit 1")
                                    .query(String.class)
                                    .single())
                            .contains("proposed by steward, confirmed by main-user");
                    second.post(proposal + "/confirm", "{}").json(409);

                    JsonNode apart = second.post(
                                    "/api/v1/entities/" + cousins.other() + "/separation",
                                    "{\"reason\": \"Eri ihmisiä.\"}")
                            .json(202);
                    assertThat(parts()).isEqualTo(2);
                    String other = "/api/v1/duplicates/proposals/"
                            + apart.get("proposal").asLong();
                    steward.post(other + "/refuse", "{}").json(400);
                    steward.post(other + "/refuse", "{\"reason\": \"On sama.\"}")
                            .json(200);
                    assertThat(parts()).isEqualTo(2);
                    steward.post("/api/v1/duplicates/proposals/9000000000/confirm", "{}")
                            .json(404);
                });
    }

    @Test
    void manyAtOnceWaitForASecondPersonToo() {
        ChangedProfile.during(
                hub.get(Profiles.class),
                "sofor-asiakasrekisteri",
                "automated-decisions: true\nfour-eyes: [merge]",
                () -> {
                    JsonNode answers = steward.post("/api/v1/duplicates/decisions", """
                    {"decision": "same", "reason": "Sama.", "pairs": ["%s"]}
                    """.formatted(cousins.pair()))
                            .json(200);

                    assertThat(answers.get(0).get("waiting").get("pair").asText())
                            .isEqualTo(cousins.pair());
                    assertThat(steward.get("/api/v1/duplicates/proposals")
                                    .json(200)
                                    .get("items"))
                            .anyMatch(item -> item.get("pair").asText().equals(cousins.pair()));
                });
    }

    @Test
    void putsAQuestionOff() {
        steward.post(page + "/later", "{\"days\": 7}").json(200);

        assertThat(waits()).isFalse();
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        assertThat(steward.post(page + "/decision", "{\"decision\": \"perhaps\", \"reason\": \"x\"}")
                        .json(400)
                        .get("detail")
                        .asText())
                .contains("same or different");
        steward.post(page + "/decision", "{\"decision\": \"same\"}").json(400);
        steward.get("/api/v1/duplicates/7-7").json(400);
        steward.get("/api/v1/duplicates/8-9000000000").json(404);
        Machine.as("operator")
                .post(page + "/decision", "{\"decision\": \"same\", \"reason\": \"x\"}")
                .json(403);
    }

    @Test
    void tellsWhomARecordMayBeOfBeforeItIsWritten() {
        JsonNode likes = steward.post("/api/v1/registers/sofor-asiakasrekisteri/persons/like", """
                {"familyName": "Esimerkkilä", "givenName": "Tuisku", "email": "tuisku.esimerkkila@yksi.example",
                 "street": "Kuusikuja 3 A 4", "postalCode": "40100"}
                """)
                .json(200);

        assertThat(likes.get(0).get("id").asLong()).isEqualTo(cousins.one());
        assertThat(likes.get(0).get("verdict").asText()).isEqualTo("same");
        steward.post("/api/v1/registers/no-such/persons/like", "{}").json(404);
    }

    private int parts() {
        return steward.get("/api/v1/entities/" + cousins.other() + "/identity")
                .json(200)
                .get("parts")
                .size();
    }

    private boolean waits() {
        for (JsonNode item : steward.get("/api/v1/duplicates").json(200).get("items")) {
            if (item.get("name").asText().equals(cousins.pair())) {
                return true;
            }
        }
        return false;
    }

    private static String rule(JsonNode together, String field) {
        for (JsonNode golden : together.get("golden")) {
            if (golden.get("name").asText().equals(field)) {
                return golden.get("rule").asText();
            }
        }
        return Map.of().toString();
    }
}
