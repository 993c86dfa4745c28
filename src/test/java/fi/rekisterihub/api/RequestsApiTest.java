package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.support.FilledHub;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestsApiTest {

    private static final String REQUESTS = "/api/v1/requests";

    private final Machine officer = Machine.as("officer");
    private final Machine steward = Machine.as("steward");

    @BeforeEach
    void moveIn() {
        FilledHub.hub().jdbc().sql("""
                insert into person (id, register_id, family_name, given_name, email) values
                    (297, 'sofor-asiakasrekisteri', 'Rajapinta', 'Raija', 'raija@example.fi')
                """).update();
    }

    @AfterEach
    void moveOut() {
        FilledHub.hub()
                .jdbc()
                .sql("delete from person where id = 297; delete from change_set where entity_id = 297")
                .update();
    }

    @Test
    @DisplayName("SK9 the API receives once, and answers only when it is known who asks")
    void goesTheWholeWay() {
        String body = """
                {"key": "%s", "kind": "access", "personId": 297, "language": "sv", "contact": "raija@example.fi"}
                """.formatted(UUID.randomUUID());
        JsonNode first = officer.post(REQUESTS, body).json(201);
        JsonNode again = officer.post(REQUESTS, body).json(200);
        assertThat(again.get("id")).isEqualTo(first.get("id"));
        String request = REQUESTS + "/" + first.get("id").asLong();

        JsonNode refused = officer.post(request + "/answers/access-json", "").json(409);
        assertThat(refused.get("reason").asText()).isEqualTo("no-identity");
        assertThat(officer.post(request + "/decisions", "{\"decision\": \"granted\"}")
                        .json(409)
                        .get("detail")
                        .asText())
                .contains("not known yet who asks");

        steward.post(request + "/steps", "{\"step\": \"identity-verified\", \"means\": \"strong-identification\"}")
                .json(200);
        JsonNode report = officer.post(request + "/answers/access-json", "").json(200);
        assertThat(report.at("/head/language").asText()).isEqualTo("sv");
        assertThat(report.toString()).contains("raija@example.fi");
        officer.post(request + "/decisions", "{\"decision\": \"granted\"}").json(200);
        officer.post(request + "/decisions", "{\"decision\": \"answered\", \"way\": \"email\"}")
                .json(200);
        JsonNode closed = officer.post(request + "/decisions", "{\"decision\": \"closed\"}")
                .json(200);
        assertThat(closed.get("state").asText()).isEqualTo("closed");
        assertThat(officer.get(request).json(200).get("happened")).hasSizeGreaterThan(6);
        assertThat(officer.get(REQUESTS + "?state=closed").json(200).get("items"))
                .isNotEmpty();
    }

    @Test
    void listsByDueDatePageByPage() {
        JsonNode page = officer.get(REQUESTS + "?limit=1").json(200);

        assertThat(page.get("items")).hasSize(1);
        JsonNode next = officer.get(
                        REQUESTS + "?limit=1&after=" + page.get("next").asText())
                .json(200);
        assertThat(next.at("/items/0/dueBy").asText())
                .isGreaterThanOrEqualTo(page.at("/items/0/dueBy").asText());
        assertThat(next.at("/items/0/id")).isNotEqualTo(page.at("/items/0/id"));
    }

    @Test
    void badInputIsAProblemInWords() {
        assertThat(officer.post(REQUESTS, "{\"kind\": \"access\"}")
                        .json(400)
                        .get("detail")
                        .asText())
                .contains("key");
        assertThat(officer.post(REQUESTS, "{\"key\": \"k\", \"kind\": \"curiosity\"}")
                        .json(400)
                        .get("detail")
                        .asText())
                .contains("access, rectification");
        assertThat(officer.post(REQUESTS, "{\"key\": \"k2\", \"kind\": \"access\", \"personId\": 99999999}")
                        .json(400)
                        .get("detail")
                        .asText())
                .contains("99999999");
        officer.get(REQUESTS + "/99999999").json(404);
        officer.post(REQUESTS + "/1/steps", "{\"step\": \"dance\"}").json(400);
        officer.post(REQUESTS + "/1/answers/poem", "").json(400);
    }

    @Test
    void onlyAnOfficerDecidesAndTells() {
        assertThat(steward.post(REQUESTS + "/1/decisions", "{\"decision\": \"granted\"}")
                        .json(403))
                .isNotNull();
        assertThat(steward.post(REQUESTS + "/1/answers/access-json", "").json(403))
                .isNotNull();
        assertThat(Machine.as("operator").get(REQUESTS + "/1").json(403)).isNotNull();
    }

    @Test
    @DisplayName("SA5 a disclosure is recorded by the API before the values are handed over")
    void discloses() {
        JsonNode handed = officer.post("/api/v1/persons/297/disclosures", """
                        {"key": "tutkimus-1", "what": "research", "recipient": "Yliopisto", "ground": "Tutkimuslupa 12/2026",
                         "fields": ["email", "title"]}
                        """).json(200);

        assertThat(handed.at("/content/email/0").asText()).isEqualTo("raija@example.fi");
        JsonNode kept = officer.get("/api/v1/persons/297/disclosures").json(200);
        assertThat(kept.at("/0/ground").asText()).isEqualTo("Tutkimuslupa 12/2026");
        assertThat(kept.toString()).doesNotContain("raija@example.fi");
        officer.post("/api/v1/persons/297/disclosures", "{\"key\": \"x\", \"what\": \"research\"}")
                .json(400);
        assertThat(steward.get("/api/v1/persons/297/disclosures").json(403)).isNotNull();
    }

    @Test
    void isInTheDescriptionOfTheApi() {
        JsonNode paths = officer.get("/api/openapi.json").json(200).get("paths");

        assertThat(paths.has("/api/v1/requests")).isTrue();
        assertThat(paths.has("/api/v1/requests/{id}/steps")).isTrue();
        assertThat(paths.has("/api/v1/requests/{id}/decisions")).isTrue();
        assertThat(paths.has("/api/v1/requests/{id}/answers/{text}")).isTrue();
        assertThat(paths.has("/api/v1/persons/{id}/disclosures")).isTrue();
    }
}
