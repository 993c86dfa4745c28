package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.TwoCousins;
import fi.rekisterihub.support.Visitor;
import java.time.Duration;
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
    void asksForThePossibleDuplicates() {
        TwoCousins cousins = TwoCousins.moveIn(hub.jdbc());
        try {
            Visitor visitor = hub.visitor("steward");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(visitor.get("/today/now").body().replaceAll("\\s+", " "))
                                    .containsPattern(
                                            "Mahdollisia kaksoiskirjauksia</span> <span class=\"figure\">[1-9]\\d*</span>.{0,200}Odottaa päätöstä"));
        } finally {
            cousins.moveOut();
        }
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
