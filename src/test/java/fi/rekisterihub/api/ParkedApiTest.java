package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ParkedApiTest {

    private final Machine machine = Machine.as("steward");

    @Test
    void listsRowsAndReasons() {
        JsonNode rows = machine.get("/api/v1/parked?runId=1").json(200);
        assertThat(rows.get("items").findValuesAsText("line")).containsExactly("40", "17");
        assertThat(machine.get("/api/v1/parked/reasons?runId=1").json(200).findValuesAsText("reason"))
                .contains("The Y-tunnus has a wrong check digit or form.");
        assertThat(machine.get("/api/v1/parked/1").json(200).get("status").asText())
                .isEqualTo("open");
    }

    @Test
    void mendsARowAndKeepsTheTextAsItCame() {
        JsonNode mended = machine.post("/api/v1/parked/2/mend", "{\"raw\":\"{\\\"name\\\":\\\"A\\\"}\"}")
                .json(200);

        assertThat(mended.get("mended").asText()).isEqualTo("{\"name\":\"A\"}");
        assertThat(mended.get("mendedBy").asText()).isEqualTo("steward");
        assertThat(mended.get("raw").asText()).isEqualTo("{\"name\":");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(problem("/api/v1/parked/2/mend", "{\"raw\":\"[1,2]\"}"))
                .isEqualTo("The text is not one row of the feed.");
        assertThat(problem("/api/v1/parked/2/mend", "{}")).contains("raw");
        assertThat(problem("/api/v1/parked/replay", "{}")).contains("id, runId or feed");
        assertThat(problem("/api/v1/parked/drop", "{\"id\":2}")).contains("why");
        machine.post("/api/v1/parked/99999/mend", "{\"raw\":\"{}\"}").json(404);
        machine.post("/api/v1/parked/2/restore", "{}").json(409);
        Machine.as("officer").post("/api/v1/parked/replay", "{\"id\":2}").json(403);
    }

    @Test
    void replayOfNothingOpenDoesNothing() {
        JsonNode nothing = machine.post("/api/v1/parked/replay", "{\"feed\":\"no-such-feed\"}")
                .json(200);

        assertThat(nothing.get("rows").asInt()).isZero();
    }

    private String problem(String path, String body) {
        return machine.post(path, body).json(400).get("detail").asText();
    }
}
