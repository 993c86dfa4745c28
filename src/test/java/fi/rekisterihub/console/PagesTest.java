package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {

    private final FilledHub hub = FilledHub.hub();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/people                          | Aino Lehtimäki",
                "/people?q=lehtim                 | Aino Lehtimäki",
                "/people?q=aino+lehtim            | Aino Lehtimäki",
                "/people?q=nobody-of-this-name    | Mitään ei löytynyt",
                "/people/201                      | +358 40 000 1234",
                "/people/201                      | Koivurannan Konepaja Oy",
                "/people/201                      | Kielletty",
                "/people/201?kind=notice          | ei mennyt perille",
                "/companies?q=1234567-1           | Koivurannan Konepaja Oy",
                "/companies?q=koivu               | Koivurannan Konepaja Oy",
                "/companies/101                   | Vanhatie 1",
                "/reviews                         | Sopii useaan henkilöön",
                "/reviews?status=decided          | Mikään ei odota",
                "/reviews/1                       | Lähde kertoo",
                "/opt-outs                        | poistumislinkki",
                "/opt-outs                        | Vanhentunut",
                "/processors                      | Mailchimp",
                "/processors?status=dead          | Vastaus oli 410.",
                "/processors?status=dead          | Aino Lehtimäki",
                "/notices/00000000-0000-4000-8000-000000000013 | Yritä uudelleen",
                "/sources                         | 3 hakua peräkkäin epäonnistui",
                "/sources                         | järjestelmä on vioittunut ja jätetty rauhaan",
                "/sources/dma-optout              | Jarru päällä",
                "/runs/1                          | Y-tunnuksen tarkistusnumero tai muoto on väärä.",
                "/runs/1?lang=sv                  | FO-numret har fel kontrollsiffra eller form.",
                "/runs/1?lang=en                  | The Y-tunnus has a wrong check digit or form.",
                "/runs/3?lang=sv                  | Gränsen är 2,0",
                "/runs/4                          | Lähde ei hyväksynyt tunnuksia (HTTP 401).",
                "/runs/1/rerun                    | Mikään ei muuttuisi",
                "/notices/00000000-0000-4000-8000-000000000013 | /entities/201?kind=",
                "/runs/1                          | Vanhatie 1",
                "/runs/1                          | Koivurannan Konepaja Oy",
                "/runs/1                          | 120",
                "/runs/1                          | Mitä tapahtui",
                "/runs/1/report.txt               | 3 tapausta odottaa ihmisen tarkistusta.",
                "/runs/1/report.json              | 2 riviä ei kelvannut ja odottaa korjausta.",
                "/deliveries                      | PRH",
                "/deliveries?feed=nothing         | Toimitukset tulevat tähän",
                "/deliveries/1                    | Sisältö poistetaan",
                "/runs/3                          | Päästä jatkamaan",
                "/routes?check=true               | kunnossa",
                "/registers                       | rekisteri"
            })
    void saysWhatItIsFor(String path, String text) {
        HttpResponse<String> page = hub.visitor("main-user").get(path);

        assertThat(page.statusCode()).as(path).isEqualTo(200);
        assertThat(page.body()).contains(text).doesNotContain("??", "{0}");
    }

    @Test
    void saysWhichListARegisterMustUseAndHasNeverGot() {
        hub.jdbc()
                .sql("update optout_list set name = 'another' where name = 'dma-optout'")
                .update();
        try {
            Visitor officer = hub.visitor("officer");
            assertThat(officer.get("/opt-outs").body())
                    .contains("Ei ole vielä tullut", "kukaan siinä oleva ei vielä ole suojassa", "href=\"/sources\"")
                    .doesNotContain("koskaan");
            assertThat(officer.get("/").body()).contains("Ei ole vielä tullut");
            assertThat(officer.get("/opt-outs?lang=sv").body())
                    .contains("Har inte kommit ännu", "innan ni marknadsför");
            assertThat(officer.get("/opt-outs?lang=en").body()).contains("Has not come yet", "before you market");
        } finally {
            hub.jdbc()
                    .sql("update optout_list set name = 'dma-optout' where name = 'another'")
                    .update();
        }
        assertThat(hub.visitor("officer").get("/opt-outs").body()).doesNotContain("Ei ole vielä tullut");
    }

    @Test
    void saysNowOfAFetchThatIsDue() {
        hub.jdbc()
                .sql(
                        "update schedule set next_at = now() - interval '20 seconds', off = null where name = 'prh-company'")
                .update();

        assertThat(hub.visitor("operator").get("/sources").body())
                .contains(">nyt</span>")
                .doesNotContain(">20 s sitten</span>");
    }

    @Test
    void tellsAFileByTheNameThatItsSenderGaveIt() {
        hub.jdbc()
                .sql("update delivery set file_name = 'asiakkaat-marraskuu.csv' where id = 1")
                .update();
        Visitor operator = hub.visitor("operator");

        assertThat(operator.get("/deliveries").body()).contains("asiakkaat-marraskuu.csv");
        assertThat(operator.get("/deliveries/1").body()).contains("asiakkaat-marraskuu.csv");
    }

    @Test
    void doesNotSayThatARunOfAListChangedNothing() {
        String register = hub.jdbc()
                .sql("select register_id from run where id = 3")
                .query(String.class)
                .single();
        hub.jdbc().sql("update run set register_id = '*' where id = 3").update();
        try {
            assertThat(hub.visitor("operator").get("/runs/3").body()).doesNotContain("ei ole muuttanut mitään");
        } finally {
            hub.jdbc()
                    .sql("update run set register_id = :register where id = 3")
                    .param("register", register)
                    .update();
        }
    }

    @Test
    void showsMarkupInAValueAsText() {
        String page = hub.visitor("operator").get("/people/203").body();

        assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
    }

    @Test
    void writesDownWhoLookedAtAPerson() {
        hub.visitor("officer").get("/people/202");

        assertThat(hub.jdbc()
                        .sql("select who from audit where action = 'person-viewed' and entity_id = 202")
                        .query(String.class)
                        .list())
                .contains("officer");
    }

    @Test
    void fetchesASourceAtOnceForAnOperatorOnly() {
        hub.jdbc()
                .sql("update schedule set next_at = now() + interval '2 hours' where name = 'prh-company'")
                .update();

        Visitor operator = hub.visitor("operator");
        assertThat(operator.submit("/sources", "/sources/prh-company/now", Map.of())
                        .statusCode())
                .isEqualTo(302);

        assertThat(operator.get("/sources").body()).contains("Haku alkaa hetken kuluttua");
        assertThat(hub.jdbc()
                        .sql("select next_at <= now() from schedule where name = 'prh-company'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        Visitor steward = hub.visitor("steward");
        assertThat(steward.submit("/", "/sources/prh-company/now", Map.of()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void asksForAReasonBeforeABrakedRunGoesOn() {
        hub.jdbc().sql("""
                        insert into delivery (feed, origin, status) values ('crm-person', 'brake-test', 'complete');
                        insert into run (delivery_id, feed, register_id, status, brake)
                        select max(id), 'crm-person', 'brake-test', 'braked', 'Too many.' from delivery""").update();
        long id = hub.jdbc().sql("select max(id) from run").query(Long.class).single();
        Visitor operator = hub.visitor("operator");
        String page = "/runs/" + id;

        operator.submit(page, page + "/release", Map.of("reason", " "));
        assertThat(status(id)).isEqualTo("braked");
        operator.submit(page, page + "/release", Map.of("reason", "Checked with the source."));
        assertThat(status(id)).isEqualTo("queued");
        hub.jdbc().sql("delete from run where id = :id").param("id", id).update();
    }

    @Test
    void recordsAnOptOutEnteredByHandAndShowsWhereItIs() {
        Visitor steward = hub.visitor("steward");

        steward.submit("/people/202", "/people/202/opt-out", Map.of("channel", "email", "reason", "Called on Monday."));

        assertThat(steward.get("/people/202").body()).contains("Kielto on kirjattu", "kirjattu käsin");
        steward.submit("/people/202", "/people/202/opt-out", Map.of("channel", "pigeon", "reason", "x"));
        assertThat(steward.get("/people/202").body()).contains("Kieltoa ei kirjattu");
    }

    @Test
    void countsWhoMayBeContactedAndHandsOutTheList() {
        Visitor officer = hub.visitor("officer");
        String page = "/registers/soprano-valiaikainen-markkinointirekisteri/extract";
        Map<String, String> choice = Map.of("what", "direct-marketing *", "channel", "email", "format", "csv");

        assertThat(officer.get(page + "?what=direct-marketing+*&channel=email").body())
                .contains("saa tavoittaa", "Lataa (CSV)");
        HttpResponse<String> file = officer.submit(page + "?what=direct-marketing+*&channel=email", page, choice);
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("extract-", ".csv");
        assertThat(file.body()).startsWith("person,familyName,givenName,email,unsubscribe,");
        assertThat(officer.get(page).body()).contains("officer");
        assertThat(officer.get(page + "?what=direct-marketing+*&channel=post").body())
                .contains("profiili ei salli");
    }

    @Test
    void saysWhyAListCannotBeTakenAndHandsOutNothing() {
        Visitor officer = hub.visitor("officer");
        String page = "/registers/sofor-asiakasrekisteri/extract";

        HttpResponse<String> refused =
                officer.submit(page, page, Map.of("what", "direct-marketing *", "channel", "email", "format", "csv"));

        assertThat(refused.body())
                .contains("Listaa ei voi ottaa nyt", "40 päivää vanha")
                .doesNotContain("person,");
        assertThat(hub.visitor("steward").get(page).statusCode()).isEqualTo(403);
    }

    @Test
    void triesADeadNoticeAgain() {
        hub.jdbc().sql("""
                        insert into notice_delivery (id, notice_id, recipient, route, payload, status, attempts) values
                        ('00000000-0000-4000-8000-0000000000aa', '00000000-0000-4000-8000-000000000002', 'other', 'other',
                         '{}', 'dead', 10)""").update();
        String page = "/notices/00000000-0000-4000-8000-0000000000aa";

        hub.visitor("operator").submit(page, page + "/again", Map.of());

        assertThat(hub.visitor("operator").get(page).body()).contains("odottaa");
    }

    @Test
    void hasAPageForWhatIsNotThere() {
        Visitor operator = hub.visitor("operator");

        assertThat(operator.get("/people/999999").statusCode()).isEqualTo(404);
        assertThat(operator.get("/people/999999").body()).contains("Tätä sivua ei ole");
        assertThat(operator.get("/people/abc").statusCode()).isEqualTo(400);
        assertThat(operator.get("/nothing?lang=en").body()).contains("There is no such page");
    }

    private String status(long run) {
        return hub.jdbc()
                .sql("select status from run where id = :id")
                .param("id", run)
                .query(String.class)
                .single();
    }
}
