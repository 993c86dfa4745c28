package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.support.ChangedProfile;
import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deciding a doubtful match, by form and by API. */
class ReviewDecisionPageTest {

    private final FilledHub hub = FilledHub.hub();
    private long review;

    @BeforeEach
    void openReview() {
        hub.jdbc().sql("""
                        insert into source_record (stream_id, key, hash, outcome, run_id, raw)
                        select id, 'C-99', gen_random_uuid(), 'v', 2, '' from stream
                         where feed = 'crm-person' and register_id = 'sofor-asiakasrekisteri'
                        """).update();
        review = hub.jdbc().sql("""
                        insert into review (register_id, run_id, feed, record_key, entity, reason, observation, candidates)
                        values ('sofor-asiakasrekisteri', 2, 'crm-person', 'C-99', 'person', 'several-persons',
                                '{"values":{"familyName":"Esimerkki","title":"Testaaja"},"company":{}}', '{201,202}')
                        returning id
                        """).query(Long.class).single();
    }

    @AfterEach
    void removeReview() {
        hub.jdbc().sql("delete from review where record_key = 'C-99'").update();
        hub.jdbc().sql("delete from source_record where key = 'C-99'").update();
        hub.jdbc()
                .sql("delete from person where title = 'Testaaja' or id in (298, 299)")
                .update();
        hub.jdbc()
                .sql("delete from notice_delivery where notice_id in (select id from notice where entity_id = 298)")
                .update();
        hub.jdbc().sql("delete from notice where entity_id = 298").update();
        hub.jdbc().sql("delete from change_set where entity_id = 298").update();
    }

