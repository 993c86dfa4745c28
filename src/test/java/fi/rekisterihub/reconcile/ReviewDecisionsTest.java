package fi.rekisterihub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.intake.Deliveries;
import fi.rekisterihub.intake.RunWorker;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.reconcile.ReviewDecision.Decided;
import fi.rekisterihub.reconcile.ReviewDecision.Impossible;
import fi.rekisterihub.reconcile.ReviewDecision.NotOpen;
import fi.rekisterihub.support.QuietHub;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A record that shares its e-mail address with a person of another name, and the steward who decides. */
class ReviewDecisionsTest {

    private static final String HEADER =
            "customer_id;family_name;given_name;title;email;phone;street;postal_code;city;country;language;birth_year;business_id;duty\n";
    private static final String KNOWN = row("C-1", "Esimerkki", "0505550101");
    private static final String DOUBTFUL = row("C-2", "Malli", "0505550102");

    private static QuietHub hub;
    private JdbcClient jdbc;
    private ReviewDecisions decisions;
    private long known;

    @BeforeAll
    static void start() {
        hub = QuietHub.shared();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void openReview() {
        jdbc = hub.get(JdbcClient.class);
        decisions = hub.get(ReviewDecisions.class);
        jdbc.sql("truncate notice_delivery, notice, review, parked, source_record, run, delivery_page, delivery, role,"
                        + " person, company, change_set, suppression cascade")
                .update();
        importCrm(KNOWN);
        known = jdbc.sql("select id from person").query(Long.class).single();
        importCrm(KNOWN + DOUBTFUL);
    }

    @Test
    void theSamePersonTakesTheValuesWithHistoryAndNotice() {
        assertThat(decisions.same(review(), known, "Called.", "steward")).isEqualTo(new Decided(known));

        assertThat(persons()).containsExactly("Malli +358505550102");
        assertThat(texts("select field || ' ' || actor from change where actor is not null order by field"))
                .containsExactly("familyName steward", "phone steward");
        assertThat(texts("select recipient from notice_delivery where recipient = 'licence-registry'"))
                .hasSize(1);
        assertThat(texts("select concat(key, outcome, entity_id) from source_record order by key"))
                .containsExactly("C-1a" + known, "C-2a" + known);
        assertThat(texts("select status || ' ' || decision || ' ' || decided_by from review"))
                .containsExactly("decided same steward");
    }

    @Test
    void somebodyElseBecomesAPersonOfTheirOwn() {
        ReviewDecision decision = decisions.separate(review(), "steward");

        assertThat(decision).isInstanceOf(Decided.class).isNotEqualTo(new Decided(known));
        assertThat(persons()).containsExactly("Esimerkki +358505550101", "Malli +358505550102");
        assertThat(texts("select distinct actor from change_set where entity_id <> " + known))
                .containsExactly("steward");
        assertThat(texts("select recipient from notice_delivery"))
                .as("nobody holds anything of a new person")
                .isEmpty();
    }

    @Test
    void aDecidedRecordIsNotAskedAboutAgainNotEvenWhenItChanges() {
        decisions.separate(review(), "steward");

        importCrm(KNOWN + DOUBTFUL);
        importCrm(KNOWN + row("C-2", "Malli", "0505550199"));

        assertThat(persons()).containsExactly("Esimerkki +358505550101", "Malli +358505550199");
        assertThat(texts("select status from review")).containsExactly("decided");
    }

    @Test
    void aSecondDecisionChangesNothing() {
        ReviewView review = review();
        decisions.same(review, known, "Called.", "steward");

        assertThat(decisions.separate(review, "another steward")).isEqualTo(new NotOpen());
        assertThat(persons()).hasSize(1);
    }

    @Test
    void aStrangerIsNoCandidate() {
        assertThat(decisions.same(review(), known + 1_000, "Called.", "steward"))
                .isInstanceOf(Impossible.class);
        assertThat(review().open()).isTrue();
    }

    @Test
    void aCandidateThatIsGoneLeavesTheReviewOpen() {
        jdbc.sql("delete from person").update();

        assertThat(decisions.same(review(), known, "Called.", "steward")).isInstanceOf(Impossible.class);
        assertThat(review().open()).isTrue();
    }

    @Test
    @DisplayName("rule 2: the erased stay erased, whatever the steward says")
    void theErasedStayErasedWhateverTheStewardSays() {
        jdbc.sql("insert into suppression (subject_key, register_id, reason)"
                        + " select email_key, register_id, 'erased' from person")
                .update();

        assertThat(decisions.separate(review(), "steward"))
                .isEqualTo(new Impossible("It cannot be applied: erased-stays-erased"));
        assertThat(decisions.same(review(), known, "Called.", "steward"))
                .as("not by way of another person either")
                .isEqualTo(new Impossible("It cannot be applied: erased-stays-erased"));
        assertThat(persons()).containsExactly("Esimerkki +358505550101");
        assertThat(persons()).hasSize(1);
    }

    @Test
    void aRestrictedPersonIsRecognisedAndNotChanged() {
        jdbc.sql("update person set restricted_at = now(), version = version + 1")
                .update();

        assertThat(decisions.same(review(), known, "Called.", "steward")).isEqualTo(new Decided(known));
        assertThat(persons()).containsExactly("Esimerkki +358505550101");
        assertThat(texts("select outcome::text from source_record where key = 'C-2'"))
                .containsExactly("r");
    }

    @Test
    void whatTheSourceHasSettledByItselfIsNotDecidedOnOldNews() {
        jdbc.sql("update source_record set outcome = 'a' where key = 'C-2'").update();

        assertThat(decisions.same(review(), known, "Called.", "steward")).isEqualTo(new NotOpen());
        assertThat(persons()).containsExactly("Esimerkki +358505550101");
        assertThat(texts("select status from review")).containsExactly("withdrawn");
    }

    @Test
    void anUndoPutsTheValuesBackTellsProcessorsAndAsksAnew() {
        ReviewView review = review();
        decisions.same(review, known, "Called.", "steward");

        assertThat(undo(review)).isEqualTo(new Decided(known));

        assertThat(persons()).containsExactly("Esimerkki +358505550101");
        assertThat(
                        texts(
                                "select field || ' ' || new_value || ' ' || actor from change where rule = 'undone' order by 1"))
                .containsExactly("familyName Esimerkki another steward", "phone +358505550101 another steward");
        assertThat(texts("select recipient from notice_delivery where recipient = 'licence-registry'"))
                .as("told of the change and of the undo")
                .hasSize(2);
        assertThat(texts("select status || coalesce(' ' || decision || ' ' || decided_by, '') from review order by id"))
                .containsExactly("decided same steward", "decided undone another steward", "open");
        assertThat(texts("select concat(key, outcome, entity_id) from source_record where key = 'C-2'"))
                .containsExactly("C-2v");
    }

    @Test
    void anUndoneCaseCanBeDecidedTheOtherWay() {
        ReviewView review = review();
        decisions.same(review, known, "Called.", "steward");
        undo(review);

        assertThat(decisions.separate(review(), "steward")).isInstanceOf(Decided.class);

        assertThat(persons()).containsExactly("Esimerkki +358505550101", "Malli +358505550102");
        assertThat(undo(review)).as("once only").isEqualTo(new NotOpen());
    }

    @Test
    void anUndoLeavesAValueThatHasChangedSince() {
        ReviewView review = review();
        decisions.same(review, known, "Called.", "steward");
        importCrm(row("C-1", "Esimerkki", "0505550177") + DOUBTFUL);

        undo(review);

        assertThat(persons()).containsExactly("Esimerkki +358505550177");
    }

    @Test
    void anUndoTakesOutThePersonThatTheDecisionMade() {
        ReviewView review = review();
        decisions.separate(review, "steward");

        assertThat(undo(review)).isInstanceOf(Decided.class);

        assertThat(persons()).containsExactly("Esimerkki +358505550101");
        assertThat(texts("select distinct rule from change where new_value is null"))
                .containsExactly("undone");
        assertThat(review().open()).isTrue();
    }

    @Test
    @DisplayName("rule 1: no prohibition is lifted by an undo")
    void anUndoLiftsNoProhibition() {
        ReviewView review = review();
        decisions.separate(review, "steward");
        long made = jdbc.sql("select max(id) from person").query(Long.class).single();
        hub.get(PermissionLedger.class)
                .record(PermissionAct.emailOptOut(
                        "undo-test", "sofor-asiakasrekisteri", "console", Set.of(made), null, Map.of(), Instant.now()));

        assertThat(undo(review)).isInstanceOf(Impossible.class);

        assertThat(persons()).hasSize(2);
        assertThat(texts("select state from permission_event where event_key = 'undo-test'"))
                .containsExactly("prohibited");
        assertThat(texts("select status from review")).containsExactly("decided");
    }

    @Test
    void anUndoDoesNotTouchRestrictedData() {
        ReviewView review = review();
        decisions.same(review, known, "Called.", "steward");
        jdbc.sql("update person set restricted_at = now(), version = version + 1")
                .update();

        assertThat(undo(review)).isInstanceOf(Impossible.class);
        assertThat(persons()).containsExactly("Malli +358505550102");
    }

    private ReviewDecision undo(ReviewView review) {
        return hub.get(ReviewUndo.class).undo(review, "Wrong.", "another steward");
    }

    private ReviewView review() {
        long id = jdbc.sql("select max(id) from review").query(Long.class).single();
        return hub.get(ReviewReader.class).find(id).orElseThrow();
    }

    private void importCrm(String rows) {
        hub.get(Deliveries.class)
                .fromFile(
                        "crm-person",
                        "test",
                        new ByteArrayInputStream((HEADER + rows).getBytes(StandardCharsets.UTF_8)));
        jdbc.sql("select id from run where status = 'queued' order by id")
                .query(Long.class)
                .list()
                .forEach(hub.get(RunWorker.class)::executeNow);
    }

    private List<String> persons() {
        return texts("select family_name || ' ' || phone from person order by 1");
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private static String row(String id, String family, String phone) {
        return "%s;%s;Eero;;info@a.example;%s;Katu 1;00100;Helsinki;FI;fi;;;\n".formatted(id, family, phone);
    }
}
