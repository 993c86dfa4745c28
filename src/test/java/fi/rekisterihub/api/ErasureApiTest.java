package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.support.FilledHub;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Restriction, holds and erasure by the API. */
class ErasureApiTest {

    private static final String PERSON = "/api/v1/persons/298";
    private static final List<String> MOVE_OUT = List.of(
            "delete from person where id = 298",
            "delete from notice_delivery where entity_id = 298",
            "delete from notice where entity_id = 298",
            "delete from data_hold where person_id = 298",
            "delete from suppression where reason = 'subject-request:298'",
            "alter table erasure_event disable trigger user",
            "delete from erasure_event where person_id = 298",
            "alter table erasure_event enable trigger user",
            "delete from restriction where person_id = 298");

    private final Machine officer = Machine.as("officer");

    @BeforeEach
    void moveIn() {
        moveOut();
        FilledHub.hub().jdbc().sql("""
                insert into person (id, register_id, family_name, given_name, email, email_key) values
                    (298, 'sofor-asiakasrekisteri', 'Poistettava', 'Paula', 'paula@poistettava.example', 'email:sample298')
                """).update();
    }

    @AfterEach
    void moveOut() {
        MOVE_OUT.forEach(sql -> FilledHub.hub().jdbc().sql(sql).update());
    }

    @Test
    @DisplayName("SA4: the dry run answers with places, recipients and what remains, and changes nothing")
    void theDryRun() {
        JsonNode plan = officer.post(PERSON + "/erasure?dryRun=true", "{}").json(200);

        assertThat(plan.get("places").findValuesAsText("id")).contains("person");
        assertThat(plan.get("told")).hasSize(3);
        assertThat(plan.get("stops")).isEmpty();
        assertThat(plan.toString()).doesNotContain("paula@poistettava.example");
        assertThat(officer.get(PERSON).json(200).at("/name").asText()).contains("Paula");
    }

    @Test
    @DisplayName("SA4: the erasure is done once, and words are no cause")
    void theErasure() {
        assertThat(officer.post(PERSON + "/erasure", "{\"cause\": \"Paula pyysi\"}")
                        .json(400)
                        .get("detail")
                        .asText())
                .contains("must be an id")
                .doesNotContain("Paula");
        officer.post(PERSON + "/erasure", "{}").json(400);

        JsonNode erased = officer.post(PERSON + "/erasure", "{\"cause\": \"subject-request:298\"}")
                .json(200);

        assertThat(erased.get("outcome").asText()).isEqualTo("erased");
        officer.get(PERSON).json(404);
        assertThat(officer.post(PERSON + "/erasure", "{\"cause\": \"subject-request:298\"}")
                        .json(200)
                        .get("outcome")
                        .asText())
                .isEqualTo("erased-before");
        officer.post("/api/v1/persons/999998/erasure", "{\"cause\": \"subject-request:298\"}")
                .json(404);
        officer.post("/api/v1/persons/999998/erasure?dryRun=true", "{}").json(404);
    }

    @Test
    @DisplayName("SA4: a hold answers 409 with its name and day")
    void aHold() {
        JsonNode holds = officer.post(PERSON + "/holds", """
                {"what": "legal-duty", "reason": "Kirjanpitolaki.", "until": "2099-12-31"}""").json(200);
        assertThat(holds.at("/0/what").asText()).isEqualTo("legal-duty");
        officer.post(PERSON + "/holds", "{\"what\": \"whim\", \"reason\": \"x\"}")
                .json(400);

        assertThat(officer.post(PERSON + "/erasure", "{\"cause\": \"subject-request:298\"}")
                        .json(409)
                        .get("detail")
                        .asText())
                .contains("legal-duty until 2099-12-31");

        assertThat(officer.delete(PERSON + "/holds/" + holds.at("/0/id").asLong()))
                .isEqualTo(204);
        assertThat(officer.delete(PERSON + "/holds/" + holds.at("/0/id").asLong()))
                .isEqualTo(404);
    }

    @Test
    @DisplayName("SK8 restriction is put and lifted by the API, and shown with the person")
    void aRestriction() {
        Machine steward = Machine.as("steward");
        assertThat(steward.post(PERSON + "/restrictions", "{\"cause\": \"subject-request:298\"}")
                        .json(200))
                .hasSize(1);
        steward.post(PERSON + "/restrictions", "{\"cause\": \"subject-request:298\"}")
                .json(200);

        assertThat(steward.get(PERSON).json(200).get("restrictedAt").asText()).isNotEmpty();
        assertThat(steward.delete(PERSON + "/restrictions/subject-request:298")).isEqualTo(403);
        assertThat(officer.delete(PERSON + "/restrictions/subject-request:298")).isEqualTo(204);
        assertThat(officer.delete(PERSON + "/restrictions/subject-request:298")).isEqualTo(404);
        assertThat(officer.get(PERSON + "/restrictions").json(200)).isEmpty();
    }

    @Test
    @DisplayName("SK5: who is no officer neither erases nor asks what would go")
    void onlyOfficers() {
        for (String other : List.of("operator", "steward")) {
            Machine.as(other).post(PERSON + "/erasure?dryRun=true", "{}").json(403);
            Machine.as(other)
                    .post(PERSON + "/erasure", "{\"cause\": \"subject-request:298\"}")
                    .json(403);
        }
        officer.get(PERSON).json(200);
    }
}
