package fi.rekisterihub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.reconcile.ReviewDecision.Decided;
import fi.rekisterihub.reconcile.ReviewDecision.Dropped;
import fi.rekisterihub.reconcile.ReviewDecision.Impossible;
import fi.rekisterihub.reconcile.ReviewDecision.NotOpen;
import fi.rekisterihub.reconcile.ReviewDecision.Own;
import fi.rekisterihub.reconcile.ReviewDecision.Waiting;
import fi.rekisterihub.support.ChangedProfile;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In a register whose profile asks for four eyes nobody says alone of which known person a doubtful record speaks. */
class ReviewFourEyesTest {

    private static final String KNOWN = row("C-1", "Esimerkki", "info@a.example", "0505550101")
            + row("C-3", "Toinen", "toinen@b.example", "0505550103");
    private static final String DOUBTFUL = row("C-2", "Malli", "info@a.example", "0505550102");

    private static QuietHub hub;

    private JdbcClient jdbc;
    private ChangedProfile profile;
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
        profile = profile("[merge, separate]");
        new Imports(hub).emptyRegister();
        crm(KNOWN);
        known = person("Esimerkki");
        crm(KNOWN + DOUBTFUL);
    }

    @AfterEach
    void putBack() {
        profile.close();
    }

    @Test
    void oneWordIsAProposalThatChangesNothing() {
        assertThat(same("first")).isInstanceOf(Waiting.class);

        assertThat(persons()).containsExactly("Esimerkki +358505550101", "Toinen +358505550103");
        assertThat(texts("select 1 from change where actor is not null")).isEmpty();
        assertThat(texts("select 1 from notice")).isEmpty();
        assertThat(review().open()).isTrue();
        assertThat(review().proposal())
                .extracting(ReviewProposal::entityId, ReviewProposal::by, ReviewProposal::why)
                .containsExactly(known, "first", "Called.");
        assertThat(hub.get(ReviewReader.class).proposed()).isEqualTo(1);
    }

    @Test
    void theSecondWhoSaysTheSamePutsItIntoForceAndBothAreNamed() {
        same("first");

        assertThat(same("second")).isEqualTo(new Decided(known, "first"));

        assertThat(persons()).containsExactly("Malli +358505550102", "Toinen +358505550103");
        assertThat(texts("select distinct actor from change where actor is not null"))
                .containsExactly("first, second");
        assertThat(review().decidedBy()).isEqualTo("first, second");
        assertThat(review().proposal()).isNull();
    }

    @Test
    void nobodyConfirmsWhatTheyHaveProposedThemselves() {
        same("first");

        assertThat(same("first")).isInstanceOf(Own.class);

        assertThat(persons()).contains("Esimerkki +358505550101");
        assertThat(review().open()).isTrue();
        assertThatThrownBy(() -> run("update review set proposed_by = null"))
                .as("a word of nobody")
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void whatIsRefusedOrWithdrawnLeavesTheReviewOpen() {
        same("first");
        assertThat(decisions().refuse(review())).isInstanceOf(Dropped.class);

        assertThat(decisions().refuse(review())).isEqualTo(new NotOpen());
        assertThat(review().open()).isTrue();
        assertThat(review().proposal()).isNull();
        assertThat(same("second")).as("a first word again").isInstanceOf(Waiting.class);
    }

    @Test
    void somebodyNewIsMergedWithNobodyAndTakesOne() {
        same("first");

        assertThat(decisions().separate(review(), "second")).isInstanceOf(Decided.class);

        assertThat(persons()).containsExactly("Esimerkki +358505550101", "Malli +358505550102", "Toinen +358505550103");
        assertThat(review().decidedBy()).isEqualTo("second");
        assertThat(review().proposal()).isNull();
    }

    @Test
    void anotherCandidateIsHeardOnlyWhenTheFirstProposalIsAnswered() {
        long other = person("Toinen");
        run("update review set candidates = array[%d, %d]::bigint[]".formatted(known, other));
        same("first");

        assertThat(decisions().same(review(), other, "Wrote.", "second"))
                .isInstanceOfSatisfying(Impossible.class, answer -> assertThat(answer.why())
                        .contains("speaks of " + known, "confirm or refuse"));

        assertThat(review().proposal())
                .extracting(ReviewProposal::entityId, ReviewProposal::by)
                .containsExactly(known, "first");
    }

    @Test
    void fallsAwayWhenTheRecordMovesAndNotWhenItIsOnlyToldAgain() {
        same("first");
        crm(KNOWN + DOUBTFUL);
        assertThat(review().proposal()).isNotNull();

        crm(KNOWN + row("C-2", "Malli", "info@a.example", "0505550199"));

        assertThat(review().open()).isTrue();
        assertThat(review().proposal()).isNull();
        assertThat(same("second")).as("no confirmation of what was said before").isInstanceOf(Waiting.class);
    }

    @Test
    void fallsAwayWhenTheSourceSettlesItByItself() {
        same("first");
        run("update source_record set outcome = 'a' where key = 'C-2'");

        assertThat(same("second")).isEqualTo(new NotOpen());

        assertThat(texts("select status from review where proposed_by is null")).containsExactly("withdrawn");
    }

    @Test
    void fallsAwayWhenTheCandidateIsRestrictedOrLeaves() {
        same("first");
        run("update person set restricted_at = now(), version = version + 1 where id = " + known);

        assertThat(review().proposal()).isNull();
        assertThat(same("second")).isInstanceOf(Impossible.class);

        run("update person set restricted_at = null, version = version + 1 where id = " + known);
        assertThat(review().proposal()).isNotNull();
        run("delete from person where id = " + known);
        assertThat(review().proposal()).isNull();
        assertThat(same("second")).isInstanceOf(Impossible.class);
        assertThat(hub.get(ReviewReader.class).proposed()).isZero();
    }

    @Test
    void whatCouldNotBeCarriedOutIsNotProposed() {
        run("insert into suppression (subject_key, register_id, reason)"
                + " select email_key, register_id, 'erased' from person where id = " + known);

        assertThat(same("first")).isInstanceOf(Impossible.class);
        assertThat(review().proposal()).isNull();
    }

    @Test
    void takingTheWordBackTakesTwoToo() {
        same("first");
        same("second");
        ReviewView decided = review();

        assertThat(undo(decided, "third")).isInstanceOf(Waiting.class);
        assertThat(undo(decided, "third")).isInstanceOf(Own.class);
        assertThat(persons()).contains("Malli +358505550102");

        assertThat(undo(decided, "second")).isEqualTo(new Decided(known, "third"));

        assertThat(persons()).contains("Esimerkki +358505550101");
        assertThat(texts("select distinct actor from change where rule = 'undone'"))
                .containsExactly("third, second");
        assertThat(texts("select status || coalesce(' ' || decided_by, '') from review order by id"))
                .containsExactly("decided first, second", "decided third, second", "open");
        assertThat(texts("select 1 from review where proposed_by is not null")).isEmpty();
    }

    @Test
    void anUndoOfSomebodyNewTakesOne() {
        decisions().separate(review(), "first");

        assertThat(undo(review(), "first")).isInstanceOf(Decided.class);
    }

    @Test
    void onlyWhatTheProfileNamesTakesTwo() {
        profile.close();
        profile = profile("[separate]");
        assertThat(same("first")).isEqualTo(new Decided(known));
        assertThat(undo(review(), "first")).isInstanceOf(Waiting.class);

        profile.close();
        profile = profile("[merge]");
        assertThat(undo(hub.get(ReviewReader.class).find(review().id()).orElseThrow(), "first"))
                .isEqualTo(new Decided(known));
        assertThat(same("first")).isInstanceOf(Waiting.class);
    }

    private static ChangedProfile profile(String acts) {
        return ChangedProfile.put(
                hub.get(Profiles.class), "sofor-asiakasrekisteri", "automated-decisions: true\nfour-eyes: " + acts);
    }

    private ReviewDecision same(String who) {
        return decisions().same(review(), known, "Called.", who);
    }

    private static ReviewDecision undo(ReviewView review, String who) {
        return hub.get(ReviewUndo.class).undo(review, "Wrong.", who);
    }

    private static ReviewDecisions decisions() {
        return hub.get(ReviewDecisions.class);
    }

    private ReviewView review() {
        long id = jdbc.sql("select max(id) from review").query(Long.class).single();
        return hub.get(ReviewReader.class).find(id).orElseThrow();
    }

    private long person(String familyName) {
        return jdbc.sql("select id from person where family_name = ?")
                .param(familyName)
                .query(Long.class)
                .single();
    }

    private static void crm(String rows) {
        new Imports(hub).file("crm-person", Imports.CRM_HEADER + rows);
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    private List<String> persons() {
        return texts("select family_name || ' ' || phone from person order by 1");
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private static String row(String id, String family, String email, String phone) {
        return "%s;%s;Eero;;%s;%s;Katu 1;00100;Helsinki;FI;fi;;;\n".formatted(id, family, email, phone);
    }
}
