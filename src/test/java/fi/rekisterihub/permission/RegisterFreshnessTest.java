package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fi.rekisterihub.mapping.ShippedMappings;
import fi.rekisterihub.profile.ShippedProfiles;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When the hub does not know enough of today to let anybody be contacted. */
class RegisterFreshnessTest {

    private final PermissionBench bench = new PermissionBench();
    private final RegisterFreshness freshness = new RegisterFreshness(
            bench.jdbc,
            new PermissionReader(bench.jdbc, ShippedMappings.read(), ShippedProfiles.read(bench.jdbc)),
            bench.rules,
            settings(Duration.ofDays(1), Duration.ofDays(7)));

    @BeforeEach
    void aListOfYesterday() {
        bench.jdbc
                .sql(
                        "insert into optout_list (name, version_date, applied_at) values ('dma-optout', day_in_finland() - 1, now())")
                .update();
    }

    @Test
    void isContentWithAListOfYesterdayAndProvidersThatWereNeverNeeded() {
        assertThat(freshness.stale(People.REGISTER)).isEmpty();
        assertThat(freshness.stale("nobody")).isEmpty();
    }

    @Test
    @DisplayName("SM2: a list that is too old is named, with what to do")
    void namesAListThatIsTooOld() {
        bench.jdbc
                .sql("update optout_list set version_date = day_in_finland() - 33")
                .update();

        assertThat(freshness.stale(People.REGISTER))
                .extracting(Stale::kind, Stale::name, Stale::days, Stale::limit)
                .containsExactly(tuple(Stale.Kind.LIST_OLD, "dma-optout", 33L, 32L));
        assertThat(freshness.stale("nobody")).as("a list that does not bind it").isEmpty();
    }

    @Test
    void namesAListThatHasNeverCome() {
        bench.jdbc.sql("delete from optout_list").update();

        assertThat(sentences())
                .singleElement()
                .asString()
                .contains("dma-optout binds this register and has never come");
    }

    @Test
    void namesAProviderForWhichAnOptOutHasWaitedTooLong() {
        optOutFor("brevo", "new", "25 hours");
        optOutFor("mailchimp", "new", "23 hours");

        assertThat(sentences())
                .singleElement()
                .asString()
                .contains("waited for the provider brevo for 1 days", "page Processors");
    }

    @Test
    void givesAProviderThatIsToldAgainItsTimeAnew() {
        optOutFor("brevo", "new", "90 days");
        bench.jdbc
                .sql("update notice_delivery set drifted_at = now() - interval '1 hour'")
                .update();

        assertThat(sentences()).isEmpty();
    }

    @Test
    void namesAProviderThatHasNotTakenAnOptOut() {
        optOutFor("mailchimp", "dead", "1 minute");

        assertThat(sentences()).singleElement().asString().contains("mailchimp has not taken an opt-out");
    }

    @Test
    void namesAProviderThatHasNotAnsweredForLong() {
        bench.jdbc.sql("""
                insert into source_meter (source, answered_at, failures)
                values ('provider-brevo', now() - interval '8 days', 3), ('provider-mailchimp', now(), 1)
                """).update();

        assertThat(sentences()).singleElement().asString().contains("brevo last answered 8 days ago; the limit is 7");
    }

    @Test
    void whoHasBeenAskedNothingSinceTheLastAnswerIsNotSilent() {
        bench.jdbc
                .sql(
                        "insert into source_meter (source, answered_at) values ('provider-brevo', now() - interval '80 days')")
                .update();

        assertThat(sentences()).isEmpty();
    }

    @Test
    void refusesLimitsThatLetNothingPass() {
        assertThatThrownBy(() -> settings(Duration.ZERO, Duration.ofDays(7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hub.permission.provider-wait");
    }

    private List<String> sentences() {
        return freshness.stale(People.REGISTER).stream().map(Stale::sentence).toList();
    }

    private void optOutFor(String provider, String status, String ago) {
        bench.jdbc
                .sql("""
                        with n as (insert into notice (id, register_id, kind, cause)
                                   values (gen_random_uuid(), :register, 'opt-out', :provider) returning id)
                        insert into notice_delivery (id, notice_id, recipient, route, payload, status, created_at)
                        select gen_random_uuid(), id, :provider, 'provider-' || :provider, '{}', :status, now() - :ago::interval from n
                        """)
                .param("register", People.REGISTER)
                .param("provider", provider)
                .param("status", status)
                .param("ago", ago)
                .update();
    }

    private static PermissionSettings settings(Duration wait, Duration silence) {
        return new PermissionSettings(Period.ofYears(3), Duration.ofDays(1), wait, silence);
    }
}
