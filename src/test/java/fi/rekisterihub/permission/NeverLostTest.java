package fi.rekisterihub.permission;

import static fi.rekisterihub.permission.PermissionBench.MONDAY;
import static fi.rekisterihub.permission.PermissionBench.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opt-outs that a careless hub would lose: under an old address, at the same moment as a feed, through another's word. */
@DisplayName("rule 1: only the person's own later act lifts a prohibition")
class NeverLostTest {

    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";
    private static final String MOVE = "update person set email = ?, email_key = ? where id = ?";
    private static final String SWITCHBOARD = "+358 9 555 0100";

    private final PermissionBench bench = new PermissionBench();
    private final String old = People.freshEmail();
    private final String now = People.freshEmail();

    @Test
    void anOptOutOfAnOldAddressIsStillThePersons() throws SQLException {
        long person = bench.people.add(REGISTER, old, null);
        move(person, now);

        bench.optOut("mailchimp:1", "mailchimp", old, MONDAY);

        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(bench.told())
                .as("the other provider may know either address, and the one that tells us the new one too")
                .extracting(PermissionBench.Told::recipient, PermissionBench.Told::email)
                .containsExactly(tuple("brevo", old), tuple("brevo", now), tuple("mailchimp", now));
    }

    @Test
    void whatWasSaidUnderAnotherAddressOfWhoHasLeftIsNotTakenForTold() throws SQLException {
        long person = bench.people.add(REGISTER, old, null);
        move(person, now);
        bench.optOut("mailbox:1", "mailbox", now, MONDAY);
        bench.jdbc.sql("delete from person where id = :id").param("id", person).update();

        bench.optOut("mailchimp:1", "mailchimp", old, WEDNESDAY);

        assertThat(bench.told())
                .extracting(PermissionBench.Told::recipient, PermissionBench.Told::email)
                .contains(tuple("brevo", old));
    }

