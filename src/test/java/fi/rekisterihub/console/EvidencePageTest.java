package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.evidence.Bundles;
import fi.rekisterihub.evidence.EvidenceReader;
import fi.rekisterihub.evidence.Sealer;
import fi.rekisterihub.evidence.SelfCheck;
import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidencePageTest {

    private static final String PAGE = "/reports/evidence";

    private final FilledHub hub = FilledHub.hub();
    private final EvidenceReader reader = hub.get(EvidenceReader.class);

    @BeforeEach
    void seal() {
        hub.get(Sealer.class).seal();
        hub.get(SelfCheck.class).check();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fi | Mitä voimme osoittaa | Kaikki täsmää",
                "sv | Vad kan vi visa      | Allt stämmer",
                "en | What can we show     | Everything agrees"
            })
    void saysHowFarItIsSealed(String language, String question, String check) {
        String page = hub.visitor("officer").get(PAGE + "?lang=" + language).body();

        assertThat(page)
                .contains(question, reader.standing().key(), reader.standing().hash())
                .doesNotContain("??", "{0}");
        assertThat(page).contains(check);
    }

    @Test
    @DisplayName("rule 4 an officer downloads the evidence of a person, and that is written down")
    void handsOutABundleOfAPersonAndWritesItDown() {
        HttpResponse<String> file = hub.visitor("officer").submit("/people/201", PAGE, Map.of("person", "201"));

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"evidence-entity-201.md\"");
        assertThat(Bundles.refusal(
                        file.body().getBytes(StandardCharsets.UTF_8),
                        reader.standing().key()))
                .isNull();
        assertThat(file.body()).contains("\"entity:201\"", "Mitä tämä osoittaa", "Vad detta visar", "What this shows");
        assertThat(file.body()).doesNotContain("Lehtimäki", "aino.lehtimaki", "+358");
        assertThat(hub.jdbc()
                        .sql("select action from audit where entity_id = 201 order by id desc limit 2")
                        .query(String.class)
                        .list())
                .containsExactly("evidence-complete", "evidence-taken");
    }

    @Test
    void handsOutBundlesOfARecipientAndOfAPeriod() {
        for (Map<String, String> form : java.util.List.of(
                Map.of("recipient", "mailchimp", "person", ""),
                Map.of("from", "2026-01-01", "until", "2099-12-31", "person", "", "recipient", ""),
                Map.of("from", "2099-01-01", "person", "", "recipient", ""))) {
            HttpResponse<String> file = hub.visitor("officer").submit(PAGE, PAGE, form);

            assertThat(Bundles.refusal(
                            file.body().getBytes(StandardCharsets.UTF_8),
                            reader.standing().key()))
                    .isNull();
        }
    }

    @Test
    void refusesWhatCannotBeUnderstood() {
        Visitor officer = hub.visitor("officer");
        assertThat(officer.submit(PAGE, PAGE, Map.of("person", "201", "recipient", "mailchimp"))
                        .body())
                .contains("Pyyntöä ei ymmärretty");
        assertThat(officer.submit(PAGE, PAGE, Map.of("from", "2026-02-01", "until", "2026-01-01"))
                        .body())
                .contains("Pyyntöä ei ymmärretty");
    }

    @Test
    void isForOfficersAndTheKeyForTheMainUser() {
        assertThat(hub.visitor("operator").get(PAGE).body()).doesNotContain("id=\"export-head\"");
        assertThat(hub.visitor("operator").get("/people/201").body()).doesNotContain("action=\"/reports/evidence\"");
        assertThat(hub.visitor("steward")
                        .submit(PAGE, PAGE, Map.of("person", "201"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(hub.visitor("officer").submit(PAGE, PAGE + "/key", Map.of()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void changesTheKey() {
        String before = reader.standing().key();
        hub.visitor("main-user").submit(PAGE, PAGE + "/key", Map.of());

        assertThat(hub.visitor("main-user").get(PAGE).body()).contains("allekirjoittaa seuraavan lohkon jälkeen");
        hub.get(Sealer.class).seal();
        assertThat(reader.standing().key()).isNotEqualTo(before);
        assertThat(reader.standing().nextKey()).isNull();
        HttpResponse<String> file = hub.visitor("officer").submit(PAGE, PAGE, Map.of("person", "201"));
        assertThat(Bundles.refusal(file.body().getBytes(StandardCharsets.UTF_8), before))
                .as("the old key vouches for the new one")
                .isNull();
    }

    @Test
    void shoutsWhenSomethingSealedWasChanged() {
        long id = hub.jdbc()
                .sql("select min(source_id) from evidence_entry where source = 'permission-event'")
                .query(Long.class)
                .single();
        change(id, "source || 'x'");
        try {
            hub.get(SelfCheck.class).check();
            assertThat(hub.visitor("operator").get(PAGE).body())
                    .contains("Sinetöityä on muutettu", "permission-event " + id + ", lohko");
            assertThat(hub.visitor("main-user").get("/actuator/health").statusCode())
                    .isEqualTo(503);
            assertThat(hub.visitor("main-user")
                            .get("/actuator/health/readiness")
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            change(id, "left(source, -1)");
            hub.get(SelfCheck.class).check();
        }
        assertThat(hub.visitor("operator").get(PAGE).body()).contains("Kaikki täsmää");
    }

    private void change(long id, String source) {
        hub.jdbc()
                .sql(("begin; set local session_replication_role = replica;"
                                + " update permission_event set source = %s where id = %d; commit")
                        .formatted(source, id))
                .update();
    }
}
