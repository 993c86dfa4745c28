package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading a window of days once more, by form and by API. */
class BackfillPageTest {

    private static final String PAGE = "/sources/prh-company";
    private static final String FORM = PAGE + "/backfills";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Helsinki"));

    private final FilledHub hub = FilledHub.hub();
    private final Visitor operator = hub.visitor("operator");

    @BeforeEach
    void aRouteReadsDaysOfTheCompanyRegister() {
        hub.jdbc()
                .sql("insert into backfill_reader (feed, seen_at) values ('prh-company', now())"
                        + " on conflict (feed) do update set seen_at = now()")
                .update();
    }

    @AfterEach
    void forget() {
        hub.jdbc().sql("delete from backfill where feed = 'prh-company'").update();
        noRouteReads();
    }

    @Test
    void anOperatorAsksSeesHowFarItIsAndCancels() {
        operator.submit(PAGE, FORM, days(TODAY.minusDays(30), TODAY));
        assertThat(operator.get(PAGE + "?lang=fi").body())
                .contains("Päivät luetaan, kun lähteen vuoro tulee.", "Odottaa", "operator, ")
                .doesNotContain("??");

        hub.jdbc()
                .sql("update backfill set status = 'running', seen = 1200, total = 4500, named = 17 where id = " + id())
                .update();
        assertThat(operator.get(PAGE + "?lang=en").body())
                .contains("1,200 of 4,500 notices", "17 of a company", "Being read");

        operator.submit(PAGE, FORM + "/" + id() + "/cancel", Map.of());
        assertThat(operator.get(PAGE).body()).contains("The reading is cancelled.");
        operator.submit(PAGE, FORM + "/" + id() + "/cancel", Map.of());
        assertThat(operator.get(PAGE).body()).contains("The reading had ended already.");
        assertThat(hub.jdbc()
                        .sql("select action || ' ' || detail from audit where action like 'backfill%' order by id")
                        .query(String.class)
                        .list())
                .endsWith(
                        "backfill-asked backfill %d of prh-company: %s to %s"
                                .formatted(id(), TODAY.minusDays(30), TODAY),
                        "backfill-cancelled backfill %d of prh-company".formatted(id()));
        operator.get(PAGE + "?lang=fi");
    }

    @Test
    void saysWhyItWaitsAndUntilWhenInTheReadersWords() {
        operator.submit(PAGE, FORM, days(TODAY.minusDays(30), TODAY));
        hub.jdbc()
                .sql("update backfill set message = :message where id = " + id())
                .param(
                        "message",
                        "The day's quota of calls is used up (source 'prh'); it goes on at 2026-12-01T22:00:00Z.")
                .update();

        assertThat(operator.get(PAGE + "?lang=fi").body())
                .contains("Lähteen prh päivän kutsut on käytetty. Lukeminen jatkuu 2.12.2026 klo 0.00.");
        assertThat(operator.get(PAGE + "?lang=sv").body())
                .contains("Dagens anrop till källan prh är förbrukade. Läsningen fortsätter 2.12.2026 kl. 0.00.");
        assertThat(operator.get(PAGE + "?lang=en").body()).contains("it goes on at 2 Dec 2026, 00:00.");
        operator.get(PAGE + "?lang=fi");
    }

    @Test
    void daysThatCannotBeReadAreRefusedWithTheReason() {
        assertRefused(days(TODAY, TODAY.minusDays(1)), "Viimeinen päivä on ennen ensimmäistä.");
        assertRefused(days(TODAY, TODAY.plusDays(1)), "Viimeinen päivä on tulevaisuudessa");
        assertRefused(Map.of("from", TODAY.toString(), "to", ""), "Anna molemmat päivät.");
        hub.jdbc()
                .sql("update backfill_reader set seen_at = now() - interval '3 minutes' where feed = 'prh-company'")
                .update();
        assertRefused(days(TODAY, TODAY), "sitä varten ei ole käynnissä reittiä");
    }

    @Test
    void aFeedWhoseDaysNobodyReadsHasNoForm() {
        assertThat(operator.get("/sources/crm-person").body()).doesNotContain("backfill");
    }

    @Test
    void onlyAnOperatorAsksAndCancels() {
        assertThat(ask("steward", "2026-11-01", "2026-11-02").statusCode()).isEqualTo(403);
        assertThat(hub.visitor("steward").get(PAGE).body()).doesNotContain("name=\"from\"");
        ask("operator", "2026-11-01", "2026-11-02");

        assertThat(call("officer", "/" + id() + "/cancel", "{}").statusCode()).isEqualTo(403);
        assertThat(call("operator", "/" + id() + "/cancel", "{}").body()).contains("\"status\":\"cancelled\"");
        assertThat(call("operator", "/" + id() + "/cancel", "{}").statusCode()).isEqualTo(409);
        assertThat(call("operator", "/987654/cancel", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void theApiTakesTheSameDaysOnceAndSaysWhatIsWrong() {
        HttpResponse<String> asked = ask("operator", "2026-11-01", "2026-11-02");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
        assertThat(asked.body())
                .contains("\"status\":\"queued\"", "\"from\":\"2026-11-01\"", "\"askedBy\":\"operator\"");

        for (List<String> wrong : List.of(
                List.of("2026-11-01", "2026-11-02", "409", "wait to be read already"),
                List.of("2026-11-02", "2026-11-01", "400", "The last day, 2026-11-01, is before the first one"),
                List.of("2026-11-01", "2999-01-01", "400", "has not come yet; today is"),
                List.of("1.11.2026", "2026-11-02", "400", "from is no day; write it as 2026-11-22."))) {
            HttpResponse<String> refused = ask("operator", wrong.get(0), wrong.get(1));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(Integer.parseInt(wrong.get(2)));
            assertThat(refused.body()).contains(wrong.get(3));
        }
        noRouteReads();
        assertThat(ask("operator", "2026-10-01", "2026-10-02").body())
                .contains("No running route reads days of the feed 'prh-company' once more");
        assertThat(call("steward", "", null).body()).contains("\"items\":[{\"id\":" + id());
    }

    @Test
    void theApiDescribesItself() {
        assertThat(api("operator", "/api/openapi.json", null).body())
                .contains("/api/v1/sources/{feed}/backfills/{id}/cancel");
    }

    private void assertRefused(Map<String, String> days, String why) {
        operator.submit(PAGE, FORM, days);
        assertThat(operator.get(PAGE + "?lang=fi").body()).contains(why);
        assertThat(hub.jdbc()
                        .sql("select count(*) from backfill where feed = 'prh-company'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void noRouteReads() {
        hub.jdbc().sql("delete from backfill_reader where feed = 'prh-company'").update();
    }

    private long id() {
        return hub.jdbc()
                .sql("select max(id) from backfill where feed = 'prh-company'")
                .query(Long.class)
                .single();
    }

    private HttpResponse<String> ask(String user, String from, String to) {
        return call(user, "", "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to));
    }

    private HttpResponse<String> call(String user, String path, @Nullable String body) {
        return api(user, "/api/v1/sources/prh-company/backfills" + path, body);
    }

    private HttpResponse<String> api(String user, String path, @Nullable String body) {
        byte[] pair = (user + ":" + FilledHub.PASSWORD).getBytes(StandardCharsets.UTF_8);
        return hub.stranger().call(path, request -> {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
                    .header("Content-Type", "application/json");
            return body == null ? request.GET() : request.POST(HttpRequest.BodyPublishers.ofString(body));
        });
    }

    private static Map<String, String> days(LocalDate from, LocalDate to) {
        return Map.of("from", from.toString(), "to", to.toString());
    }
}
