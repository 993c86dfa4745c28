package fi.rekisterihub.identity;

import static fi.rekisterihub.identity.Sames.REGISTER;
import static fi.rekisterihub.identity.Sames.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.identity.Stewards.Outcome;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityLinks;
import fi.rekisterihub.support.ChangedProfile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** In a register whose profile asks for four eyes nobody joins or parts two alone. */
class FourEyesTest {

    private static final String BOTH = "automated-decisions: true\nfour-eyes: [merge, separate]";

    private static Sames sames;

    private ChangedProfile profile;

    @BeforeAll
    static void start() {
        sames = new Sames();
    }

    @AfterAll
    static void stop() {
        sames.close();
    }

    @BeforeEach
    void askForTwo() {
        profile = profile(BOTH);
        sames.empty();
        sames.imported(
                row("C-1", "Lehtimäki", "Aino", "aino.lehtimaki@koti.example", "0405550101", "Rantatie 5"),
                slip("0405550109"),
                row("C-4", "Virtanen", "Pekka", "pekka.virtanen@koti.example", "0405550404", "Kauppakatu 11 B 7"));
        sames.lookedFor();
        assertThat(sames.groups()).containsExactly("C-1+C-2");
    }

    @AfterEach
    void putBack() {
        profile.close();
    }

    @Test
    void oneWordIsAProposalThatChangesNothing() {
        long events = sames.number("select count(*) from identity_event");
        long notices = sames.number("select count(*) from notice");

        Outcome said = same("first");

        assertThat(said).isInstanceOf(Outcome.Waiting.class);
        assertThat(sames.groups()).containsExactly("C-1+C-2");
        assertThat(sames.number("select count(*) from identity_decision")).isZero();
        assertThat(sames.number("select count(*) from identity_event")).isEqualTo(events);
        assertThat(sames.number("select count(*) from notice")).isEqualTo(notices);
        assertThat(stewards().waiting(strangers()).orElseThrow().proposedBy()).isEqualTo("first");
    }

    @Test
    void theSecondPersonPutsItIntoForceAndBothAreNamed() {
        long proposal = waiting(same("first"));

        Outcome done = stewards().confirm(proposal, null, "second");

        assertThat(done).isInstanceOf(Outcome.Done.class);
        assertThat(((Outcome.Done) done).saidBy()).isEqualTo("first");
        assertThat(areOne()).isTrue();
        assertThat(sames.texts("select decided_by || ' ' || confirmed_by from identity_decision"))
                .containsExactly("first second");
        assertThat(sames.texts("select distinct actor from identity_event where cause = 'decided'"))
                .containsExactly("first, second");
        assertThat(stewards().confirm(proposal, null, "third")).isEqualTo(new Outcome.Over());
    }

