package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The desk of requests. */
class RequestsPageTest {

    private static final String TODAY =
            LocalDate.now(ZoneId.of("Europe/Helsinki")).toString();

    private final FilledHub hub = FilledHub.hub();
    private final Visitor officer = hub.visitor("officer");
    private final Visitor steward = hub.visitor("steward");

    @BeforeEach
    void moveIn() {
        hub.jdbc().sql("""
                insert into person (id, register_id, family_name, given_name, email) values
                    (296, 'sofor-asiakasrekisteri', 'Pyytävä', 'Pia', 'pia@example.fi')
                """).update();
    }

    @AfterEach
    void moveOut() {
        hub.jdbc()
                .sql("delete from person where id = 296; delete from change_set where entity_id = 296;"
                        + " delete from restriction where person_id = 296")
                .update();
    }

    @Test
    @DisplayName(
            "SK9 a visitor's request goes from the form to the answer, and nothing is told before it is known who asks")
    void goesTheWholeWay() {
        String page = enter(Map.of("kind", "access", "way", "visit", "person", "296"));
        assertThat(officer.get(page).body())
                .contains("Varmista, kuka pyytää", "Pia Pyytävä", "Kerro")
                .doesNotContain("access-pdf");

        submit(officer, page, "/grant", Map.of());
        assertThat(officer.get(page).body()).contains("Totea ensin henkilöllisyys");

        submit(steward, page, "/identity", Map.of("means", "document-shown"));
        assertThat(officer.get(page).body()).contains("henkilöllisyystodistus nähtiin", "Raportti PDF-tiedostona");
        HttpResponse<String> report = submit(officer, page, "/answers/access-html", Map.of());
        assertThat(report.body()).contains("Sinua koskevat tiedot", "pia@example.fi");
        assertThat(report.headers().firstValue("Content-Disposition").orElse(""))
                .contains("access-html-");

        submit(officer, page, "/grant", Map.of());
        submit(officer, page, "/answer", Map.of("way", "visit", "note", "Annettu kouraan."));
        submit(officer, page, "/closing", Map.of());
        assertThat(officer.get(page).body())
                .contains("Pyyntö päättyi", "Annettu kouraan.")
                .doesNotContain("Mahdolliset");
    }

    @Test
    void theSameFormSentTwiceIsOneRequest() {
        Map<String, String> form = new HashMap<>(Map.of("kind", "restriction", "way", "post", "person", "296"));
        form.put("key", UUID.randomUUID().toString());

        assertThat(enter(form)).isEqualTo(enter(form));
        assertThat(hub.jdbc()
                        .sql("select restricted_at is not null from person where id = 296")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    @DisplayName("SK8 restriction: what a request restricts is lifted at the request and not behind its back")
    void aRestrictionOfARequestIsLiftedThere() {
        String page = enter(Map.of("kind", "restriction", "way", "visit", "person", "296"));
        String cause = "subject-request:" + page.substring(page.lastIndexOf('/') + 1);
        officer.get(page);

        HttpResponse<String> sent =
                officer.submit("/people/296", "/people/296/restriction/lifting", Map.of("cause", cause));

        assertThat(sent.headers().firstValue("Location").orElse("")).endsWith(page);
        assertThat(officer.get(page).body()).contains("Rajoitus johtuu tästä pyynnöstä");
        assertThat(hub.jdbc()
                        .sql("select restricted_at is not null from person where id = 296")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aStewardPreparesAndOnlyAnOfficerDecides() {
        String page = enter(Map.of("kind", "access", "way", "visit", "person", "296"));
        submit(steward, page, "/identity", Map.of("means", "call-back"));

        assertThat(steward.get(page).body()).doesNotContain("/grant", "/refusal", "/answers/");
        assertThat(submit(steward, page, "/grant", Map.of()).statusCode()).isEqualTo(403);
        assertThat(submit(steward, page, "/answers/access-pdf", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(hub.visitor("operator").get(page).body()).doesNotContain("/identity");
    }

    @Test
    void findsWhoMayBeMeantByTheContact() {
        String page =
                enter(Map.of("kind", "access", "way", "post", "register", "sofor-asiakasrekisteri", "name", "Pyytävä"));

        assertThat(officer.get(page).body()).contains("Mahdolliset henkilöt", "value=\"296\"");
        submit(officer, page, "/person", Map.of("person", "296"));
        assertThat(officer.get(page).body()).contains("href=\"/people/296\"");
    }

    @Test
    void aBadEntryIsSaidInWords() {
        Map<String, String> form = new HashMap<>(Map.of("kind", "access", "way", "post", "person", "99999999"));
        submitNew(form);

        assertThat(officer.get("/requests/new").body()).contains("Pyyntöä ei kirjattu");
    }

    @Test
    @DisplayName("SO6 an officer records a disclosure and is given the values")
    void disclosesToAnAuthority() {
        officer.submit(
                "/people/296",
                "/people/296/disclosures",
                Map.of(
                        "key",
                        UUID.randomUUID().toString(),
                        "what",
                        "authority",
                        "recipient",
                        "Poliisi",
                        "ground",
                        "Poliisilaki 4:3",
                        "fields",
                        "email"));

        assertThat(officer.get("/people/296").body())
                .contains("Luovutus on kirjattu", "pia@example.fi", "Poliisilaki 4:3");
        assertThat(steward.get("/people/296").body()).doesNotContain("/disclosures");
    }

    @Test
    @DisplayName("SM4 who looked at whom is seen by the main user and the officer, and by nobody else")
    void showsWhoLookedAtWhom() {
        steward.get("/people/296");

        assertThat(officer.get("/looks?person=296").body()).contains("Kuka on katsonut ketä", "steward", "Pia Pyytävä");
        assertThat(hub.visitor("main-user").get("/looks?who=steward").body()).contains("steward");
        assertThat(steward.get("/looks").statusCode()).isEqualTo(403);
        assertThat(officer.get("/looks?who=nobody-of-that-name").body()).contains("Tänne tulee merkintä");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fi | Rekisteröityjen pyynnöt | tarkastuspyyntö | viimeinen päivä on huomenna",
                "sv | De registrerades begäranden | begäran om registerutdrag | sista dagen är i morgon",
                "en | Subject requests | access | the last day is tomorrow"
            })
    @DisplayName("SA6 the list is by due date, which escalates in words")
    void speaksThreeLanguages(String language, String title, String kind, String due) {
        assertThat(officer.get("/requests?lang=" + language).body())
                .contains(title, kind, due)
                .doesNotContain("??", "{0}");
        officer.get("/requests?lang=fi");
    }

    @Test
    void anEmptyListSaysWhatWillBeHere() {
        assertThat(officer.get("/requests?kind=portability").body()).contains("Tänne tulevat rekisteröityjen pyynnöt");
    }

    /** @return the address of the request's page */
    private String enter(Map<String, String> fields) {
        return submitNew(fields).headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
    }

    private HttpResponse<String> submitNew(Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.putIfAbsent("key", UUID.randomUUID().toString());
        form.putIfAbsent("language", "fi");
        form.putIfAbsent("day", TODAY);
        return officer.submit("/requests/new", "/requests", form);
    }

    private static HttpResponse<String> submit(Visitor who, String page, String step, Map<String, String> fields) {
        return who.submit("/requests/new", page + step, fields);
    }

    static String first(String regex, String text) {
        Matcher found = Pattern.compile(regex).matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
