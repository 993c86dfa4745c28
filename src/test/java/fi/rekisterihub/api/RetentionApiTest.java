package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.support.FilledHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionApiTest {

    private static final String PATH = "/api/v1/registers/sofor-asiakasrekisteri/retention";

    private final FilledHub hub = FilledHub.hub();
    private final Machine officer = Machine.as("officer");

    @BeforeEach
    void somebodyWhoseTimeIsOver() {
        hub.jdbc().sql("""
                insert into person (id, register_id, family_name, given_name) values
                    (295, 'sofor-asiakasrekisteri', 'Vanhentunut', 'Veikko');
                insert into clock_fact (person_id, anchor, stream_id, record_key, day) values
                    (295, 'contract-end', 0, 'test', '2019-06-30')
                """).update();
    }

    @AfterEach
    void gone() {
        hub.jdbc().sql("delete from person where id = 295").update();
        hub.jdbc()
                .sql("truncate retention_due, retention_run, group_hold cascade")
                .update();
    }

    @Test
    void previewsAndNamesNobody() {
        JsonNode answer = Machine.as("operator").get(PATH).json(200);
        JsonNode line = answer.at("/preview/lines/0");

        assertThat(line.get("what").asText()).isEqualTo("contacts");
        assertThat(line.at("/states/due").asLong()).isEqualTo(1);
        assertThat(line.at("/samples/due/0").asLong()).isEqualTo(295);
        assertThat(answer.toString()).doesNotContain("Vanhentunut", "Veikko");
        assertThat(Machine.as("operator")
                        .get(PATH + "?day=2021-01-01")
                        .json(200)
                        .at("/preview/due")
                        .asLong())
                .as("not yet, then")
                .isZero();
        assertThat(Machine.as("steward").get(PATH).json(403).get("status").asInt())
                .isEqualTo(403);
    }

    @Test
    void beginsAPurgeWithAReasonAndGivesTheOneUnderWay() {
        assertThat(officer.post(PATH + "/purge", "{}").json(400).get("detail").asText())
                .isEqualTo("reason is needed.");
        JsonNode run = officer.post(PATH + "/purge", "{\"reason\": \"Tilintarkastus\"}")
                .json(200);

        assertThat(run.get("status").asText()).isEqualTo("running");
        assertThat(run.get("due").asLong()).isEqualTo(1);
        assertThat(officer.post(PATH + "/purge", "{\"reason\": \"Taas\"}")
                        .json(200)
                        .get("id"))
                .isEqualTo(run.get("id"));
        assertThat(officer.post(PATH + "/runs/" + run.get("id") + "/release", "{\"reason\": \"x\"}")
                        .json(409)
                        .get("detail")
                        .asText())
                .contains("does not wait");
        assertThat(Machine.as("operator")
                        .post(PATH + "/purge", "{\"reason\": \"x\"}")
                        .json(403)
                        .get("status")
                        .asInt())
                .isEqualTo(403);
    }

    @Test
    void holdsAGroup() {
        JsonNode held = officer.post(
                        PATH + "/holds",
                        "{\"what\": \"contacts\", \"hold\": \"legal-duty\", \"reason\": \"Laki\", \"until\": \"2125-01-01\"}")
                .json(200);

        assertThat(held.at("/0/hold").asText()).isEqualTo("legal-duty");
        assertThat(officer.get(PATH)
                        .json(200)
                        .at("/preview/lines/0/states/held")
                        .asLong())
                .isEqualTo(1);
        assertThat(officer.delete(PATH + "/holds/" + held.at("/0/id"))).isEqualTo(200);
        assertThat(officer.delete(PATH + "/holds/" + held.at("/0/id"))).isEqualTo(404);
        assertThat(officer.post(
                                PATH + "/holds",
                                "{\"what\": \"kontaktit\", \"hold\": \"legal-duty\", \"reason\": \"Laki\"}")
                        .json(400)
                        .get("detail")
                        .asText())
                .contains("no group of persons");
        assertThat(officer.post(PATH + "/holds", "{\"what\": \"contacts\", \"hold\": \"whim\", \"reason\": \"Laki\"}")
                        .json(400)
                        .get("detail")
                        .asText())
                .contains("knows no hold 'whim'");
    }

    @Test
    void saysUntilWhenAPersonIsKeptAndTakesADay() {
        JsonNode kept =
                Machine.as("steward").get("/api/v1/persons/295/retention").json(200);
        assertThat(kept.at("/clocks/0/state").asText()).isEqualTo("due");
        assertThat(kept.at("/clocks/0/until").asText()).isEqualTo("2022-06-30");

        JsonNode open = Machine.as("steward")
                .post(
                        "/api/v1/persons/295/retention/days",
                        "{\"anchor\": \"contract-end\", \"open\": true, \"reason\": \"Jatkuu\"}")
                .json(200);
        assertThat(open.at("/clocks/0/state").asText()).isEqualTo("open");
        assertThat(open.at("/clocks/0/because").asText()).isEqualTo("contract-end");
        assertThat(Machine.as("steward")
                        .post("/api/v1/persons/295/retention/days", "{\"anchor\": \"contract-end\", \"reason\": \"x\"}")
                        .json(400)
                        .get("detail")
                        .asText())
                .startsWith("Give a day");
        assertThat(officer.get("/api/v1/persons/999999/retention")
                        .json(404)
                        .get("status")
                        .asInt())
                .isEqualTo(404);
    }

    @Test
    void saysPlainlyThatThereIsNoSuchRegister() {
        assertThat(officer.get("/api/v1/registers/nothing/retention")
                        .json(404)
                        .get("detail")
                        .asText())
                .isEqualTo("There is no register with the id nothing.");
    }
}
