package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.support.FilledHub;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A steward's override, set, explained and lifted by the API. */
class OverridesApiTest {

    private static final String ENTITY = "/api/v1/entities/294";
    private static final String UNTIL =
            LocalDate.now(ZoneId.of("Europe/Helsinki")).plusDays(30).toString();

    private final Machine steward = Machine.as("steward");

    @BeforeEach
    void moveIn() {
        FilledHub.hub().jdbc().sql("""
                insert into person (id, register_id, family_name, given_name) values
                    (294, 'sofor-asiakasrekisteri', 'Oikaistu', 'Outi')
                """).update();
    }

    @AfterEach
    void moveOut() {
        FilledHub.hub()
                .jdbc()
                .sql("delete from person where id = 294; delete from change_set where entity_id = 294")
                .update();
    }

    @Test
    void saysWhyAndUntilWhenAFieldIsOverriddenAndLetsAStewardLiftIt() {
        JsonNode corrected = correct(UNTIL).json(200);
        assertThat(corrected.at("/0/outcome").asText()).isEqualTo("apply");

        JsonNode field = steward.get(ENTITY + "/fields/title").json(200);
        assertThat(field.get("value").asText()).isEqualTo("Johtaja");
        assertThat(field.at("/override/reason").asText()).isEqualTo("Soitin vaihteeseen.");
        assertThat(field.at("/override/until").asText()).isEqualTo(UNTIL);
        assertThat(field.at("/override/by").asText()).isEqualTo("steward");
        assertThat(steward.get(ENTITY + "/overrides").json(200).at("/0/field").asText())
                .isEqualTo("title");

        assertThat(Machine.as("operator").delete(ENTITY + "/fields/title/override"))
                .isEqualTo(403);
        assertThat(steward.delete(ENTITY + "/fields/title/override")).isEqualTo(204);

        JsonNode after = steward.get(ENTITY + "/fields/title").json(200);
        assertThat(after.get("rule").asText()).isEqualTo("override-lifted");
        assertThat(after.has("override")).isFalse();
        assertThat(steward.get(ENTITY + "/overrides").json(200)).isEmpty();
        assertThat(steward.delete(ENTITY + "/fields/title/override")).isEqualTo(404);
    }

    @Test
    void leavesWhatIsRestrictedAsItIs() {
        correct(UNTIL).json(200);
        FilledHub.hub()
                .jdbc()
                .sql("update person set restricted_at = now() where id = 294")
                .update();

        assertThat(steward.delete(ENTITY + "/fields/title/override")).isEqualTo(409);
    }

    @Test
    void refusesADayThatHasPassed() {
        assertThat(correct("2020-01-01").json(400).get("detail").asText()).contains("passed");
    }

    private Machine.Answer correct(String until) {
        return steward.post("/api/v1/persons/294/corrections", """
                {"source": "steward", "fields": {"title": "Johtaja"}, "reason": "Soitin vaihteeseen.", "until": "%s"}
                """.formatted(until));
    }
}
