package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.support.FilledHub;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterApiTest {

    private final Machine machine = Machine.as("steward");

    @Test
    void findsACompanyByBusinessIdAndTellsWhereEachValueComesFrom() {
        JsonNode found = machine.get("/api/v1/companies?q=1234567-1").json(200);
        JsonNode company = machine.get(
                        "/api/v1/companies/" + found.at("/items/0/id").asLong())
                .json(200);

        assertThat(company.get("name").asText()).isEqualTo("Koivurannan Konepaja Oy");
        JsonNode street = field(company, "street");
        assertThat(street.get("value").asText()).isEqualTo("Rantatie 5");
        assertThat(street.get("feed").asText()).isEqualTo("prh-company");
        assertThat(street.get("rule").asText()).isEqualTo("precedence");
        assertThat(company.at("/roles/0/person").asText()).isEqualTo("Aino Lehtimäki");
    }

    @Test
    void findsPersonsByNameInEitherOrder() {
        assertThat(machine.get("/api/v1/persons?q=aino%20lehti")
                        .json(200)
                        .at("/items/0/id")
                        .asLong())
                .isEqualTo(201);
        assertThat(machine.get("/api/v1/persons?q=lehti%20aino")
                        .json(200)
                        .at("/items/0/id")
                        .asLong())
                .isEqualTo(201);
        assertThat(machine.get("/api/v1/persons?q=%25").json(200).get("items")).isEmpty();
    }

    @Test
    void pagesPersonsByKey() {
        JsonNode first = machine.get("/api/v1/persons?limit=2").json(200);
        JsonNode second = machine.get(
                        "/api/v1/persons?limit=2&after=" + first.get("next").asText())
                .json(200);

        assertThat(first.get("items")).hasSize(2);
        assertThat(second.at("/items/0/id").asLong())
                .isLessThan(first.at("/items/1/id").asLong());
    }

    @Test
    void tellsThePersonsHistoryNewestFirst() {
        JsonNode history = machine.get("/api/v1/persons/201/history").json(200);

        assertThat(history.at("/items/0/fields/0/before").asText()).isEqualTo("+358 40 000 9999");
        assertThat(history.at("/items/0/feed").asText()).isEqualTo("fonecta-contact");
        assertThat(machine.get("/api/v1/persons/999/history")
                        .json(404)
                        .get("status")
                        .asInt())
                .isEqualTo(404);
    }

    @Test
    void keepsRecordedAndPropagatedApart() {
        JsonNode permissions = machine.get("/api/v1/persons/201/permissions").json(200);

        JsonNode email = permissions.get(0);
        assertThat(email.at("/recorded/state").asText()).isEqualTo("prohibited");
        assertThat(email.at("/recorded/source").asText()).isEqualTo("link");
        assertThat(email.get("propagated").asBoolean()).isFalse();
        assertThat(email.get("deliveries").findValuesAsText("status")).containsExactlyInAnyOrder("confirmed", "new");
    }

    @Test
    void recordsAnOptOutOnceUnderItsKey() {
        String optOut = "{\"key\":\"call-17\",\"channel\":\"phone\",\"reason\":\"Called us.\"}";

        machine.post("/api/v1/persons/203/permissions", optOut).json(201);
        JsonNode again = machine.post("/api/v1/persons/203/permissions", optOut).json(201);

        assertThat(again.at("/0/recorded/channel").asText()).isEqualTo("phone");
        assertThat(FilledHub.hub()
                        .jdbc()
                        .sql("select count(*) from permission_event where event_key = 'api:call-17'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":\"x\",\"channel\":\"pigeon\",\"reason\":\"r\"}",
                "{\"key\":\"x\",\"channel\":\"email\"}",
                "{\"key\":\"x\",\"channel\":\"email\",\"purpose\":\"service\",\"reason\":\"r\"}",
                "{\"channel\":",
                "[]"
            })
    void refusesAnOptOutThatIsNotWhole(String body) {
        assertThat(machine.post("/api/v1/persons/203/permissions", body)
                        .json(400)
                        .get("detail")
                        .asText())
                .isNotBlank();
    }

    @Test
    @DisplayName("SV4: an error told by the person is entered once, under a name, and not by everybody")
    void entersACorrectionThatAPersonHasTold() {
        String correction = "{\"fields\":{\"title\":\"Hallintopäällikkö\"},\"reason\":\"Told by phone.\"}";

        assertThat(Machine.as("operator")
                        .post("/api/v1/persons/203/corrections", correction)
                        .json(403)
                        .get("detail")
                        .asText())
                .contains("roles");
        JsonNode first =
                machine.post("/api/v1/persons/203/corrections", correction).json(200);
        JsonNode again =
                machine.post("/api/v1/persons/203/corrections", correction).json(200);

        assertThat(first.at("/0/outcome").asText()).isEqualTo("apply");
        assertThat(again.at("/0/outcome").asText()).isEqualTo("same");
        JsonNode change = machine.get("/api/v1/persons/203/history").json(200).at("/items/0");
        assertThat(change.get("actor").asText()).isEqualTo("steward");
        assertThat(change.at("/fields/0/after").asText()).isEqualTo("Hallintopäällikkö");
        assertThat(machine.post("/api/v1/persons/999/corrections", correction)
                        .json(404)
                        .get("status")
                        .asInt())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fields\":{\"title\":\"x\"}}",
                "{\"reason\":\"r\"}",
                "{\"fields\":{\"birthYear\":\"1970\"},\"reason\":\"r\"}",
                "{\"fields\":{\"email\":\"nowhere\"},\"reason\":\"r\"}",
                "{\"fields\":{\"title\":\"x\"},\"reason\":\"r\",\"source\":\"fonecta-contact\"}",
                "{\"fields\":[]}"
            })
    void refusesACorrectionThatIsNotWhole(String body) {
        assertThat(machine.post("/api/v1/persons/203/corrections", body)
                        .json(400)
                        .get("detail")
                        .asText())
                .isNotBlank();
    }

    @Test
    void showsAndSettlesWhatWaitsForAPerson() {
        FilledHub.hub()
                .jdbc()
                .sql(
                        "insert into inbox (source, event_key, content_type, body, status, outcome, attempts) values"
                                + " ('mailbox', 'waits', 'message/rfc822', convert_to('Hyvää päivää', 'UTF8'), 'review', 'No clear wish.', 3)")
                .update();
        long id = machine.get("/api/v1/inbox?status=review")
                .json(200)
                .at("/items/0/id")
                .asLong();
        String item = "/api/v1/inbox/" + id;

        assertThat(machine.get(item).json(200).get("original").asText()).isEqualTo("HyvÃ¤Ã¤ pÃ¤ivÃ¤Ã¤");
        assertThat(machine.post(item + "/retry", "").json(403).get("detail").asText())
                .contains("roles");
        assertThat(Machine.as("operator")
                        .post(item + "/retry", "")
                        .json(200)
                        .get("status")
                        .asText())
                .isEqualTo("new");
        assertThat(machine.post(item + "/settle", "{\"reason\":\"too late\"}")
                        .json(409)
                        .get("detail")
                        .asText())
                .contains("does not wait");
        FilledHub.hub()
                .jdbc()
                .sql("update inbox set status = 'review' where id = :id")
                .param("id", id)
                .update();
        assertThat(machine.post(item + "/settle", "{}").json(400).get("detail").asText())
                .contains("reason");
        assertThat(machine.post(item + "/settle", "{\"reason\":\"A greeting.\"}")
                        .json(200)
                        .get("outcome")
                        .asText())
                .isEqualTo("settled by hand: A greeting.");
        assertThat(machine.get("/api/v1/inbox/999999").json(404).get("status").asInt())
                .isEqualTo(404);
    }

    @Test
    void retriesOnlyWhatIsDeadAndOnlyForOperators() {
        String confirmed = "/api/v1/notices/00000000-0000-4000-8000-000000000011/retry";

        assertThat(machine.post(confirmed, "").json(403).get("detail").asText()).contains("roles");
        assertThat(Machine.as("operator")
                        .post(confirmed, "")
                        .json(400)
                        .get("detail")
                        .asText())
                .contains("not dead");
    }

    @Test
    void listsNoticesReviewsParkedRowsDeliveriesAndRoutes() {
        assertThat(machine.get("/api/v1/notices?recipient=brevo&status=confirmed")
                        .json(200)
                        .at("/items/0/status")
                        .asText())
                .isEqualTo("confirmed");
        assertThat(machine.get("/api/v1/notices/00000000-0000-4000-8000-000000000013")
                        .json(200)
                        .at("/payload/phone")
                        .asText())
                .isEqualTo("+358 40 000 1234");
        assertThat(machine.get("/api/v1/reviews")
                        .json(200)
                        .at("/items/0/observation/familyName")
                        .asText())
                .isEqualTo("Lehtimäki");
        assertThat(machine.get("/api/v1/parked?runId=1").json(200).get("items").findValuesAsText("reason"))
                .contains("The Y-tunnus has a wrong check digit or form.");
        assertThat(machine.get("/api/v1/deliveries?feed=prh-company&limit=1")
                        .json(200)
                        .has("next"))
                .isTrue();
        assertThat(machine.get("/api/v1/routes").json(200).isArray()).isTrue();
    }

    @Test
    void describesItselfAsOpenApi() {
        JsonNode description = machine.get("/api/openapi.json").json(200);

        assertThat(description.get("openapi").asText()).startsWith("3.");
        assertThat(description.get("paths").fieldNames())
                .toIterable()
                .contains("/api/v1/runs", "/api/v1/persons/{id}/permissions", "/api/v1/notices/{id}/retry")
                .allMatch(path -> path.startsWith("/api/v1/") || path.startsWith("/opendsr/"));
    }

    private static JsonNode field(JsonNode entity, String name) {
        for (JsonNode field : entity.get("fields")) {
            if (field.get("name").asText().equals(name)) {
                return field;
            }
        }
        throw new AssertionError("No field " + name);
    }
}
