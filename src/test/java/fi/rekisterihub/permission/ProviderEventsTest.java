package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.simulator.BrevoSimulator;
import fi.rekisterihub.simulator.MailchimpSimulator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderEventsTest {

    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
    private static final String JSON = "application/json";
    private static final Instant AT = Instant.parse("2026-11-20T21:54:00Z");

    private final PermissionBench bench = new PermissionBench();
    private final String email = People.freshEmail();

    @Test
    void readsAnUnsubscriptionAtMailchimp() {
        long person = bench.people.add(email);
        apply("mailchimp", FORM, MailchimpSimulator.form("unsubscribe", email, AT), "mailchimp-unsubscribe");

        assertThat(bench.outcomes()).containsExactly("done: opt-out recorded");
        assertThat(bench.states.of(person)).singleElement().satisfies(state -> {
            assertThat(state.source()).isEqualTo("mailchimp");
            assertThat(state.since()).isEqualTo(AT);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "cleaned", "upemail", "profile"})
    void notesWhatElseMailchimpSaysAndLiftsNothing(String type) {
        long person = bench.people.add(email);
        bench.optOut("link:1", "link", email, PermissionBench.MONDAY);
        apply("mailchimp", FORM, MailchimpSimulator.form(type, email, AT), "mailchimp-unsubscribe");

        assertThat(bench.outcomes()).containsExactly("done: noted: kept here, changes no permission");
        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(bench.events()).isEqualTo(1);
    }

    @Test
    void ignoresWhatIsNotAboutPermissions() {
        apply("mailchimp", FORM, MailchimpSimulator.form("campaign", email, AT), "mailchimp-unsubscribe");
        apply("brevo", JSON, BrevoSimulator.event("opened", email, AT), "brevo-event");
        assertThat(bench.outcomes()).containsOnly("done: ignored: not about permissions");
    }

    @Test
    void readsAListOfEventsAndKeepsTheGoodOnesBesideABadOne() {
        String other = People.freshEmail();
        String body = "[%s,{\"event\":\"unsubscribe\",\"ts_epoch\":1},%s]"
                .formatted(BrevoSimulator.event("unsubscribe", email, AT), BrevoSimulator.event("spam", other, AT));
        apply("brevo", JSON, body, "brevo-event");

        assertThat(bench.outcomes()).containsExactly("review: email: The opt-out names no e-mail address.");
        assertThat(bench.events()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "42", "[1]", "null", "\"text\"", "<html></html>"})
    void leavesAnUnreadableBodyToAPersonWithTheOriginalKept(String body) {
        apply("brevo", JSON, body, "brevo-event");
        assertThat(bench.outcomes()).singleElement().asString().startsWith("review: The ");
        assertThat(bench.jdbc.sql("select body from inbox").query(byte[].class).single())
                .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data[email]=%zz&type=unsubscribe",
                "data=1&data[email]=a%40example.fi",
                "a[b][c][d][e][f][g][h][i][j]=1"
            })
    void leavesABrokenFormToAPerson(String body) {
        apply("mailchimp", FORM, body, "mailchimp-unsubscribe");
        assertThat(bench.outcomes()).singleElement().asString().startsWith("review: ");
    }

    @Test
    void keepsNoAddressInTheLedger() {
        apply("mailchimp", FORM, MailchimpSimulator.form("unsubscribe", email, AT), "mailchimp-unsubscribe");
        assertThat(bench.jdbc
                        .sql("select event_key || evidence::text from permission_event")
                        .query(String.class)
                        .single())
                .doesNotContain(email)
                .doesNotContain("@example");
    }

    @Test
    void changesNothingForAWorkerThatLostItsLease() {
        bench.inbox.accept(
                "brevo",
                "k",
                JSON,
                Map.of(),
                BrevoSimulator.event("unsubscribe", email, AT).getBytes(StandardCharsets.UTF_8));
        InboxItem item = bench.inbox.claim("brevo", 1).get(0);
        InboxItem stale = new InboxItem(
                item.id(),
                item.source(),
                item.eventKey(),
                item.contentType(),
                item.headers(),
                item.body(),
                item.receivedAt(),
                item.attempts(),
                UUID.randomUUID());

        bench.events.apply(stale, "brevo-event");
        assertThat(bench.events()).isZero();

        bench.events.apply(item, "brevo-event");
        assertThat(bench.events()).isEqualTo(1);
    }

    @Test
    void takesTheTimeOfArrivalWhenTheProvidersIsUnreadable() {
        apply(
                "brevo",
                JSON,
                "{\"event\":\"unsubscribe\",\"email\":\"%s\",\"ts_epoch\":\"yesterday\"}".formatted(email),
                "brevo-event");
        assertThat(bench.outcomes()).containsExactly("done: opt-out recorded");
    }

    private void apply(String source, String contentType, String body, String mapping) {
        bench.inbox.accept(
                source, UUID.randomUUID().toString(), contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        bench.inbox.claim(source, 10).forEach(item -> bench.events.apply(item, mapping));
    }
}
