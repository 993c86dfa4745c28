package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a person's page: restrict, hold, see what would be erased, and erase. */
class ErasurePageTest {

    private static final List<String> MOVE_OUT = List.of(
            "delete from person where id = 297",
            "delete from notice_delivery where entity_id = 297",
            "delete from notice where entity_id = 297",
            "delete from change_set where entity_id = 297",
            "delete from data_hold where person_id = 297",
            "delete from suppression where reason like '%:297' or reason = 'ground:consent-withdrawn'",
            "alter table erasure_event disable trigger user",
            "delete from erasure_event where person_id = 297",
            "alter table erasure_event enable trigger user",
            "delete from restriction where person_id = 297");

    private final FilledHub hub = FilledHub.hub();
    private final Visitor officer = hub.visitor("officer");

    @BeforeEach
    void moveIn() {
        moveOut();
        hub.jdbc().sql("""
                insert into person (id, register_id, family_name, given_name, email, email_key) values
                    (297, 'sofor-asiakasrekisteri', 'Poistuva', 'Pilvi', 'pilvi@poistuva.example', 'email:sample297')
                """).update();
    }

    @AfterEach
    void moveOut() {
        MOVE_OUT.forEach(sql -> hub.jdbc().sql(sql).update());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fi | Tietojen poistaminen | Henkilön omat tiedot | Mitä jää ja miksi | Suostumus on peruutettu",
                "sv | Radering av uppgifter | Personens egna uppgifter | Vad som blir kvar och varför | Samtycket har återkallats",
                "en | Erasure | The person's own data | What remains, and why | Consent was withdrawn"
            })
    @DisplayName("SA4: the dry run says in three languages what would go, who is told and what remains")
    void saysWhatWouldGo(String language, String title, String place, String remains, String ground) {
        String page = officer.get("/people/297/erasure?lang=" + language).body().replace("&#39;", "'");

        assertThat(page)
                .contains(title, place, remains, ground, "Lisenssirekisteri Esimerkki Oy")
                .doesNotContain("??", "{0}", "pilvi@poistuva.example");
        officer.get("/people/297?lang=fi");
    }

    @Test
    @DisplayName("SA4: an officer erases, and the person's page says so from then on")
    void erases() {
        officer.submit("/people/297/erasure", "/people/297/erasure", Map.of("ground", ""));
        assertThat(officer.get("/people/297/erasure").body()).contains("Valitse poistamisen peruste");

        officer.submit("/people/297/erasure", "/people/297/erasure", Map.of("ground", "consent-withdrawn"));

        assertThat(officer.get("/people/297").body())
                .contains("Tiedot on poistettu", "officer", "Suostumus on peruutettu")
                .doesNotContain("Pilvi", "Poistuva", "??");
        assertThat(hub.jdbc()
                        .sql("select action from audit where entity_id = 297 order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("person-erased");
        assertThat(officer.get("/people/297/erasure").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("SA4: a hold stops the erasure, and the page says why and until when")
    void aHoldStopsIt() {
        officer.submit(
                "/people/297",
                "/people/297/holds",
                Map.of("what", "dispute", "reason", "Lasku on <riitautettu>.", "until", "2099-01-31"));

        assertThat(officer.get("/people/297").body()).contains("Riita", "31.1.2099 asti", "&lt;riitautettu&gt;");
        assertThat(officer.get("/people/297/erasure").body())
                .contains("Poistamisen esteet", "Riita", "31.1.2099 asti")
                .doesNotContain("name=\"ground\"");

        long hold = hub.jdbc()
                .sql("select id from data_hold where person_id = 297")
                .query(Long.class)
                .single();
        officer.submit("/people/297", "/people/297/holds/" + hold + "/lifting", Map.of());
        assertThat(officer.get("/people/297/erasure").body()).contains("name=\"ground\"");
    }

    @Test
    @DisplayName("SK8 restriction is put and lifted on the person's page, and shown there")
    void restrictsAndLifts() {
        Visitor steward = hub.visitor("steward");
        steward.submit("/people/297", "/people/297/restriction", Map.of("request", "12"));

        assertThat(steward.get("/people/297").body())
                .contains("Käsittelyä on rajoitettu", "subject-request:12")
                .doesNotContain("/restriction/lifting");

        officer.submit("/people/297", "/people/297/restriction/lifting", Map.of("cause", "subject-request:12"));
        assertThat(officer.get("/people/297").body()).contains("Käsittelyä ei ole rajoitettu");
    }

    @Test
    @DisplayName("SK5: nobody but an officer sees the dry run or erases")
    void onlyAnOfficerErases() {
        for (String other : List.of("operator", "steward")) {
            Visitor visitor = hub.visitor(other);
            assertThat(visitor.get("/people/297/erasure").statusCode())
                    .as(other)
                    .isEqualTo(403);
            assertThat(visitor.get("/people/297").body()).as(other).doesNotContain("/people/297/erasure");
        }
        assertThat(hub.visitor("main-user").get("/people/297/erasure").statusCode())
                .isEqualTo(200);
    }
}
