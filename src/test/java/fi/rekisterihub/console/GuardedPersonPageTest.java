package fi.rekisterihub.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person's page says of withheld fields and update bans, and what it must not let anybody guess. */
class GuardedPersonPageTest {

    private final FilledHub hub = FilledHub.hub();

    @BeforeEach
    void somebodyWhoseAddressIsWithheld() {
        hub.jdbc().sql("""
                insert into feed (name) values ('dvv-change'), ('people-monitor') on conflict do nothing;
                insert into person (id, register_id, family_name, given_name, city) values
                    (291, 'sofor-asiakasrekisteri', 'Suojattu', 'Salla', 'Pihlajavesi');
                insert into withheld_field (person_id, field, feed) values
                    (291, 'street', 'dvv-change'), (291, 'city', 'dvv-change');
                insert into update_ban (person_id, feed) values (291, 'people-monitor')
                """).update();
    }

    @AfterEach
    void gone() {
        hub.jdbc().sql("delete from person where id = 291").update();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fi | Ei luovuteta: | ei päivitä tätä henkilöä",
                "sv | Lämnas inte ut: | uppdaterar inte den här personen",
                "en | Not handed out: | does not update this person"
            })
    void saysInWordsWhatIsWithheldAndWhoMayNotUpdate(String language, String withheld, String ban) {
        String page = hub.visitor("steward").get("/people/291?lang=" + language).body();

        assertThat(page).contains(withheld, ban).doesNotContain("??", "{0}");
    }

    @Test
    void showsNeitherTheValueNorWhoWithholdsItNorWhy() {
        Visitor officer = hub.visitor("officer");
        String page = officer.get("/people/291?lang=en").body();
        String credentials = Base64.getEncoder().encodeToString(("officer:" + FilledHub.PASSWORD).getBytes(UTF_8));
        String answer = hub.stranger()
                .call("/api/v1/persons/291", request -> request.header("Authorization", "Basic " + credentials))
                .body();

        assertThat(page + answer)
                .doesNotContain("Pihlajavesi", "dvv-change")
                .doesNotContainIgnoringCase("safety")
                .doesNotContainIgnoringCase("turva")
                .doesNotContainIgnoringCase("protect");
        assertThat(answer).contains("\"withheld\":[\"street\",\"city\"]");
    }
}
