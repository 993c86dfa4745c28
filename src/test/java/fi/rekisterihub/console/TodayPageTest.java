package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import org.junit.jupiter.api.Test;

class TodayPageTest {

    private final FilledHub hub = FilledHub.hub();

    @Test
    void showsWhatIsLateStoppedAndBraked() {
        String page = hub.visitor("operator").get("/").body();

        assertThat(page)
                .contains("<html lang=\"fi\"", "Vaatii ihmistä", "Jarru päällä", "Myöhässä", "Ei toimi")
                .contains("8\u00a0000 / 20\u00a0000 riviä");
    }

    @Test
    void speaksTheLanguageThatIsChosenAndRemembersIt() {
        var visitor = hub.visitor("operator");

        assertThat(visitor.get("/?lang=sv").body()).contains("<html lang=\"sv\"", "Kräver en människa");
        assertThat(visitor.get("/").body()).contains("<html lang=\"sv\"");
        assertThat(visitor.get("/?lang=xx").body()).contains("<html lang=\"fi\"");
    }

    @Test
    void givesOnlyTheMovingPartWhenAsked() {
        String part = hub.visitor("operator").get("/today/now").body();

        assertThat(part).contains("Viimeisimmät ajot").doesNotContain("<html");
    }

    @Test
    void showsLookersToTheMainUserOnly() {
        assertThat(hub.visitor("main-user").get("/").body()).contains("Kuka on katsonut henkilöitä");
        assertThat(hub.visitor("steward").get("/").body()).doesNotContain("Kuka on katsonut henkilöitä");
    }
}
