package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.support.AskedConflict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conflict about a field, answered and undone by the API. */
class ConflictsApiTest {

    private final Machine steward = Machine.as("steward");
    private AskedConflict asked;
    private String conflict;

    @BeforeEach
    void moveIn() {
        asked = AskedConflict.moveIn();
        conflict = "/api/v1/conflicts/" + asked.id();
    }

    @AfterEach
    void moveOut() {
        asked.moveOut();
    }

    @Test
    void takesWhatTheSourceSaysAndGivesItBack() {
        JsonNode waiting =
                steward.get("/api/v1/conflicts?register=sofor-asiakasrekisteri").json(200);
        assertThat(waiting.findValuesAsText("id")).contains(String.valueOf(asked.id()));

        JsonNode taken = steward.post(conflict + "/decision", "{\"decision\": \"take\", \"reason\": \"Soitin.\"}")
                .json(200);
        assertThat(taken.get("status").asText()).isEqualTo("taken");
        assertThat(taken.get("decidedBy").asText()).isEqualTo("steward");
        assertThat(title()).isEqualTo(AskedConflict.SAYS);

        assertThat(steward.post(conflict + "/undo", "{\"reason\": \"Erehdys.\"}")
                        .json(200)
                        .get("status")
                        .asText())
                .isEqualTo("open");
        assertThat(title()).isEqualTo(AskedConflict.STANDS);
    }

    @Test
    void answersManyAtOnceAndSaysWhatCouldNotBeDone() {
        JsonNode answers = steward.post("/api/v1/conflicts/decisions", """
                {"decision": "keep", "reason": "Soitin.", "conflicts": [%d, 987654321]}
                """.formatted(asked.id()))
                .json(200);

        assertThat(answers.at("/0/done").asBoolean()).isTrue();
        assertThat(answers.at("/1/problem").asText()).contains("987654321");
        assertThat(steward.get(conflict).json(200).get("status").asText()).isEqualTo("kept");
        assertThat(steward.post(conflict + "/decision", "{\"decision\": \"keep\", \"reason\": \"Taas.\"}")
                        .json(409)
                        .get("detail")
                        .asText())
                .contains("does not wait");
    }

    @Test
    void putsOffAndRefusesWhatItDoesNotUnderstand() {
        assertThat(steward.post(conflict + "/later", "{\"days\": 7}").json(200).has("laterUntil"))
                .isTrue();
        assertThat(steward.get("/api/v1/conflicts?status=later").json(200).findValuesAsText("id"))
                .contains(String.valueOf(asked.id()));

        steward.post(conflict + "/later", "{\"days\": 0}").json(400);
        steward.post(conflict + "/decision", "{\"decision\": \"perhaps\", \"reason\": \"x\"}")
                .json(400);
        steward.post(conflict + "/decision", "{\"decision\": \"keep\"}").json(400);
        steward.get("/api/v1/conflicts?status=lost").json(400);
        steward.get("/api/v1/conflicts/987654321").json(404);
        Machine.as("operator")
                .post(conflict + "/decision", "{\"decision\": \"keep\", \"reason\": \"x\"}")
                .json(403);
    }

    private String title() {
        return steward.get("/api/v1/entities/" + asked.person() + "/fields/title")
                .json(200)
                .get("value")
                .asText();
    }
}
