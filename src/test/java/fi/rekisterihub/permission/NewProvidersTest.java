package fi.rekisterihub.permission;

import static fi.rekisterihub.permission.PermissionBench.FRIDAY;
import static fi.rekisterihub.permission.PermissionBench.MONDAY;
import static fi.rekisterihub.permission.PermissionBench.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.permission.PermissionBench.Told;
import fi.rekisterihub.support.FreshDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A provider that begins to send for a register hears of whoever left before. */
class NewProvidersTest {

    private static final String OTHER = "soprano-valiaikainen-markkinointirekisteri";

    private final PermissionBench before = new PermissionBench(FreshDatabase.dataSource(), List.of("mailchimp"));
    private final PermissionBench after = new PermissionBench(before.source, List.of("mailchimp", "brevo"));
    private final String email = People.freshEmail();

    @Test
    void isToldOfEverybodyWhoMayNotBeWrittenTo() {
        before.newProviders.look();
        before.people.add(People.freshEmail());
        before.people.add(email.toUpperCase(java.util.Locale.ROOT));
        String reader = People.freshEmail();
        before.people.add(reader);
        String back = People.freshEmail();
        before.people.add(back);
        before.optOut("mail:1", "mailbox", email, MONDAY);
        before.ledger.record(prohibited("mail:2", null, "newsletter:events", reader));
        before.optOut("mail:3", "mailbox", back, MONDAY);
        before.ownGrant("link:1", back, WEDNESDAY);

        comes();

        assertThat(toldBrevo()).containsExactlyInAnyOrder(email, reader);
        assertThat(after.told().stream().filter(told -> told.recipient().equals("mailchimp")))
                .as("who was there hears nothing twice")
                .hasSize(3);
    }

    @Test
    void isToldOfAnAddressThatNobodyHasAsLongAsTheHubKnowsIt() {
        before.optOut("mail:1", "mailbox", email, MONDAY);
        String back = People.freshEmail();
        before.optOut("mail:2", "mailbox", back, MONDAY);
        String elsewhere = People.freshEmail();
        before.people.add(OTHER, elsewhere, null);
        String onlyThere = People.freshEmail();
        before.people.add(OTHER, onlyThere, null);
        new PermissionBench(before.source, List.of()).optOut("mail:3", "mailbox", elsewhere, MONDAY);
        before.ledger.record(prohibited("mail:4", OTHER, "*", onlyThere));

        comes();

        assertThat(toldBrevo()).containsExactlyInAnyOrder(email, back, elsewhere);
    }

    @Test
    void aBatchThatIsDoneAgainTellsNothingTwice() {
        before.people.add(email);
        before.optOut("mail:1", "mailbox", email, MONDAY);
        before.optOut("mail:2", "mailbox", People.freshEmail(), MONDAY);
        comes();
        assertThat(toldBrevo()).hasSize(2);

        after.jdbc
                .sql("update provider_joined set upto_person = 0, upto_delivery = 0, done_at = null")
                .update();
        after.jdbc
                .sql("update notice_delivery set check_at = null, status = 'confirmed'")
                .update();
        after.newProviders.look();

        assertThat(toldBrevo()).hasSize(2);
        assertThat(open()).isZero();
    }

    @Test
    void noMoreIsPutOnItsWayThanGoesOutSoon() {
        before.people.add(email);
        before.optOut("mail:1", "mailbox", email, MONDAY);
        after.jdbc.sql("""
                insert into notice_delivery (id, notice_id, recipient, route, payload)
                select gen_random_uuid(), gen_random_uuid(), 'brevo', 'provider-brevo', '{}' from generate_series(1, 500)
                """).update();

        comes();
        assertThat(toldBrevo()).isEmpty();

        after.jdbc
                .sql("update notice_delivery set status = 'sent' where payload = '{}'")
                .update();
        after.newProviders.look();
        assertThat(toldBrevo()).containsExactly(email);
    }

    @Test
    void hearsAClickThatRepeatsWhatWasSaidBeforeItCame() {
        new PermissionBench(before.source, List.of()).optOut("mail:1", "mailbox", email, MONDAY);
        comes();
        assertThat(toldBrevo()).as("the ledger keeps no address").isEmpty();

        Recorded again = after.optOut("link:1", "link", email, WEDNESDAY);
        Recorded third = after.optOut("link:2", "link", email, FRIDAY);

        assertThat(again).isInstanceOf(Recorded.New.class);
        assertThat(third).isInstanceOf(Recorded.InForceBefore.class);
        assertThat(toldBrevo()).containsExactly(email);
    }

    @Test
    void whatItEchoesIsNotToldToTheOthersAgain() {
        before.newProviders.look();
        before.people.add(email);
        before.optOut("mail:1", "mailbox", email, MONDAY);
        comes();

        assertThat(after.optOut("brevo:1", "brevo", email, WEDNESDAY)).isInstanceOf(Recorded.InForceBefore.class);
    }

    @Test
    void whereNothingWasProhibitedNothingIsTold() {
        after.people.add(email);
        comes();
        assertThat(open()).isZero();

        Recorded first = after.optOut("mail:1", "mailbox", email, MONDAY);
        Recorded again = after.optOut("mail:2", "mailbox", email, WEDNESDAY);
        after.newProviders.look();

        assertThat(first).isInstanceOf(Recorded.New.class);
        assertThat(again).isInstanceOf(Recorded.InForceBefore.class);
        assertThat(after.told()).hasSize(2);
    }

    @Test
    void whoComesBackIsToldWhatItMissed() {
        after.people.add(email);
        after.optOut("mail:1", "mailbox", email, MONDAY);
        comes();
        before.newProviders.look();
        String meanwhile = People.freshEmail();
        before.people.add(meanwhile);
        before.optOut("mail:2", "mailbox", meanwhile, WEDNESDAY);

        PermissionBench again = new PermissionBench(before.source, after.providers);
        again.newProviders.look();
        again.newProviders.look();

        assertThat(toldBrevo()).containsExactlyInAnyOrder(email, meanwhile);
    }

    private void comes() {
        after.newProviders.look();
        after.newProviders.look();
    }

    private List<String> toldBrevo() {
        return after.told().stream()
                .filter(told -> told.recipient().equals("brevo") && told.email() != null)
                .map(Told::email)
                .toList();
    }

    private long open() {
        return after.jdbc
                .sql("select count(*) from provider_joined where done_at is null")
                .query(Long.class)
                .single();
    }

    private static PermissionAct prohibited(String key, @Nullable String register, String scope, String email) {
        return new PermissionAct(
                key,
                register,
                PermissionAct.DIRECT_MARKETING,
                "email",
                scope,
                Permission.PROHIBITED,
                "mailbox",
                true,
                Set.of(),
                email,
                null,
                Map.of(),
                MONDAY);
    }
}
