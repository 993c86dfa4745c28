package fi.rekisterihub.identity;

import static fi.rekisterihub.identity.Sames.REGISTER;
import static fi.rekisterihub.identity.Sames.row;
import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.identity.Stewards.Outcome;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.register.EntityKind;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found to be one after the deliveries have been taken in, and what follows from it. */
class SamenessTest {

    private static Sames sames;
    private static int homes;

    private String email;
    private String emailWithASlip;
    private String aino;
    private String ainoWithASlip;
    private String herSister;
    private String somebody;

    @BeforeAll
    static void start() {
        sames = new Sames();
    }

    @AfterAll
    static void stop() {
        sames.close();
    }

    @BeforeEach
    void fillAnew() {
        sames.empty();
        // The ledger is never emptied, so everybody has another address in every test.
        String home = "koti%d.example".formatted(++homes);
        email = "aino.lehtimaki@" + home;
        emailWithASlip = email.replace("example", "exampel");
        aino = row("C-1", "Lehtimäki", "Aino", email, "0405550101", "Rantatie 5");
        ainoWithASlip = withASlip("0405550109");
        herSister = row("C-3", "Lehtimäki", "Eeva", "eeva.lehtimaki@" + home, "0405550303", "Rantatie 5");
        somebody = row("C-4", "Virtanen", "Pekka", "pekka.virtanen@" + home, "0405550404", "Kauppakatu 11 B 7");
    }

    private String withASlip(String phone) {
        return row("C-2", "Lehtimaki", "Aino", emailWithASlip, phone, "Rantatie 5");
    }

    @Test
    void findsThePersonWhoStandsTwiceAndLeavesTheSisterAlone() {
        sames.imported(aino, ainoWithASlip, herSister, somebody);

        sames.lookedFor();

        assertThat(sames.groups()).containsExactly("C-1+C-2");
        assertThat(sames.texts("select cause || ' ' || coalesce(actor, 'nobody') from identity_event"))
                .containsExactly("matched nobody");
    }

    @Test
    void takesTheMergeBackWhenWhatSpokeForItIsGone() {
        sames.imported(aino, ainoWithASlip);
        sames.lookedFor();
        assertThat(sames.groups()).isNotEmpty();

        sames.imported(aino, row("C-2", "Korhonen", "Ville", "ville@muu.example", "0405550777", "Satamakatu 9"));
        sames.lookedFor();

        assertThat(sames.groups()).isEmpty();
        assertThat(sames.texts("select cause from identity_event order by id"))
                .containsExactly("matched", "evidence-withdrawn");
    }

