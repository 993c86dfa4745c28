package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letting in who was erased and has become a customer again. */
class ReturnPageTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final String EMAIL = "palaaja@poistunut.example";
    private static final List<String> MOVE_OUT = List.of(
            "delete from suppression where reason = 'subject-request:295'",
            "alter table erasure_event disable trigger user",
            "delete from erasure_event where cause = 'visit:2026-11-29'",
            "alter table erasure_event enable trigger user");

    private final FilledHub hub = FilledHub.hub();
    private final Visitor officer = hub.visitor("officer");

    @BeforeEach
    void staysAway() {
        forget();
        hub.jdbc()
                .sql("insert into suppression (subject_key, register_id, reason) values (?, ?, 'subject-request:295')")
                .param(hub.get(SubjectKeys.class).email(EMAIL))
                .param(REGISTER)
                .update();
    }

    @AfterEach
    void forget() {
        MOVE_OUT.forEach(sql -> hub.jdbc().sql(sql).update());
        officer.get("/returns?lang=fi");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fi | Paluu poistamisen jälkeen | Tiedot poistettiin | Päästä takaisin | Anna henkilön oma teko | Paluu on kirjattu",
                "sv | Tillbaka efter radering | Uppgifterna raderades | Släpp in igen | Ange personens egen handling | Återkomsten är antecknad",
                "en | Back after an erasure | The data was erased | Let in again | Give the person's own act | The return is recorded"
            })
    void looksFirstAndThenLetsIn(
            String language, String title, String erased, String letIn, String causeNeeded, String recorded) {
        assertThat(officer.get("/returns?lang=" + language).body())
                .contains(title)
                .doesNotContain("??", "{0}", letIn);

        assertThat(text(officer.submit("/returns", "/returns/look", typed()).body()))
                .contains(erased, "subject-request:295", letIn, EMAIL)
                .doesNotContain("??", "{0}");
        assertThat(text(officer.submit("/returns", "/returns", with("cause", "Hän soitti"))
                        .body()))
                .contains(causeNeeded, erased);
        officer.submit("/returns", "/returns", with("cause", "visit:2026-11-29"));
        assertThat(text(officer.get("/returns").body())).contains(recorded);

        assertThat(hub.jdbc()
                        .sql(
                                "select count(*) from suppression where reason = 'subject-request:295' and lifted_at is null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void saysThatNobodyStaysAwayAndWhatIsMissing() {
        assertThat(officer.submit(
                                "/returns",
                                "/returns/look",
                                Map.of("register", REGISTER, "email", "muu@toinen.example"))
                        .body())
                .contains("Kukaan näillä tiedoilla ei pysy poissa");
        assertThat(officer.submit("/returns", "/returns/look", Map.of("register", REGISTER, "givenName", "Aino"))
                        .body())
                .contains("Anna sähköposti, puhelin tai nimi ja postiosoite");
    }

    @Test
    void saysSoWhenSomebodyElseWasQuickerOrTheFormIsEmpty() {
        forget();
        assertThat(officer.submit("/returns", "/returns", with("cause", "visit:2026-11-29"))
                        .body())
                .contains("Kukaan näillä tiedoilla ei pysy poissa");
        assertThat(officer.submit("/returns", "/returns", Map.of("register", REGISTER, "cause", "visit:2026-11-29"))
                        .body())
                .contains("Anna sähköposti, puhelin tai nimi ja postiosoite");
    }

    @Test
    void beginsWithTheRegisterOfTheErased() {
        assertThat(officer.get("/returns?register=" + REGISTER).body())
                .containsPattern("value=\"" + REGISTER + "\"\\s+selected")
                .contains("Soforin asiakasrekisteri");
        assertThat(officer.get("/people/204").body()).contains("/returns?register=");
    }

    @Test
    void isFoundFromASearchThatFoundNobody() {
        assertThat(officer.get("/people?q=eiketaan@missaan.example").body()).contains("href=\"/returns\"");
        assertThat(hub.visitor("operator")
                        .get("/people?q=eiketaan@missaan.example")
                        .body())
                .doesNotContain("href=\"/returns\"");
        assertThat(hub.visitor("operator").get("/returns").statusCode()).isEqualTo(403);
    }

    private static Map<String, String> typed() {
        return Map.of("register", REGISTER, "email", EMAIL);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> all = new HashMap<>(typed());
        all.put(name, value);
        return all;
    }

    private static String text(String page) {
        return page.replace("&#39;", "'");
    }
}
