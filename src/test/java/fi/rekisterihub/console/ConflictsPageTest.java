package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.AskedConflict;
import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fields of which a source says otherwise than was said, on the pages. */
class ConflictsPageTest {

    private final FilledHub hub = FilledHub.hub();
    private final Visitor steward = hub.visitor("steward");
    private AskedConflict asked;

    @BeforeEach
    void moveIn() {
        asked = AskedConflict.moveIn();
    }

    @AfterEach
    void moveOut() {
        asked.moveOut();
    }

    @Test
    void showsBothWordsAndRecordsWhatTheStewardSays() {
        assertThat(steward.get("/conflicts").body())
                .contains("Ristiriidat", AskedConflict.STANDS, AskedConflict.SAYS, "Pidä kerrottu");
        assertThat(steward.get("/").body()).contains("ratkaistavana");
        assertThat(steward.get("/people/" + asked.person()).body()).contains("Lähde sanoo muuta kuin on kerrottu");

        answer("take", " ");
        assertThat(steward.get("/conflicts").body()).contains("role=\"alert\"", AskedConflict.SAYS);

        answer("take", "Soitin.");
        assertThat(steward.get("/conflicts").body())
                .contains("Päätös on kirjattu")
                .doesNotContain(AskedConflict.SAYS);
        assertThat(steward.get("/people/" + asked.person()).body())
                .contains(AskedConflict.SAYS, "ristiriita ratkaistiin lähteen hyväksi");

        String taken = "/conflicts?status=taken";
        assertThat(steward.get(taken).body()).contains("Soitin.", "steward");
        steward.submit(taken, "/conflicts/" + asked.id() + "/undo", Map.of("reason", "Erehdys."));
        assertThat(steward.get("/conflicts").body()).contains(AskedConflict.STANDS);
    }

    @Test
    void putsOff() {
        answer("later", "");

        assertThat(steward.get("/conflicts").body()).doesNotContain(AskedConflict.SAYS);
        assertThat(steward.get("/conflicts?status=later").body()).contains(AskedConflict.SAYS);
    }

    @Test
    void whoIsNoStewardSeesButDoesNotDecide() {
        assertThat(hub.visitor("operator").get("/conflicts").body())
                .contains(AskedConflict.SAYS)
                .doesNotContain("name=\"choice\"", "type=\"checkbox\"");
    }

    private void answer(String choice, String reason) {
        steward.submit(
                "/conflicts",
                "/conflicts/decisions",
                Map.of("conflict", String.valueOf(asked.id()), "choice", choice, "reason", reason));
    }
}