    @Test
    void everyOneKeepsTheirOwnRowSoThatAMergeTakenBackIsAsBefore() {
        sames.imported(aino, ainoWithASlip);
        String before = everything();
        sames.lookedFor();
        assertThat(sames.groups()).isNotEmpty();
        assertThat(everything()).isEqualTo(before);

        Outcome apart = stewards().different(REGISTER, EntityKind.PERSON, pair(), "Two cousins.", "steward");

        assertThat(apart).isInstanceOf(Outcome.Done.class);
        assertThat(sames.groups()).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void tellsProcessorsWhoIsOneAndWhoIsTwoAgain() {
        sames.imported(aino, ainoWithASlip);
        sames.lookedFor();
        stewards().different(REGISTER, EntityKind.PERSON, pair(), "Two cousins.", "steward");

        assertThat(sames.texts("""
                select n.kind || ' ' || (n.entity_id = %d) || ' ' || (d.payload ->> 'of' = '%d')
                  from notice n join notice_delivery d on d.notice_id = n.id
                 where d.recipient = 'licence-registry' order by n.id
                """.formatted(sames.person("C-2"), sames.person("C-1"))))
                .containsExactly("merged true true", "separated true true");
    }

    @Test
    void whatOneHasProhibitedNoneIsAskedAndEveryProviderIsTold() {
        sames.imported(aino, ainoWithASlip);
        optsOut("C-1", Instant.parse("2026-01-01T10:00:00Z"));

        sames.lookedFor();

        assertThat(sames.groups()).isNotEmpty();
        assertThat(mayEmail("C-2")).isFalse();
        assertThat(sames.texts("""
                select distinct d.payload ->> 'email' from notice n join notice_delivery d on d.notice_id = n.id
                 where n.kind = 'opt-out' and d.recipient = 'brevo' order by 1
                """)).containsExactlyInAnyOrder(email, emailWithASlip);
    }

    @Test
    void theStricterPermissionStaysWithBothWhenTheyAreTwoAfterAll() {
        sames.imported(aino, ainoWithASlip);
        grants("C-1", Instant.parse("2025-01-01T10:00:00Z"));
        grants("C-2", Instant.parse("2025-01-01T10:00:00Z"));
        assertThat(mayEmail("C-1")).isTrue();
        sames.lookedFor();
        optsOut("C-2", Instant.parse("2026-01-01T10:00:00Z"));
        assertThat(mayEmail("C-1")).isFalse();

        stewards().different(REGISTER, EntityKind.PERSON, pair(), "Two cousins.", "steward");

        assertThat(mayEmail("C-1")).isFalse();
        assertThat(mayEmail("C-2")).isFalse();
    }

    @Test
    void aGrantFromBeforeTheyWereFoundToBeOneOpensNothingForTheOther() {
        sames.imported(aino, ainoWithASlip);
        optsOut("C-1", Instant.parse("2026-01-01T10:00:00Z"));
        grants("C-2", Instant.parse("2026-02-01T10:00:00Z"));

        sames.lookedFor();

        assertThat(mayEmail("C-1")).isFalse();
        assertThat(mayEmail("C-2")).isFalse();
    }

    @Test
    void aPartThatIsAnothersNowIsNotOpenedByWhatThatOneAllowedBefore() {
        sames.imported(aino, ainoWithASlip, somebody);
        optsOut("C-4", Instant.parse("2026-01-01T10:00:00Z"));
        Pair former = Pair.of(sames.person("C-2"), sames.person("C-4"));
        Outcome.Done mistaken =
                (Outcome.Done) stewards().same(REGISTER, EntityKind.PERSON, former, "Changed the name.", "steward");
        grants("C-1", Instant.now());

        stewards().undo(mistaken.decision(), "A slip.", "steward");
        stewards()
                .same(
                        REGISTER,
                        EntityKind.PERSON,
                        Pair.of(sames.person("C-1"), sames.person("C-4")),
                        "It is.",
                        "steward");

        assertThat(mayEmail("C-4")).isFalse();
    }

    @Test
    void aPartThatMovesStraightToAnOlderHeadIsNotOpenedByItsFormerGrants() {
        sames.imported(aino, somebody, herSister);
        optsOut("C-3", Instant.parse("2026-01-01T10:00:00Z"));
        Pair sisters = Pair.of(sames.person("C-3"), sames.person("C-4"));
        stewards().same(REGISTER, EntityKind.PERSON, sisters, "Changed the name.", "steward");
        grants("C-1", Instant.now());

        stewards()
                .same(
                        REGISTER,
                        EntityKind.PERSON,
                        Pair.of(sames.person("C-1"), sames.person("C-3")),
                        "It is.",
                        "steward");

        assertThat(sames.groups()).containsExactly("C-1+C-3+C-4");
        assertThat(mayEmail("C-3")).isFalse();
    }

    @Test
    void theirOwnLaterGrantLiftsTheProhibitionOfBoth() {
        sames.imported(aino, ainoWithASlip);
        optsOut("C-1", Instant.parse("2026-01-01T10:00:00Z"));
        sames.lookedFor();

        grants("C-2", Instant.now());

        assertThat(mayEmail("C-1")).isTrue();
        assertThat(mayEmail("C-2")).isTrue();
    }

    @Test
    void whatOnePermittedWhileTheyWereTakenForOneDoesNotStayWithTheOther() {
        sames.imported(aino, ainoWithASlip);
        optsOut("C-1", Instant.parse("2026-01-01T10:00:00Z"));
        sames.lookedFor();
        grants("C-2", Instant.now());

        stewards().different(REGISTER, EntityKind.PERSON, pair(), "Two cousins.", "steward");

        assertThat(mayEmail("C-1")).isFalse();
    }

    @Test
    void aWordOfAStewardStandsAboveTheScoreAndCanBeTakenBack() {
        sames.imported(aino, somebody);
        sames.lookedFor();
        Pair pair = Pair.of(sames.person("C-1"), sames.person("C-4"));

        Outcome.Done done =
                (Outcome.Done) stewards().same(REGISTER, EntityKind.PERSON, pair, "Changed the name.", "steward");
        assertThat(done.areOne()).isTrue();
        assertThat(sames.groups()).containsExactly("C-1+C-4");
        assertThat(stewards().same(REGISTER, EntityKind.PERSON, pair, "Again.", "steward"))
                .isEqualTo(new Outcome.AlreadySo());

        stewards().undo(done.decision(), "A slip.", "another");
        assertThat(sames.groups()).isEmpty();
        assertThat(stewards().undo(done.decision(), "Once more.", "another")).isEqualTo(new Outcome.AlreadySo());
    }

    @Test
    void restrictedDataIsNotUsedNotEvenByASteward() {
        sames.imported(aino, ainoWithASlip);
        sames.jdbc
                .sql("update person set restricted_at = now() where id = " + sames.person("C-2"))
                .update();

        sames.lookedFor();

        assertThat(sames.groups()).isEmpty();
        assertThat(stewards().same(REGISTER, EntityKind.PERSON, pair(), "Surely.", "steward"))
                .isInstanceOf(Outcome.Impossible.class);
        assertThat(sames.number("select count(*) from identity_decision")).isZero();
    }

    @Test
    void doesNotJoinTheLivingAndTheDead() {
        sames.imported(aino, ainoWithASlip);
        sames.jdbc
                .sql("update person set deceased_at = now() where id = " + sames.person("C-2"))
                .update();

        sames.lookedFor();

        assertThat(sames.groups()).isEmpty();
        assertThat(pairs().waiting(REGISTER, null, 10))
                .extracting(PairView::pair)
                .contains(pair());
    }

    @Test
    void anAnsweredQuestionComesBackOnlyWhenItsEvidenceMoves() {
        sames.imported(aino, ainoWithASlip);
        sames.lookedFor();
        stewards().different(REGISTER, EntityKind.PERSON, pair(), "Two cousins.", "steward");
        assertThat(pairs().waiting(REGISTER, null, 10)).isEmpty();

        sames.imported(aino, withASlip("0405550111"));
        sames.lookedFor();
        assertThat(pairs().waiting(REGISTER, null, 10))
                .as("another number that is not the same either says nothing new")
                .isEmpty();

        sames.imported(aino, withASlip("0405550199"));
        sames.lookedFor();
        assertThat(pairs().waiting(REGISTER, null, 10))
                .extracting(PairView::pair)
                .containsExactly(pair());
        assertThat(sames.groups())
                .as("but nothing is joined against a steward's word")
                .isEmpty();
    }

    @Test
    void whoLeavesTheRegisterLeavesNoQuestionAndNoLinkBehind() {
        sames.imported(aino, ainoWithASlip);
        sames.lookedFor();
        long head = sames.person("C-1");

        sames.jdbc.sql("delete from person where id = " + head).update();

        assertThat(sames.number("select count(*) from entity_link")).isZero();
    }

    @Test
    void weighsAnewWhenTheRegisterHasGrownSoThatStrangersAreNoDuplicates() {
        sames.lookedFor();
        Random random = new Random(4);
        StringBuilder many = new StringBuilder();
        for (int number = 0; number < 400; number++) {
            String letters = random.ints(16, 'a', 'z')
                    .mapToObj(letter -> String.valueOf((char) letter))
                    .collect(Collectors.joining());
            many.append(row(
                    "M-" + number,
                    letters.substring(0, 8),
                    "Aino",
                    "",
                    "040%07d".formatted(1_000_000 + random.nextInt(9_000_000)),
                    letters.substring(8) + "tie " + number));
        }
        sames.imported(many.toString());
        sames.lookedFor();

        assertThat(sames.groups()).isEmpty();
        assertThat(pairs().howMany(REGISTER)).isLessThan(12);
    }

    @Test
    void lookingTwiceChangesNothing() {
        sames.imported(aino, ainoWithASlip, herSister, somebody);
        sames.lookedFor();
        sames.jdbc.sql("update identity_run set status = 'waiting', place = 0").update();

        sames.lookedFor();

        assertThat(sames.number("select count(*) from identity_event")).isEqualTo(1);
        assertThat(sames.groups()).containsExactly("C-1+C-2");
    }

    private static String everything() {
        return String.join("\n", sames.texts("select p::text from person p order by id"))
                + String.join("\n", sames.texts("select r::text from source_record r order by key"))
                + String.join("\n", sames.texts("select c::text from change_set c order by id"));
    }

    private static Pair pair() {
        return Pair.of(sames.person("C-1"), sames.person("C-2"));
    }

    private static Stewards stewards() {
        return sames.hub.get(Stewards.class);
    }

    private static PairReader pairs() {
        return sames.hub.get(PairReader.class);
    }

    private static boolean mayEmail(String key) {
        return sames.hub
                .get(PermissionStates.class)
                .mayContact(sames.person(key), PermissionAct.DIRECT_MARKETING, "email");
    }

    private static void optsOut(String key, Instant at) {
        act(key, Permission.PROHIBITED, at);
    }

    private static void grants(String key, Instant at) {
        act(key, Permission.GRANTED, at);
    }

    private static void act(String key, Permission permission, Instant at) {
        sames.hub
                .get(PermissionLedger.class)
                .record(new PermissionAct(
                        "test:" + UUID.randomUUID(),
                        REGISTER,
                        PermissionAct.DIRECT_MARKETING,
                        "email",
                        PermissionAct.EVERYTHING,
                        permission,
                        "console",
                        true,
                        Set.of(sames.person(key)),
                        null,
                        null,
                        Map.of(),
                        at));
    }
}