    @Test
    void asksForAChoiceAndAReasonAndRecordsWhoDecided() {
        Visitor steward = hub.visitor("steward");
        String page = "/reviews/" + review;

        steward.submit(page, page + "/decision", Map.of("choice", "separate", "reason", " "));
        assertThat(steward.get(page).body()).contains("Päätöstä ei kirjattu");
        steward.submit(page, page + "/decision", Map.of("choice", "7", "reason", "Soitin."));
        assertThat(status()).isEqualTo("open");

        steward.submit(page, page + "/decision", Map.of("choice", "separate", "reason", "Soitin."));
        assertThat(steward.get("/reviews").body()).contains("Päätös on kirjattu");
        assertThat(status()).isEqualTo("decided");
        assertThat(hub.jdbc()
                        .sql(
                                "select who || ': ' || detail from audit where action = 'review-decided' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("steward: review %d: Soitin.".formatted(review));
    }

    @Test
    void letsOnlyStewardsDecide() {
        assertThat(post("operator", "new", "x").statusCode()).isEqualTo(403);
        assertThat(status()).isEqualTo("open");
    }

    @Test
    void decidesOnceByApi() {
        assertThat(post("steward", "perhaps", "Soitin.").statusCode()).isEqualTo(400);
        assertThat(post("steward", "new", "").statusCode()).isEqualTo(400);

        HttpResponse<String> decided = post("steward", "new", "Soitin.");
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        assertThat(decided.body()).contains("\"decision\":\"new\"", "\"decidedBy\":\"steward\"");

        assertThat(post("steward", "new", "Soitin uudelleen.").statusCode()).isEqualTo(409);
    }

    @Test
    void undoesADecisionOnceByApiAndOnlyForStewards() {
        assertThat(undo("steward", "Väärä henkilö.").statusCode()).isEqualTo(409);
        post("steward", "new", "Soitin.");

        for (String other : List.of("operator", "officer")) {
            assertThat(undo(other, "Väärä henkilö.").statusCode()).as(other).isEqualTo(403);
        }
        assertThat(undo("steward", " ").statusCode()).isEqualTo(400);
        assertThat(persons()).isEqualTo(1);

        HttpResponse<String> undone = undo("steward", "Väärä henkilö.");
        assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
        assertThat(persons()).isZero();
        assertThat(hub.jdbc()
                        .sql("select id from review where undoes = ?")
                        .param(review)
                        .query(String.class)
                        .single())
                .isEqualTo(undone.body().replaceAll(".*\"undoneBy\":(\\d+).*", "$1"));
        assertThat(hub.jdbc()
                        .sql("select count(*) from review where record_key = 'C-99' and status = 'open'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(undo("steward", "Väärä henkilö.").statusCode()).isEqualTo(409);
    }

    @Test
    void waitsForASecondPersonByApiWhereTheProfileAsks() {
        asksTwo(() -> {
            HttpResponse<String> proposed = same("steward", "Soitin.");
            assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(202);
            assertThat(proposed.body())
                    .contains("\"verdict\":\"same\"", "\"entityId\":298", "\"proposedBy\":\"steward\"");
            assertThat(same("steward", "Soitin taas.").statusCode()).isEqualTo(202);
            assertThat(status()).isEqualTo("open");
            assertThat(read().body()).contains("\"proposal\":{\"review\":" + review);

            assertThat(refuse("operator", "Ei.").statusCode()).isEqualTo(403);
            assertThat(refuse("steward", " ").statusCode()).isEqualTo(400);
            assertThat(refuse("main-user", "Ei ole sama.").body()).doesNotContain("\"proposal\"");
            assertThat(audited())
                    .isEqualTo(
                            "main-user review-refused: review %d, proposed by steward: Ei ole sama.".formatted(review));
            assertThat(refuse("main-user", "Ei ole sama.").statusCode()).isEqualTo(409);

            same("steward", "Soitin.");
            HttpResponse<String> decided = same("main-user", "Niin on.");
            assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
            assertThat(decided.body()).contains("\"decidedBy\":\"steward, main-user\"");
            assertThat(audited())
                    .isEqualTo(
                            "main-user review-decided: review %d: Niin on.; proposed by steward, confirmed by main-user"
                                    .formatted(review));

            HttpResponse<String> undone = undo("steward", "Ei sittenkään.");
            assertThat(undone.statusCode()).as(undone.body()).isEqualTo(202);
            assertThat(undone.body()).contains("\"verdict\":\"undone\"");
            assertThat(undo("main-user", "Ei sittenkään.").statusCode()).isEqualTo(200);
        });
    }

    @Test
    void aProposalShowsItsMakerANoteAndOthersTheButtons() {
        Visitor steward = hub.visitor("steward");
        Visitor second = hub.visitor("main-user");
        String page = "/reviews/" + review;
        asksTwo(() -> {
            assertThat(steward.get(page).body()).contains("Tässä rekisterissä toinen henkilö vahvistaa");
            steward.submit(page, page + "/decision", Map.of("choice", "298", "reason", "Soitin."));

            assertThat(steward.get("/reviews").body()).contains("Ehdotuksesi on kirjattu", "odottaa toista henkilöä");
            assertThat(steward.get(page).body())
                    .contains("Ehdotus: tietue kertoo kohteesta", "Ehdotit tätä itse", "Peru ehdotus")
                    .doesNotContain("value=\"confirm\"", "name=\"choice\"");
            assertThat(hub.visitor("operator").get(page).body())
                    .contains("steward ehdotti")
                    .doesNotContain("name=\"answer\"");
            steward.submit(page, page + "/proposal", Map.of("answer", "confirm", "entity", "298"));
            assertThat(steward.get(page).body()).contains("role=\"alert\"", "toisen henkilön on vahvistettava");

            assertThat(second.get(page).body()).contains("steward ehdotti", "Soitin.", "value=\"confirm\"", "Hylkää");
            second.submit(page, page + "/proposal", Map.of("answer", "confirm", "entity", "202"));
            assertThat(second.get(page).body()).contains("Ehdotus ei enää odota");
            second.submit(page, page + "/proposal", Map.of("answer", "refuse", "entity", "298", "reason", "Ei."));
            assertThat(second.get(page).body()).contains("Ehdotus on hylätty", "name=\"choice\"");

            steward.submit(page, page + "/decision", Map.of("choice", "298", "reason", "Soitin."));
            second.submit(page, page + "/proposal", Map.of("answer", "confirm", "entity", "298"));
            assertThat(second.get(page).body()).contains("Päätös on kirjattu", "steward, main-user ratkaisi");

            second.submit(page, page + "/undo", Map.of("reason", "Väärä henkilö."));
            assertThat(second.get(page).body()).contains("Ehdotus: päätös kumotaan", "Peru ehdotus");
            steward.submit(page, page + "/proposal", Map.of("answer", "confirm", "entity", "298"));
            assertThat(steward.get(page).body()).contains("Päätös on kumottu");
        });
    }

    /** A person who may be meant, in a register that asks for four eyes. */
    private void asksTwo(Runnable work) {
        hub.jdbc().sql("""
                        insert into person (id, register_id, family_name, title, provenance)
                        values (298, 'sofor-asiakasrekisteri', 'Esimerkki', 'Johtaja', '{5,0,0,5,0,0,0,0,0,0,0,0}')
                        """).update();
        hub.jdbc()
                .sql("update review set candidates = '{298,202}' where id = ?")
                .param(review)
                .update();
        ChangedProfile.during(
                hub.get(Profiles.class),
                "sofor-asiakasrekisteri",
                "automated-decisions: true\nfour-eyes: [merge, separate]",
                work);
    }

    private String audited() {
        return hub.jdbc()
                .sql("select who || ' ' || action || ': ' || detail from audit where action like 'review-%'"
                        + " order by id desc limit 1")
                .query(String.class)
                .single();
    }

    private HttpResponse<String> same(String user, String reason) {
        return call(user, "decision", "{\"decision\":\"same\",\"entityId\":298,\"reason\":\"%s\"}".formatted(reason));
    }

    private HttpResponse<String> refuse(String user, String reason) {
        return call(user, "proposal/refuse", "{\"reason\":\"%s\"}".formatted(reason));
    }

    @Test
    void asksWhatBecomesOfWhoHasLeftAListAndTakesNoOtherAnswer() {
        leavesTheList();
        Visitor steward = hub.visitor("steward");
        String page = "/reviews/" + review;
        assertThat(steward.get(page).body())
                .contains("Ei ole enää lähteen luettelossa", "Kaikki säilyy ennallaan", "ketään ei poisteta")
                .doesNotContain("Tietue koskee");
        assertThat(post("steward", "new", "Soitin.").statusCode()).isEqualTo(409);
        assertThat(post("steward", "perhaps", "Soitin.").body()).contains("decision must be end or keep");
        assertThat(post("operator", "keep", "x").statusCode()).isEqualTo(403);

        steward.submit(page, page + "/decision", Map.of("choice", "keep", "reason", "Asiakas on yhä asiakas."));

        assertThat(status()).isEqualTo("decided");
        assertThat(steward.get(page).body()).contains("tiedot säilyvät");
    }

    @Test
    void endsByApiWhatOnlyTheListTold() {
        leavesTheList();

        HttpResponse<String> decided = post("steward", "end", "Poistettu asiakkuudenhallinnasta.");

        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        assertThat(decided.body()).contains("\"decision\":\"end\"");
        assertThat(hub.jdbc()
                        .sql("select concat_ws(' ', family_name, title, language) from person where id = 299")
                        .query(String.class)
                        .single())
                .as("the language is another source's word")
                .isEqualTo("fi");
    }

    /** A person of the list, and a review that asks what becomes of them. */
    private void leavesTheList() {
        hub.jdbc().sql("""
                        insert into person (id, register_id, family_name, title, language, provenance)
                        values (299, 'sofor-asiakasrekisteri', 'Poistunut', 'Testaaja', 'fi', '{5,0,0,5,0,0,0,0,0,0,3,0}')
                        """).update();
        hub.jdbc()
                .sql("update source_record set outcome = 'x', entity_id = 299 where key = 'C-99'")
                .update();
        hub.jdbc().sql("""
                        update review set reason = 'no-longer-listed', observation = '{}', candidates = '{299}' where id = ?
                        """).param(review).update();
    }

    private long persons() {
        return hub.jdbc()
                .sql("select count(*) from person where title = 'Testaaja'")
                .query(Long.class)
                .single();
    }

    private HttpResponse<String> undo(String user, String reason) {
        return call(user, "undo", "{\"reason\":\"%s\"}".formatted(reason));
    }

    private HttpResponse<String> post(String user, String decision, String reason) {
        return call(user, "decision", "{\"decision\":\"%s\",\"reason\":\"%s\"}".formatted(decision, reason));
    }

    private HttpResponse<String> call(String user, String action, String body) {
        return stranger("/" + action, user, request -> request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> read() {
        return stranger("", "steward", request -> request);
    }

    private HttpResponse<String> stranger(String path, String user, UnaryOperator<HttpRequest.Builder> more) {
        byte[] pair = (user + ":" + FilledHub.PASSWORD).getBytes(StandardCharsets.UTF_8);
        return hub.stranger()
                .call(
                        "/api/v1/reviews/" + review + path,
                        request -> more.apply(request.header(
                                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))));
    }

    private String status() {
        return hub.jdbc()
                .sql("select status from review where id = ?")
                .param(review)
                .query(String.class)
                .single();
    }
}
