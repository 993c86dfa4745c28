package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A death that relatives have told, entered by the API. */
class DeathsApiTest {

    private static final String DEATH = "/api/v1/persons/296/death";

    private final Machine steward = Machine.as("steward");

    @BeforeEach
    void moveIn() {
        FilledHub.hub().jdbc().sql("""
                insert into person (id, register_id, family_name, given_name) values
                    (296, 'sofor-asiakasrekisteri', 'Muistettu', 'Martta')
                """).update();
    }

    @AfterEach
    void moveOut() {
        FilledHub.hub().jdbc().sql("""
                        delete from notice_delivery where entity_id = 296;
                        delete from notice where entity_id = 296;
                        delete from person where id = 296;
                        delete from change_set where entity_id = 296
                        """).update();
    }

    @Test
    @DisplayName("SK3 a death is entered once, by whoever may correct, and is not taken back")
    void isEnteredOnce() {
        assertThat(Machine.as("operator").put(DEATH, "{\"day\": \"2026-11-01\"}"))
                .isEqualTo(403);
        assertThat(steward.put(DEATH, "{}")).isEqualTo(400);
        assertThat(steward.put(DEATH, "{\"day\": \"2999-01-01\"}")).isEqualTo(400);

        assertThat(steward.put(DEATH, "{\"day\": \"2026-11-01\"}")).isEqualTo(200);
        assertThat(steward.put(DEATH, "{\"day\": \"2026-11-05\"}")).isEqualTo(200);

        assertThat(steward.get("/api/v1/persons/296")
                        .json(200)
                        .get("deceasedAt")
                        .asText())
                .startsWith("2026-1");
        assertThat(FilledHub.hub()
                        .jdbc()
                        .sql("select new_value from change where entity_id = 296 and field = 'deceased'")
                        .query(String.class)
                        .list())
                .containsExactly("2026-11-01");
        assertThat(steward.put("/api/v1/persons/1/death", "{\"day\": \"2026-11-01\"}"))
                .isEqualTo(404);
    }
}
