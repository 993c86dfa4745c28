package fi.rekisterihub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.identity.Stewards.Outcome;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.ChangedProfile;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A register whose profile says {@code automated-decisions: false} has its links from people alone. */
class PeopleAloneLinkTest {

    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";
    private static final String PERSONS = """
            insert into person (id, register_id, family_name, given_name, title, email, phone, provenance, extra) values
                (:one, :register, 'Lehtimäki', 'Aino', 'Toimitusjohtaja', 'aino.lehtimaki@yritys.example', '+358405550101',
                 '{5,5,0,5,5,5,0,0,0,0,0,0}', '{}'),
                (:other, :register, 'Lehtimaki', 'Aino', 'Toimitusjohtaja', 'aino.lehtimaki@yritys.example', '+358405550101',
                 '{5,5,0,5,5,5,0,0,0,0,0,0}', '{}')
            """;
    private static final String TOUCHED = """
            insert into identity_touched (register_id, entity_id) values (:register, :one), (:register, :other)
            """;

    private static Sames sames;

    private Pair pair;

    @BeforeAll
    static void start() {
        sames = new Sames();
    }

    @AfterAll
    static void stop() {
        sames.close();
    }

    @BeforeEach
    void moveIn() {
        sames.empty();
        long one = sames.number("select nextval('entity_id')");
        pair = new Pair(one, one + 1);
        insert(PERSONS);
        insert(TOUCHED);
    }

    @Test
    @DisplayName("V5 where automated decisions are forbidden, whoever is certainly one becomes a question and no link")
    void asksWhereTheProfileForbidsAutomatedDecisions() {
        optsOut(pair.one());
        long acts = sames.number("select count(*) from permission_event");
        long notices = sames.number("select count(*) from notice");
        byPeopleAlone(() -> {
            sames.lookedFor();

            assertThat(sames.texts("select verdict from likeness")).containsExactly("same");
            assertThat(pairs().waiting(REGISTER, null, 10))
                    .extracting(PairView::pair)
                    .containsExactly(pair);
            assertThat(sames.number("select count(*) from entity_link")).isZero();
            assertThat(sames.number("select count(*) from identity_event")).isZero();
            assertThat(sames.number("select count(*) from notice")).isEqualTo(notices);
            assertThat(sames.number("select count(*) from permission_event")).isEqualTo(acts);
            assertThat(mayEmail(pair.one())).isFalse();
            assertThat(mayEmail(pair.other())).isTrue();
        });
    }

    @Test
    void aStewardsWordLinksThemAndSharesWhatIsProhibited() {
        optsOut(pair.one());
        byPeopleAlone(() -> {
            sames.lookedFor();

            Outcome said = sames.hub
                    .get(Stewards.class)
                    .same(REGISTER, EntityKind.PERSON, pair, "I rang and asked.", "steward");

            assertThat(said).isInstanceOf(Outcome.Done.class);
            assertThat(sames.texts("select part_id || ' ' || head_id from entity_link"))
                    .containsExactly(pair.other() + " " + pair.one());
            assertThat(sames.texts("select cause || ' ' || actor from identity_event"))
                    .containsExactly("decided steward");
            assertThat(mayEmail(pair.other())).isFalse();
            assertThat(pairs().howMany(REGISTER)).isZero();
        });
    }

    @Test
    void theSameTwoAreLinkedWhereTheProfileAllowsIt() {
        sames.lookedFor();

        assertThat(sames.texts("select cause from identity_event")).containsExactly("matched");
    }

    private static void byPeopleAlone(Runnable work) {
        ChangedProfile.during(sames.hub.get(Profiles.class), REGISTER, "automated-decisions: false", work);
    }

    private void insert(String sql) {
        sames.jdbc
                .sql(sql)
                .param("register", REGISTER)
                .param("one", pair.one())
                .param("other", pair.other())
                .update();
    }

    private static boolean mayEmail(long person) {
        return sames.hub.get(PermissionStates.class).mayContact(person, PermissionAct.DIRECT_MARKETING, "email");
    }

    private static void optsOut(long person) {
        sames.hub
                .get(PermissionLedger.class)
                .record(new PermissionAct(
                        "test:" + UUID.randomUUID(),
                        REGISTER,
                        PermissionAct.DIRECT_MARKETING,
                        "email",
                        PermissionAct.EVERYTHING,
                        Permission.PROHIBITED,
                        "console",
                        true,
                        Set.of(person),
                        null,
                        null,
                        Map.of(),
                        Instant.parse("2026-01-01T10:00:00Z")));
    }

    private static PairReader pairs() {
        return sames.hub.get(PairReader.class);
    }
}
