package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.support.FilledHub;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who was erased and comes back, by the API. */
class ReturnsApiTest {

    private static final String RETURNS = "/api/v1/registers/sofor-asiakasrekisteri/returns";
    private static final String TOLD = "\"email\": \"Palaava@poistettu.example\"";
    private static final List<String> MOVE_OUT = List.of(
            "delete from suppression where reason = 'subject-request:296'",
            "alter table erasure_event disable trigger user",
            "delete from erasure_event where cause = 'contract:2026-296'",
            "alter table erasure_event enable trigger user");

    private final FilledHub hub = FilledHub.hub();
    private final Machine officer = Machine.as("officer");

    @BeforeEach
    void staysAway() {
        forget();
        hub.jdbc()
                .sql("insert into suppression (subject_key, register_id, reason) values"
                        + " (?, 'sofor-asiakasrekisteri', 'subject-request:296')")
                .param(hub.get(SubjectKeys.class).email("palaava@poistettu.example"))
                .update();
    }

    @AfterEach
    void forget() {
        MOVE_OUT.forEach(sql -> hub.jdbc().sql(sql).update());
    }

    @Test
    @DisplayName(
            "rule 2: the API lets in who was erased once, with the person's own act, and says who stays away before")
    void letsIn() {
        JsonNode seen = officer.post(RETURNS + "?dryRun=true", "{" + TOLD + "}").json(200);
        assertThat(seen.get("outcome").asText()).isEqualTo("stays-away");
        assertThat(seen.at("/erasures/0/cause").asText()).isEqualTo("subject-request:296");

        assertThat(officer.post(RETURNS, "{" + TOLD + ", \"cause\": \"contract:2026-296\"}")
                        .json(200)
                        .get("outcome")
                        .asText())
                .isEqualTo("returned");
        assertThat(officer.post(RETURNS, "{" + TOLD + ", \"cause\": \"contract:2026-296\"}")
                        .json(200)
                        .get("outcome")
                        .asText())
                .isEqualTo("nobody-stays-away");
        assertThat(hub.jdbc()
                        .sql("select action from audit order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("person-returned");
    }

    @Test
    void saysWhatIsMissingAndRepeatsNothingOfIt() {
        assertThat(officer.post(RETURNS, "{\"familyName\": \"Palaava\", \"cause\": \"contract:2026-296\"}")
                        .json(400)
                        .get("detail")
                        .asText())
                .contains("Give an e-mail address")
                .doesNotContain("Palaava");
        assertThat(officer.post(RETURNS, "{" + TOLD + "}")
                        .json(400)
                        .get("detail")
                        .asText())
                .contains("cause is needed");
        officer.post(RETURNS, "{" + TOLD + ", \"cause\": \"Palaava soitti\"}").json(400);
        assertThat(officer.post(
                                RETURNS,
                                "{\"familyName\": \"\", \"givenName\": \" \", \"street\": \"\", \"postalCode\": \"\","
                                        + " \"cause\": \"contract:2026-296\"}")
                        .json(400)
                        .get("detail")
                        .asText())
                .as("blanks are nothing")
                .contains("Give an e-mail address");
        officer.post(RETURNS + "?dryRun=true", "{" + TOLD + ", \"cause\": \"Palaava soitti\"}")
                .json(200);
        assertThat(hub.jdbc()
                        .sql("select count(*) from audit where detail like '%Palaava%'")
                        .query(Long.class)
                        .single())
                .as("words in the log of who looked")
                .isZero();
        officer.post("/api/v1/registers/no-such/returns", "{" + TOLD + ", \"cause\": \"contract:2026-296\"}")
                .json(404);
        Machine.as("operator").post(RETURNS, "{" + TOLD + "}").json(403);
    }
}
