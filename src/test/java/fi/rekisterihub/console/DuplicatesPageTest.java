package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.support.ChangedProfile;
import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.TwoCousins;
import fi.rekisterihub.support.Visitor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two who may be one, on the pages. */
class DuplicatesPageTest {

    private final FilledHub hub = FilledHub.hub();
    private final Visitor steward = hub.visitor("steward");
    private TwoCousins cousins;
    private String page;

    @BeforeEach
    void moveIn() {
        cousins = TwoCousins.moveIn(hub.jdbc());
        page = "/duplicates/" + cousins.pair();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> steward.get("/duplicates").body().contains("Tuisku"));
    }

    @AfterEach
    void moveOut() {
        cousins.moveOut();
    }

    @Test
    void showsBothSideBySideAndRecordsWhatTheStewardSays() {
        assertThat(steward.get(page).body())
                .contains("Yksi henkilö vai kaksi?", "tuisku.esimerkkila@yksi.example", "te@kaksi.example")
                .contains("class=\"weigh\"");

        steward.submit(page, page + "/decision", Map.of("choice", "same", "reason", " "));
        assertThat(hub.jdbc()
                        .sql("select count(*) from entity_link where part_id = " + cousins.other())
                        .query(Long.class)
                        .single())
                .as("no reason, no decision")
                .isZero();

        steward.submit(page, page + "/decision", Map.of("choice", "same", "reason", "Soitin."));
        assertThat(steward.get("/people/" + cousins.other()).body())
                .contains("Samaksi todetut", "#" + cousins.one(), "vanhimman kirjauksen tieto");
        assertThat(steward.get(page).body()).contains("steward totesi samaksi", "Soitin.");

        steward.submit(
                "/people/" + cousins.other(),
                "/entities/" + cousins.other() + "/separation",
                Map.of("reason", "Eri ihmisiä."));
        assertThat(steward.get("/people/" + cousins.other()).body())
                .contains("Erotettu.")
                .doesNotContain("#" + cousins.one());
    }

    @Test
    void theirOwnPagesSayThatTheQuestionIsOpen() {
        assertThat(steward.get("/people/" + cousins.one()).body())
                .contains("Voi olla sama kuin", "/duplicates/" + cousins.pair());
        assertThat(steward.get("/people/" + cousins.other()).body()).contains("#" + cousins.one());

        steward.submit(page, page + "/decision", Map.of("choice", "different", "reason", "Serkuksia."));
        assertThat(steward.get("/people/" + cousins.one()).body()).doesNotContain("Voi olla sama kuin");
    }

    private long links() {
        return hub.jdbc()
                .sql("select count(*) from entity_link where part_id = " + cousins.other())
                .query(Long.class)
                .single();
    }

    @Test
    void decidesThoseThatAreTicked() {
        steward.submit(
                "/duplicates",
                "/duplicates/decisions",
                Map.of("pair", cousins.pair(), "choice", "different", "reason", "Serkuksia."));

        assertThat(steward.get("/duplicates").body())
                .contains("Päätös on kirjattu")
                .doesNotContain("Tuisku");
        assertThat(steward.get(page).body()).contains("steward totesi eri tahoiksi");
    }

    @Test
    void aProposalShowsItsMakerANoteAndOthersTheButtons() {
        Visitor second = hub.visitor("main-user");
        ChangedProfile.during(
                hub.get(Profiles.class),
                "sofor-asiakasrekisteri",
                "automated-decisions: true\nfour-eyes: [merge, separate]",
                () -> {
                    assertThat(steward.get(page).body()).contains("vahvistaa toinen henkilö");

                    steward.submit(page, page + "/decision", Map.of("choice", "same", "reason", "Soitin."));

                    String mine = steward.get("/duplicates").body();
                    assertThat(mine)
                            .contains(
                                    "Ehdotuksesi on kirjattu",
                                    "Odottaa toista henkilöä",
                                    "Ehdotit tätä itse",
                                    "Peru ehdotus")
                            .doesNotContain("value=\"confirm\"");
                    assertThat(links()).isZero();
                    assertThat(steward.get("/").body()).contains("odottaa toista henkilöä");
                    String theirs = second.get(page).body();
                    assertThat(theirs)
                            .contains("steward ehdotti", "Soitin.", "value=\"confirm\"", "Hylkää")
                            .doesNotContain("name=\"choice\"");
                    String answer =
                            "/duplicates/proposals/" + theirs.replaceAll("(?s).*/duplicates/proposals/(\\d+).*", "$1");
                    steward.submit(page, answer, Map.of("answer", "confirm"));
                    assertThat(steward.get("/duplicates").body())
                            .contains("role=\"alert\"", "toisen henkilön on vahvistettava");
                    assertThat(links()).isZero();

                    second.submit(page, answer, Map.of("answer", "confirm"));

                    assertThat(links()).isEqualTo(1);
                    assertThat(second.get(page).body()).contains("steward, main-user totesi samaksi");
                    assertThat(steward.get("/registers/sofor-asiakasrekisteri").body())
                            .contains("yhdistämisen vahvistaa toinen henkilö");
                });
    }

    @Test
    void whoIsNoStewardSeesButDoesNotDecide() {
        Visitor operator = hub.visitor("operator");

        assertThat(operator.get(page).body())
                .contains("Yksi henkilö vai kaksi?")
                .doesNotContain("name=\"choice\"");
        assertThat(operator.get("/duplicates/8-9000000000").statusCode()).isEqualTo(404);
        assertThat(operator.get("/duplicates/nonsense").statusCode()).isEqualTo(404);
    }
}
