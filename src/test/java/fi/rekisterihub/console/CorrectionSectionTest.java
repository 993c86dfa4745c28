package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page of a person or company says of fields that a steward has corrected, and the form to do it. */
class CorrectionSectionTest {

    private static final LocalDate UNTIL =
            LocalDate.now(ZoneId.of("Europe/Helsinki")).plusDays(30);

    private final FilledHub hub = FilledHub.hub();
    private final Visitor steward = hub.visitor("steward");

    @BeforeEach
    void moveIn() {
        hub.jdbc().sql("""
                insert into person (id, register_id, family_name, given_name) values
                    (293, 'sofor-asiakasrekisteri', 'Oikaistava', 'Oona');
                insert into company (id, register_id, name) values (193, 'sofor-asiakasrekisteri', 'Oikaistava Oy')
                """).update();
    }

    @AfterEach
    void moveOut() {
        hub.jdbc()
                .sql("delete from person where id = 293; delete from company where id = 193;"
                        + " delete from change_set where entity_id in (293, 193)")
                .update();
    }

    @Test
    void aStewardCorrectsAFieldSeesWhyItStandsAndLiftsIt() {
        assertThat(correct("", "").body()).isEmpty();
        assertThat(steward.get("/people/293").body())
                .contains("Tietoa ei oikaistu")
                .doesNotContain("Johtaja");

        correct("Soitin <vaihteeseen>.", UNTIL.toString());

        assertThat(steward.get("/people/293").body())
                .contains("Tieto on oikaistu", "Johtaja", "Soitin &lt;vaihteeseen&gt;.")
                .contains(DateTimeFormatter.ofPattern("d.M.yyyy").format(UNTIL) + " asti");

        steward.submit("/people/293", "/entities/293/corrections/title/lifting", Map.of());
        assertThat(steward.get("/people/293").body())
                .contains("Oikaisu on purettu", "oikaisu purettiin")
                .doesNotContain("vaihteeseen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fi | Oikaisut, jotka ohittavat lähteet | toistaiseksi",
                "sv | Rättelser som går före källorna | tills vidare",
                "en | Corrections that override the sources | until lifted"
            })
    void saysOfACompanyTooWhatIsOverridden(String language, String title, String until) {
        steward.submit(
                "/companies/193",
                "/entities/193/corrections",
                Map.of("field", "city", "value", "Pori", "reason", "Kävin siellä."));

        assertThat(steward.get("/companies/193?lang=" + language).body())
                .contains(title, until, "Kävin siellä.")
                .doesNotContain("??", "{0}");
        steward.get("/companies/193?lang=fi");
    }

    @Test
    void whoIsNoStewardSeesButDoesNotCorrect() {
        correct("Soitin.", "");
        Visitor operator = hub.visitor("operator");

        assertThat(operator.get("/people/293").body())
                .contains("Oikaisut, jotka ohittavat lähteet", "Soitin.")
                .doesNotContain("/corrections");
    }

    @Test
    void whatIsRestrictedHasNoForm() {
        hub.jdbc().sql("update person set restricted_at = now() where id = 293").update();

        assertThat(steward.get("/people/293").body()).doesNotContain("name=\"until\"");
    }

    private HttpResponse<String> correct(String reason, String until) {
        return steward.submit(
                "/people/293",
                "/entities/293/corrections",
                Map.of("field", "title", "value", "Johtaja", "reason", reason, "until", until));
    }
}
