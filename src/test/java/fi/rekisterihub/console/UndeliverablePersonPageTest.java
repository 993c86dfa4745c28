package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person whose mail comes back: said beside the permissions, as something that nobody has prohibited. */
class UndeliverablePersonPageTest {

    private final FilledHub hub = FilledHub.hub();

    @BeforeEach
    void somebodyWhoseMailComesBack() {
        hub.jdbc().sql("""
                insert into person (id, register_id, family_name, given_name, email, email_key) values
                    (292, 'sofor-asiakasrekisteri', 'Palautuva', 'Pekka', 'pekka@example.fi', 'email:test-292');
                insert into bounce (source, event_key, subject_key, hard, reason, at) values
                    ('mailbox', 'test-292', 'email:test-292', true, 'user-unknown', now())
                """).update();
    }

    @AfterEach
    void gone() {
        hub.jdbc().sql("delete from person where id = 292").update();
        hub.jdbc().sql("truncate reachable_again").update();
        hub.jdbc().sql("delete from bounce where event_key = 'test-292'").update();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fi | Sähköposti ei tule perille | Osoitetta ei ole. Viimeksi",
                "sv | E-posten kommer inte fram | Adressen finns inte. Senast",
                "en | E-mail does not arrive | Nobody has this address. Last"
            })
    void saysThatMailDoesNotArriveAndWhy(String language, String what, String why) {
        String page = hub.visitor("steward").get("/people/292?lang=" + language).body();

        assertThat(page).contains(what, why).doesNotContain("??", "{0}");
    }

    @Test
    void letsAStewardSayThatTheAddressWorksAgain() {
        Visitor steward = hub.visitor("steward");
        assertThat(after(steward, " ")).contains("Ei kirjattu", "Sähköposti ei tule perille");

        assertThat(after(steward, "Soitin ja kysyin"))
                .contains("Kirjattu: osoitetta käytetään taas")
                .doesNotContain("Sähköposti ei tule perille");
        assertThat(after(steward, "Vieläkin")).contains("Ei kirjattu");
    }

    private static String after(Visitor steward, String reason) {
        steward.submit("/people/292?lang=fi", "/people/292/reachable", Map.of("reason", reason));
        return steward.get("/people/292").body();
    }
}
