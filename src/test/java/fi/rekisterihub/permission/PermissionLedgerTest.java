package fi.rekisterihub.permission;

import static fi.rekisterihub.permission.PermissionBench.FRIDAY;
import static fi.rekisterihub.permission.PermissionBench.MONDAY;
import static fi.rekisterihub.permission.PermissionBench.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PermissionLedgerTest {

    private static final String OTHER = "soprano-valiaikainen-markkinointirekisteri";

    private final PermissionBench bench = new PermissionBench();
    private final String email = People.freshEmail();

    @Test
    @DisplayName("M2 whoever wants no research stays on the newsletters: no provider is told")
    void tellsTheProvidersOfMarketingOnly() {
        String email = People.freshEmail();
        long person = bench.people.add(email);

        bench.ledger.record(new PermissionAct(
                "subject-request:1",
                People.REGISTER,
                "research",
                PermissionAct.EVERYTHING,
                PermissionAct.EVERYTHING,
                Permission.PROHIBITED,
                "subject-request",
                true,
                Set.of(person),
                email,
                null,
                Map.of(),
                Instant.now()));

        assertThat(bench.states.of(person, "research", "email", "*").permission())
                .isEqualTo(Permission.PROHIBITED);
        assertThat(bench.told()).isEmpty();
    }

    @Test
    void tellsTheOthersOnceAndNotAgainForASecondArrival() {
        bench.people.add(email);

        Recorded first = bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);
        Recorded again = bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);

        assertThat(first).isInstanceOf(Recorded.New.class);
        assertThat(again).isEqualTo(new Recorded.KnownBefore(first.eventId()));
        assertThat(bench.told())
                .containsExactly(new PermissionBench.Told(
                        People.REGISTER, "permission-event:" + first.eventId(), "brevo", email));
    }

    /** The null date of some systems, and milliseconds that were read as seconds. */
    @Test
    void anImpossibleTimeCostsNoOptOut() {
        for (String time : new String[] {"0000-12-31T22:00:00Z", "-0005-01-01T00:00:00Z", "+57880-01-01T00:00:00Z"}) {
            String address = People.freshEmail();
            long person = bench.people.add(address);

            bench.optOut("mailchimp:" + time, "mailchimp", address, Instant.parse(time));

            assertThat(bench.mayEmail(person)).as(time).isFalse();
        }
    }

    @Test
    @DisplayName("SM5 an echo of our own suppression is evidence, changes nothing and is not sent on")
    void keepsAnEchoAsEvidenceOnly() {
        long person = bench.people.add(email);
        bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);

        Recorded echo =
                bench.optOut("brevo:7", "brevo", email.toUpperCase(java.util.Locale.ROOT), MONDAY.plusSeconds(5));

        assertThat(echo).isInstanceOf(Recorded.InForceBefore.class);
        assertThat(bench.told()).hasSize(1);
        assertThat(bench.states.of(person)).singleElement().satisfies(state -> {
            assertThat(state.permission()).isEqualTo(Permission.PROHIBITED);
        });
    }

    @Test
    void tellsTheProvidersAlsoOfAnAddressThatIsInNoRegister() {
        bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);
        assertThat(bench.told()).extracting(PermissionBench.Told::recipient).containsExactly("brevo");
    }

    @Test
    void countsARequestAfterAnOwnGrantAsNew() {
        long person = bench.people.add(email);
        bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);
        bench.ownGrant("link:1", email, WEDNESDAY);
        assertThat(bench.mayEmail(person)).isTrue();

        Recorded later = bench.optOut("brevo:7", "brevo", email, FRIDAY);

        assertThat(later).isInstanceOf(Recorded.New.class);
        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(bench.told()).hasSize(2);
    }

    @Test
    void keepsALaterProhibitionThoughTheSameWasInForce() {
        long person = bench.people.add(email);
        bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);
        bench.optOut("brevo:7", "brevo", email, FRIDAY);
        bench.ownGrant("link:1", email, WEDNESDAY);

        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void letsTheProhibitionWinATie() {
        long person = bench.people.add(email);
        bench.ownGrant("link:1", email, WEDNESDAY);
        bench.optOut("mailchimp:1", "mailchimp", email, WEDNESDAY.minus(Duration.ofDays(1)));
        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void losesNoProhibitionToAClockThatIsADaySlow() {
        long person = bench.people.add(email);
        bench.ownGrant("link:1", email, WEDNESDAY);
        bench.optOut("mailchimp:1", "mailchimp", email, WEDNESDAY.minus(Duration.ofHours(23)));
        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void letsAPermissionStandThatIsMoreThanADayLaterThanALateProhibition() {
        long person = bench.people.add(email);
        bench.ownGrant("link:1", email, WEDNESDAY);
        bench.optOut("mailchimp:1", "mailchimp", email, WEDNESDAY.minus(Duration.ofHours(25)));
        assertThat(bench.mayEmail(person)).isTrue();
    }

    @Test
    void letsThePersonComeBackTheSameDayOnceTheProhibitionIsHere() {
        long person = bench.people.add(email);
        bench.optOut("mailchimp:1", "mailchimp", email, Instant.now());
        bench.ownGrant("link:1", email, Instant.now());
        assertThat(bench.mayEmail(person)).isTrue();
    }

    @Test
    void holdsForAPersonWhoComesInLaterWithTheSameAddress() {
        bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);
        long person = bench.people.add(OTHER, email, null);
        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void staysWithThePersonWhenTheAddressChanges() {
        long person = bench.people.add(email);
        bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);
        String newer = People.freshEmail();
        bench.jdbc
                .sql("update person set email = :email, email_key = :key where id = :id")
                .param("email", newer)
                .param("key", bench.keys.email(newer))
                .param("id", person)
                .update();
        assertThat(bench.states.of(person))
                .extracting(PermissionState::permission)
                .containsOnly(Permission.PROHIBITED);
    }

    @Test
    void bindsOnlyTheRegisterThatTheActNames() {
        long here = bench.people.add(OTHER, email, null);
        long elsewhere = bench.people.add("nobody", email, null);
        bench.ledger.record(PermissionAct.emailOptOut("link:1", OTHER, "link", Set.of(here), email, Map.of(), MONDAY));
        assertThat(bench.mayEmail(here)).isFalse();
        assertThat(bench.mayEmail(elsewhere)).isTrue();
    }

    @Test
    @DisplayName("SM5 a provider that repeats what it was told of one register widens nothing")
    void anEchoSpeaksOfTheRegisterThatWasTold() {
        long elsewhere = bench.people.add("nobody", email, null);
        clickInSofor();
        int told = bench.told().size();

        Recorded echo = bench.optOut("brevo:7", "brevo", email, Instant.now());

        assertThat(echo).isInstanceOf(Recorded.InForceBefore.class);
        assertThat(bench.mayEmail(elsewhere)).isTrue();
        assertThat(bench.told()).hasSize(told);
    }

    @Test
    @DisplayName("SM5 what a provider says long after it was told is the person's own word")
    void aClickAtTheProviderAnotherDayIsNoEcho() {
        long elsewhere = bench.people.add("nobody", email, null);
        clickInSofor();

        Recorded click = bench.optOut("brevo:7", "brevo", email, MONDAY.plusSeconds(5));

        assertThat(click).isInstanceOf(Recorded.New.class);
        assertThat(bench.mayEmail(elsewhere)).isFalse();
    }

    @Test
    @DisplayName("SM5 what a provider says for several registers is no echo while one of them does not know it")
    void aProviderOfSeveralRegistersSpeaksForAllOfThem() {
        long elsewhere = bench.people.add("nobody", email, null);
        clickInSofor();

        Recorded click = bench.optOut("shared:7", "shared", email, Instant.now());

        assertThat(click).isInstanceOf(Recorded.New.class);
        assertThat(bench.mayEmail(elsewhere)).isFalse();
    }

    private void clickInSofor() {
        long here = bench.people.add(email);
        bench.ledger.record(
                PermissionAct.emailOptOut("link:1", People.REGISTER, "link", Set.of(here), email, Map.of(), MONDAY));
    }

    @Test
    void doesNotCarryAnEmailBanThroughASharedSwitchboard() {
        long caller = bench.people.add(OTHER, email, "+358 9 555 0100");
        long colleague = bench.people.add(OTHER, People.freshEmail(), "+358 9 555 0100");
        bench.ledger.record(PermissionAct.emailOptOut("link:1", null, "link", Set.of(caller), null, Map.of(), MONDAY));
        assertThat(bench.mayEmail(caller)).isFalse();
        assertThat(bench.mayEmail(colleague)).isTrue();
        assertThat(bench.states.mayContact(colleague, PermissionAct.DIRECT_MARKETING, "phone"))
                .isTrue();
    }

    @Test
    void tellsTheProvidersUnderTheAddressOfTheMailAndOfToday() {
        long person = bench.people.add(OTHER, email, null);
        String older = People.freshEmail();
        bench.ledger.record(
                PermissionAct.emailOptOut("link:1", OTHER, "link", Set.of(person), older, Map.of(), MONDAY));
        assertThat(bench.told())
                .extracting(PermissionBench.Told::recipient, PermissionBench.Told::email)
                .containsExactly(
                        tuple("brevo", older),
                        tuple("mailchimp", older),
                        tuple("brevo", email),
                        tuple("mailchimp", email));
    }

    @Test
    void holdsForAPersonWhoIsGone() {
        long person = bench.people.add(OTHER, email, null);
        bench.jdbc.sql("delete from person where id = :id").param("id", person).update();
        bench.ledger.record(
                PermissionAct.emailOptOut("link:1", OTHER, "link", Set.of(person), email, Map.of(), MONDAY));
        long back = bench.people.add(OTHER, email, null);
        assertThat(bench.mayEmail(back)).isFalse();
    }

    @Test
    @DisplayName("F3 marketing needs consent where the profile says so")
    void asksForConsentWhereTheProfileDoes() {
        long sofor = bench.people.add(email);
        long soprano = bench.people.add(OTHER, email, null);
        assertThat(bench.mayEmail(sofor)).isFalse();
        assertThat(bench.mayEmail(soprano)).isTrue();
        bench.ownGrant("link:1", email, MONDAY);
        assertThat(bench.mayEmail(sofor)).isTrue();
    }

    @Test
    @DisplayName("SK7 a prohibition binds the channel it names, and one for all binds all")
    void keepsChannelsApart() {
        long person = bench.people.add(OTHER, email, "+358 9 555 0199");
        bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);
        assertThat(bench.states.mayContact(person, PermissionAct.DIRECT_MARKETING, "phone"))
                .isTrue();
        bench.ledger.record(new PermissionAct(
                "console:1",
                OTHER,
                PermissionAct.DIRECT_MARKETING,
                "*",
                "*",
                Permission.PROHIBITED,
                "console",
                true,
                Set.of(person),
                null,
                null,
                Map.of(),
                MONDAY));
        assertThat(bench.states.mayContact(person, PermissionAct.DIRECT_MARKETING, "phone"))
                .isFalse();
        assertThat(bench.states.mayContact(person, PermissionAct.DIRECT_MARKETING, "post"))
                .isFalse();
    }

    @Test
    void neverContactsTheDeadOrTheRestricted() {
        long dead = bench.people.add(OTHER, email, null);
        long disputed = bench.people.add(OTHER, People.freshEmail(), null);
        bench.jdbc
                .sql("update person set deceased_at = now() where id = :id")
                .param("id", dead)
                .update();
        bench.jdbc
                .sql("update person set restricted_at = now() where id = :id")
                .param("id", disputed)
                .update();
        assertThat(bench.mayEmail(dead)).isFalse();
        assertThat(bench.mayEmail(disputed)).isFalse();
        assertThat(bench.mayEmail(-1)).isFalse();
    }

    @Test
    void refusesAGrantByAnybodyButThePerson() {
        assertThatThrownBy(() -> new PermissionAct(
                        "fonecta:1",
                        null,
                        "direct-marketing",
                        "email",
                        "*",
                        Permission.GRANTED,
                        "fonecta-contact",
                        false,
                        Set.of(1L),
                        null,
                        null,
                        Map.of(),
                        MONDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Only the person can grant");
    }

    @Test
    void refusesAPermissionThatAProviderOrABoughtSourceBringsAsThePersonsOwn() {
        for (String source : new String[] {"mailchimp", "fonecta-contact"}) {
            assertThatThrownBy(() -> bench.ledger.record(granted(source)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Nobody but the person can permit");
        }
        assertThat(bench.events()).isZero();
    }

    private PermissionAct granted(String source) {
        return new PermissionAct(
                source + ":1",
                null,
                PermissionAct.DIRECT_MARKETING,
                "email",
                PermissionAct.EVERYTHING,
                Permission.GRANTED,
                source,
                true,
                Set.of(),
                email,
                null,
                Map.of(),
                MONDAY);
    }

    @Test
    @DisplayName("M2 who left all direct marketing has left each newsletter, and who left one has left that one")
    void newslettersAreTopicsOfDirectMarketing() {
        long all = bench.people.add(OTHER, email, null);
        long one = bench.people.add(OTHER, People.freshEmail(), null);
        bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);
        bench.ledger.record(new PermissionAct(
                "link:1",
                OTHER,
                "newsletter:safety",
                "email",
                PermissionAct.EVERYTHING,
                Permission.PROHIBITED,
                "link",
                true,
                Set.of(one),
                null,
                null,
                Map.of(),
                MONDAY));

        assertThat(state(all, "newsletter:safety")).isEqualTo(Permission.PROHIBITED);
        assertThat(state(one, "newsletter:safety")).isEqualTo(Permission.PROHIBITED);
        assertThat(state(one, "newsletter:rails")).isEqualTo(Permission.GRANTED);
        assertThat(bench.mayEmail(one)).isTrue();
    }

    @Test
    @DisplayName(
            "messages that belong to a service are not marketing, and reach everybody but the dead and the restricted")
    void sendsServiceMessagesWhateverIsProhibited() {
        long person = bench.people.add(OTHER, email, null);
        bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);
        assertThat(bench.states.mayContact(person, PermissionAct.SERVICE, "email"))
                .isTrue();
        assertThatThrownBy(() -> new PermissionAct(
                        "console:1",
                        null,
                        PermissionAct.SERVICE,
                        "email",
                        "*",
                        Permission.PROHIBITED,
                        "console",
                        true,
                        Set.of(person),
                        null,
                        null,
                        Map.of(),
                        MONDAY))
                .hasMessageContaining("belong to a service");
        bench.jdbc
                .sql("update person set restricted_at = now() where id = :id")
                .param("id", person)
                .update();
        assertThat(bench.states.mayContact(person, PermissionAct.SERVICE, "email"))
                .isFalse();
    }

    private Permission state(long person, String purpose) {
        return bench.states
                .of(person, purpose, "email", PermissionAct.EVERYTHING)
                .permission();
    }

    @Test
    void refusesAnActThatNamesNobody() {
        assertThatThrownBy(() -> bench.optOut("mailchimp:1", "mailchimp", "not an address", MONDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names nobody");
        assertThat(bench.jdbc
                        .sql("select count(*) from permission_event")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void doesNotLetAGrantFromTheFutureLiftWhatComesAfterIt() {
        long person = bench.people.add(OTHER, email, null);
        bench.ownGrant("link:1", email, Instant.now().plus(Duration.ofDays(365)));
        bench.optOut("mailchimp:1", "mailchimp", email, Instant.now().plus(Duration.ofDays(1)));
        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void canNeitherBeChangedNorEmptied() {
        bench.optOut("mailchimp:1", "mailchimp", email, MONDAY);
        assertThatThrownBy(() -> bench.jdbc
                        .sql("update permission_event set state = 'granted'")
                        .update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(
                        () -> bench.jdbc.sql("delete from permission_subject").update())
                .hasMessageContaining("append-only");
    }
}
