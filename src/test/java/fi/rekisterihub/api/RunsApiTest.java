package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class RunsApiTest {

    private final Machine machine = Machine.as("operator");

    @Test
    void listsRunsNewestFirstAndPagesByKey() {
        JsonNode first = machine.get("/api/v1/runs?limit=2").json(200);
        JsonNode second = machine.get(
                        "/api/v1/runs?limit=2&after=" + first.get("next").asText())
                .json(200);

        assertThat(first.get("items").findValuesAsText("id")).containsExactly("4", "3");
        assertThat(second.get("items").findValuesAsText("id")).containsExactly("2", "1");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void tellsCountsPaceAndTimeLeftOfARunningRun() {
        JsonNode run = machine.get("/api/v1/runs/2").json(200);

        assertThat(run.get("status").asText()).isEqualTo("running");
        assertThat(run.get("rowsIn").asLong()).isEqualTo(20_000);
        assertThat(run.get("counts").get("applied").asLong()).isEqualTo(7_990);
        assertThat(run.get("rowsPerSecond").asLong()).isPositive();
        assertThat(run.get("secondsLeft").asLong()).isPositive();
    }

    @Test
    void filtersByFeedAndStatus() {
        assertThat(machine.get("/api/v1/runs?feed=dma-optout&status=braked")
                        .json(200)
                        .get("items")
                        .findValuesAsText("id"))
                .containsExactly("3");
    }

    @Test
    void saysPlainlyThatThereIsNoSuchRun() {
        JsonNode problem = machine.get("/api/v1/runs/999").json(404);

        assertThat(problem.get("detail").asText()).isEqualTo("There is no run with the id 999.");
    }

    @Test
    void refusesALimitOrIdThatCannotBe() {
        assertThat(machine.get("/api/v1/runs?limit=100000")
                        .json(400)
                        .get("detail")
                        .asText())
                .isEqualTo("limit must be between 1 and 500.");
        assertThat(machine.get("/api/v1/runs/abc").json(400).get("detail").asText())
                .startsWith("id ");
        assertThat(machine.get("/api/v1/nothing").json(404).get("status").asInt())
                .isEqualTo(404);
    }
}