    @Test
    void anOptOutThatCameBeforeThePersonHoldsWhenTheAddressChanges() throws SQLException {
        bench.optOut("mailchimp:1", "mailchimp", old, MONDAY);
        long person = bench.people.add(REGISTER, old, null);

        move(person, now);

        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void aWishUnderAnAddressThatIsAnothersNowLiftsNothing() throws SQLException {
        long person = bench.people.add(REGISTER, old, null);
        move(person, now);
        bench.optOut("mailchimp:1", "mailchimp", now, MONDAY);

        assertThatThrownBy(() -> bench.ownGrant("form:1", old, WEDNESDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names nobody");
        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void aWishUnderASharedAddressLiftsNothing() {
        long one = bench.people.add(REGISTER, old, null);
        bench.people.add(REGISTER, old, null);
        bench.optOut("mailchimp:1", "mailchimp", old, MONDAY);

        assertThatThrownBy(() -> bench.ownGrant("form:1", old, WEDNESDAY)).hasMessageContaining("names nobody");
        assertThat(bench.mayEmail(one)).isFalse();
    }

    @Test
    void aFeedThatGivesThePersonAnAddressWhoseFormerHolderPermittedLiftsNothing() throws SQLException {
        long other = bench.people.add(REGISTER, now, null);
        bench.ownGrant("form:1", now, WEDNESDAY);
        move(other, People.freshEmail());
        long person = bench.people.add(REGISTER, old, null);
        bench.optOut("mailchimp:1", "mailchimp", old, MONDAY);

        move(person, now);

        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void aClickOnAnOldLinkCountsForWhoLeftAndCameBackAndPermitted() {
        long gone = bench.people.add(REGISTER, old, null);
        String token = bench.linkTokens.token(new LinkSubject(REGISTER, gone, old, "*", "issue-7", MONDAY));
        bench.linkActs.optOut(token, null);
        bench.jdbc.sql("delete from person where id = :id").param("id", gone).update();
        long back = bench.people.add(REGISTER, old, null);
        bench.ownGrant("form:1", old, Instant.now());
        assertThat(bench.mayEmail(back)).isTrue();

        bench.linkActs.optOut(token, null);

        assertThat(bench.mayEmail(back)).isFalse();
    }

    @Test
    void aClickCountsAlthoughSomebodyWhoHadPermittedAtTheSameAddressIsGone() {
        long aino = bench.people.add(REGISTER, old, null);
        long housemate = bench.people.add(REGISTER, old, null);
        String token = bench.linkTokens.token(new LinkSubject(REGISTER, aino, old, "*", "issue-7", MONDAY));
        bench.permits(housemate, "email");
        bench.linkActs.optOut(token, null);
        bench.jdbc
                .sql("delete from person where id = :id")
                .param("id", housemate)
                .update();
        bench.permits(aino, "email");
        assertThat(bench.mayEmail(aino)).isTrue();

        bench.linkActs.optOut(token, null);

        assertThat(bench.mayEmail(aino)).isFalse();
    }

    @Test
    void whoWantsNothingAnyMoreOnceMoreSpeaksOfAnEntryThatHasComeSinceToo() {
        long person = bench.people.add(REGISTER, old, null);
        String token = bench.linkTokens.token(new LinkSubject(REGISTER, person, old, "*", "issue-7", MONDAY));
        bench.linkPreferences.nothingAnyMore(token, null);
        long twin = bench.people.add(REGISTER, old, "09 555 0177");
        assertThat(bench.states.mayContact(twin, PermissionAct.DIRECT_MARKETING, "phone"))
                .isTrue();

        bench.linkPreferences.nothingAnyMore(token, null);

        assertThat(bench.states.mayContact(twin, PermissionAct.DIRECT_MARKETING, "phone"))
                .isFalse();
    }

    @Test
    void whoWantsNothingAnyMoreOnceMoreSpeaksOfAnEntryThatHasTheAddressNow() throws SQLException {
        long older = bench.people.add(REGISTER, now, "09 555 0178");
        long person = bench.people.add(REGISTER, old, null);
        String token = bench.linkTokens.token(new LinkSubject(REGISTER, person, old, "*", "issue-7", MONDAY));
        bench.linkPreferences.nothingAnyMore(token, null);
        move(older, old);

        bench.linkPreferences.nothingAnyMore(token, null);

        assertThat(bench.states.mayContact(older, PermissionAct.DIRECT_MARKETING, "phone"))
                .isFalse();
    }

    @Test
    void aWishFromTheTimeOfTheOldAddressStillCounts() throws SQLException {
        long person = bench.people.add(REGISTER, old, null);
        bench.optOut("mailchimp:1", "mailchimp", old, MONDAY);
        bench.ownGrant("form:1", old, WEDNESDAY);

        move(person, now);

        assertThat(bench.mayEmail(person)).isTrue();
    }

    @Test
    void oneOfTwoWhoShareAnAddressSpeaksOnlyForThemselves() {
        long one = bench.people.add(REGISTER, old, null);
        long other = bench.people.add(REGISTER, old, null);
        bench.ledger.record(PermissionAct.emailOptOut("link:1", null, "link", Set.of(one), old, Map.of(), MONDAY));
        assertThat(bench.mayEmail(other))
                .as("the address may not be written to")
                .isFalse();

        grantOf(other, old);

        assertThat(bench.mayEmail(one)).isFalse();
        assertThat(bench.mayEmail(other)).isTrue();
    }

    @Test
    void aWishOfOneOnASwitchboardOpensNothingForTheOthers() {
        long caller = bench.people.add(REGISTER, null, SWITCHBOARD);
        long colleague = bench.people.add(REGISTER, null, SWITCHBOARD);
        act("console:1", Permission.PROHIBITED, "*", colleague, null, null);

        act("console:2", Permission.GRANTED, "*", caller, null, SWITCHBOARD);

        assertThat(bench.states.mayContact(colleague, PermissionAct.DIRECT_MARKETING, "phone"))
                .isFalse();
    }

    @Test
    void aWordAboutOneReachesWhoHadTheSameAddressAndHasAnotherToday() throws SQLException {
        long one = bench.people.add(REGISTER, old, SWITCHBOARD);
        long moved = bench.people.add(REGISTER, old, null);
        move(moved, now);

        act("console:1", Permission.PROHIBITED, "phone", one, null, null);
        assertThat(bench.mayEmail(moved)).as("that was about calls").isTrue();
        assertThat(bench.told()).isEmpty();

        act("console:2", Permission.PROHIBITED, "email", one, null, null);
        assertThat(bench.mayEmail(moved)).isFalse();
        assertThat(bench.told())
                .as("the providers know the one by the old address and the other by the new")
                .extracting(PermissionBench.Told::recipient, PermissionBench.Told::email)
                .containsExactlyInAnyOrder(
                        tuple("brevo", old), tuple("mailchimp", old), tuple("brevo", now), tuple("mailchimp", now));
    }

    @Test
    void anOptOutThatNamesOnlyANumberIsNotTakenForKnown() {
        bench.people.add(REGISTER, old, SWITCHBOARD);

        Recorded recorded = act("console:1", Permission.PROHIBITED, "email", null, null, SWITCHBOARD);

        assertThat(recorded).isInstanceOf(Recorded.New.class);
        assertThat(bench.told()).extracting(PermissionBench.Told::email).containsOnly(old);
    }

    @Test
    void aClickAfterAProvidersWordIsToldToThatProviderToo() {
        long person = bench.people.add(REGISTER, old, null);
        bench.optOut("mailchimp:1", "mailchimp", old, MONDAY);

        bench.ledger.record(PermissionAct.emailOptOut(
                "link:1", REGISTER, "link", Set.of(person), old, Map.of(), MONDAY.plusSeconds(60)));

        assertThat(bench.told())
                .as("Mailchimp has never been told by us, and may have taken the person back since")
                .extracting(PermissionBench.Told::recipient)
                .contains("mailchimp");
    }

    @Test
    void aFeedThatMovesThePersonAtTheSameMomentLosesNothing() throws Exception {
        long person = bench.people.add(REGISTER, old, null);
        try (Connection feed = bench.source.getConnection()) {
            feed.setAutoCommit(false);
            move(feed, person, now);
            CompletableFuture<Recorded> act =
                    CompletableFuture.supplyAsync(() -> bench.optOut("mailchimp:1", "mailchimp", old, MONDAY));
            // The feed has not committed: the ledger waits for it instead of telling the address of yesterday alone.
            await().until(() -> bench.jdbc
                    .sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and datname = current_database()")
                    .query(Long.class)
                    .single()
                    .equals(1L));
            feed.commit();
            act.get(20, TimeUnit.SECONDS);
        }
        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(bench.told())
                .as("the provider that tells us does not know the new address")
                .extracting(PermissionBench.Told::recipient, PermissionBench.Told::email)
                .containsExactlyInAnyOrder(tuple("brevo", old), tuple("brevo", now), tuple("mailchimp", now));
    }

    @Test
    void aSecondClickOnAnOldLinkCountsAfterThePersonHadComeBackUnderANewAddress() throws SQLException {
        long person = bench.people.add(REGISTER, old, null);
        String token = bench.linkTokens.token(new LinkSubject(REGISTER, person, old, "*", "issue-7", MONDAY));
        bench.linkActs.optOut(token, null);
        move(person, now);
        bench.ownGrant("form:1", now, Instant.now());
        assertThat(bench.mayEmail(person)).isTrue();

        bench.linkActs.optOut(token, null);

        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void aFeedThatBringsThePersonAtTheSameMomentLosesNothing() throws SQLException {
        long person;
        try (Connection feed = bench.source.getConnection()) {
            feed.setAutoCommit(false);
            try (PreparedStatement insert = feed.prepareStatement(
                    "insert into person (register_id, email, email_key) values (?, ?, ?) returning id")) {
                insert.setString(1, REGISTER);
                insert.setString(2, old);
                insert.setString(3, bench.keys.email(old));
                var row = insert.executeQuery();
                row.next();
                person = row.getLong(1);
            }
            bench.optOut("mailchimp:1", "mailchimp", old, MONDAY);
            feed.commit();
        }
        assertThat(bench.mayEmail(person)).isFalse();
        move(person, now);
        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void whoComesBackAfterBeingForgottenIsBoundUnderEveryAddressThatWasTheirs() throws SQLException {
        long person = bench.people.add(REGISTER, old, SWITCHBOARD);
        bench.optOut("mailchimp:1", "mailchimp", old, MONDAY);
        move(person, now);
        String latest = People.freshEmail();
        move(person, latest);

        bench.jdbc.sql("delete from person where id = :id").param("id", person).update();

        assertThat(bench.mayEmail(bench.people.add(REGISTER, now, null))).isFalse();
        assertThat(bench.mayEmail(bench.people.add(REGISTER, latest, null))).isFalse();
    }

    @Test
    void aRolledBackMoveLeavesNoTrace() throws SQLException {
        long person = bench.people.add(REGISTER, old, null);
        try (Connection feed = bench.source.getConnection()) {
            feed.setAutoCommit(false);
            move(feed, person, now);
            feed.rollback();
        }
        assertThat(bench.jdbc
                        .sql("select count(*) from former_keys")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void neitherAnActNorAQuestionReadsTheWholeRegister() {
        bench.jdbc
                .sql("insert into person (register_id, email_key, phone_key)"
                        + " select 'r', 'email:' || n, 'phone:' || n from generate_series(1, 20000) as n")
                .update();
        bench.jdbc
                .sql(
                        "insert into permission_event (event_key, purpose, channel, state, source, by_person, event_time)"
                                + " select n::text, 'p', 'email', 'prohibited', 's', true, now() from generate_series(1, 20000) as n")
                .update();
        bench.jdbc
                .sql("insert into permission_subject select 'email:' || id, id from permission_event")
                .update();
        String before = plan(bench.jdbc
                .sql("explain " + InForce.SAID_OF_KEYS)
                .param("keys", new String[] {"email:7"})
                .param("purposes", new String[] {"p"}));
        bench.jdbc.sql("analyze").update();

        String persons = plan(bench.jdbc.sql("explain " + ActSubjects.LOOK).param("acts", """
                        [{"place": 0, "register": null, "ids": [7], "keys": ["email:7"], "former_keys": ["email:7"]}]
                        """));
        String grants = plan(bench.jdbc.sql("explain " + LinkStanding.LAST).param("links", """
                        [{"place": 0, "person": 7, "key": "email:7"}]
                        """));
        String said = plan(bench.jdbc
                .sql("explain " + PermissionStates.SAID)
                .param("parts", new Long[] {7L})
                .param("lists", new String[] {"dma-optout"})
                .param("listed", new String[0]));

        String having = plan(bench.jdbc
                .sql("explain " + ForbiddenAddresses.WHO_HAS_IT)
                .param("address", "email:7")
                .param("registerId", "r"));
        String ours = plan(bench.jdbc.sql("explain " + SentTo.IS_OURS).param("key", "email:7"));

        assertThat(having + ours).contains("Index").doesNotContain("Seq Scan on person");
        assertThat(before).as("nothing is known of the tables").doesNotContain("Seq Scan");
        assertThat(said).contains("Index").doesNotContain("Seq Scan on person", "Seq Scan on permission");
        assertThat(persons).contains("Index").doesNotContain("Seq Scan on person");
        assertThat(grants).contains("Index").doesNotContain("Seq Scan on permission");
    }

    private static String plan(JdbcClient.StatementSpec explained) {
        return String.join("\n", explained.query(String.class).list());
    }

    private void grantOf(long person, String email) {
        act("form:" + person, Permission.GRANTED, "email", person, email, null);
    }

    private Recorded act(
            String eventKey,
            Permission permission,
            String channel,
            @Nullable Long person,
            @Nullable String email,
            @Nullable String phone) {
        return bench.ledger.record(new PermissionAct(
                eventKey,
                null,
                PermissionAct.DIRECT_MARKETING,
                channel,
                PermissionAct.EVERYTHING,
                permission,
                "console",
                true,
                person == null ? Set.of() : Set.of(person),
                email,
                phone,
                Map.of(),
                permission == Permission.GRANTED ? WEDNESDAY : MONDAY));
    }

    private void move(long person, String email) throws SQLException {
        try (Connection connection = bench.source.getConnection()) {
            move(connection, person, email);
        }
    }

    private void move(Connection connection, long person, String email) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setString(1, email);
            update.setString(2, bench.keys.email(email));
            update.setLong(3, person);
            update.executeUpdate();
        }
    }
}