    @Test
    void nobodyConfirmsWhatTheyHaveProposedThemselves() {
        long proposal = waiting(same("first"));

        assertThat(stewards().confirm(proposal, null, "first")).isInstanceOf(Outcome.Own.class);
        assertThat(waiting(same("first"))).as("saying it again").isEqualTo(proposal);

        assertThat(sames.groups()).containsExactly("C-1+C-2");
        assertThatThrownBy(() -> sames.jdbc.sql("""
                        insert into identity_answer (proposal_id, proposed_by, answer, answered_by, decision_id)
                        values (%d, 'first', 'confirmed', 'first', null)
                        """.formatted(proposal)).update())
                .as("not even a program that forgets to ask")
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void whoSaysTheSameAsAnotherConfirmsIt() {
        same("first");

        assertThat(same("second")).isInstanceOf(Outcome.Done.class);
        assertThat(areOne()).isTrue();
    }

    @Test
    void theSecondRefusesAndTheFirstWithdraws() {
        long refused = waiting(same("first"));
        assertThat(stewards().refuse(refused, "They are not.", "second")).isInstanceOf(Outcome.Dropped.class);
        long withdrawn = waiting(same("first"));
        assertThat(stewards().refuse(withdrawn, "A slip.", "first")).isInstanceOf(Outcome.Dropped.class);

        assertThat(sames.texts("select answer from identity_answer order by proposal_id"))
                .containsExactly("refused", "withdrawn");
        assertThat(stewards().confirm(refused, null, "third")).isEqualTo(new Outcome.Over());
        assertThat(sames.groups()).containsExactly("C-1+C-2");
    }

    @Test
    void aWordThatPartsTwoWaitsAndItsUndoingJoinsThemOnlyWithTwo() {
        Outcome apart = different("first");
        assertThat(apart).isInstanceOf(Outcome.Waiting.class);
        assertThat(sames.groups()).containsExactly("C-1+C-2");

        Outcome.Done done = (Outcome.Done) stewards().confirm(waiting(apart), null, "second");
        assertThat(sames.groups()).isEmpty();

        Outcome undone = stewards().undo(done.decision(), "They are one.", "first");
        assertThat(undone).isInstanceOf(Outcome.Waiting.class);
        assertThat(sames.groups()).as("the evidence would join them again").isEmpty();
        assertThat(stewards().confirm(waiting(undone), null, "second")).isInstanceOf(Outcome.Done.class);
        assertThat(sames.groups()).containsExactly("C-1+C-2");
    }

    @Test
    void takingOneOutOfAllWithWhomItIsOneTakesTwo() {
        same("first");
        same("second");

        Outcome out = stewards().separate(REGISTER, EntityKind.PERSON, sames.person("C-4"), "It is not.", "first");
        assertThat(areOne()).isTrue();
        assertThat(stewards().confirm(waiting(out), null, "second")).isInstanceOf(Outcome.Done.class);

        assertThat(areOne()).isFalse();
    }

    @Test
    void callingTwoDifferentWhoAreTwoIsInForceAtOnce() {
        assertThat(stewards().different(REGISTER, EntityKind.PERSON, strangers(), "Strangers.", "first"))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void onlyWhatTheProfileNamesTakesTwo() {
        profile.close();
        profile = profile("automated-decisions: true\nfour-eyes: [merge]");

        assertThat(same("first")).isInstanceOf(Outcome.Waiting.class);
        assertThat(different("first")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void fallsAwayWhenWhatWasComparedMoves() {
        long proposal = waiting(different("first"));

        sames.imported(slip("0405550199"));
        sames.lookedFor();

        assertThat(stewards().waiting(REGISTER, 0, 10)).isEmpty();
        assertThat(stewards().confirm(proposal, null, "second")).isEqualTo(new Outcome.Over());
    }

    @Test
    void fallsAwayWhenOneOfTheTwoIsRestrictedOrLeaves() {
        same("first");
        run("update person set restricted_at = now() where id = " + sames.person("C-4"));
        assertThat(stewards().waiting(REGISTER, 0, 10)).isEmpty();

        run("update person set restricted_at = null where id = " + sames.person("C-4"));
        assertThat(stewards().waiting(REGISTER, 0, 10)).hasSize(1);
        run("delete from person where id = " + sames.person("C-4"));
        assertThat(stewards().waiting(REGISTER, 0, 10)).isEmpty();
    }

    @Test
    void whatIsProposedIsNoOpenQuestionAnyMore() {
        Outcome apart = stewards().confirm(waiting(different("first")), null, "second");
        assertThat(apart).isInstanceOf(Outcome.Done.class);
        sames.imported(slip("0405550199"));
        sames.lookedFor();
        assertThat(pairs().howMany(REGISTER))
                .as("asked again: its evidence moved")
                .isEqualTo(1);

        long proposal = waiting(stewards().same(REGISTER, EntityKind.PERSON, twice(), "They are one.", "first"));
        assertThat(pairs().howMany(REGISTER)).isZero();

        stewards().refuse(proposal, "No.", "second");
        assertThat(pairs().howMany(REGISTER)).isEqualTo(1);
    }

    private static ChangedProfile profile(String lines) {
        return ChangedProfile.put(sames.hub.get(Profiles.class), REGISTER, lines);
    }

    private static String slip(String phone) {
        return row("C-2", "Lehtimaki", "Aino", "aino.lehtimaki@koti.exampel", phone, "Rantatie 5");
    }

    private static Outcome same(String who) {
        return stewards().same(REGISTER, EntityKind.PERSON, strangers(), "Changed the name.", who);
    }

    private static Outcome different(String who) {
        return stewards().different(REGISTER, EntityKind.PERSON, twice(), "Two cousins.", who);
    }

    private static long waiting(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
        return ((Outcome.Waiting) outcome).proposal().id();
    }

    private static boolean areOne() {
        return sames.hub.get(EntityLinks.class).areOne(sames.person("C-1"), sames.person("C-4"));
    }

    private static Pair strangers() {
        return Pair.of(sames.person("C-1"), sames.person("C-4"));
    }

    private static Pair twice() {
        return Pair.of(sames.person("C-1"), sames.person("C-2"));
    }

    private static void run(String sql) {
        sames.jdbc.sql(sql).update();
    }

    private static Stewards stewards() {
        return sames.hub.get(Stewards.class);
    }

    private static PairReader pairs() {
        return sames.hub.get(PairReader.class);
    }
}
