package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.ShippedMappings;
import fi.rekisterihub.simulator.BrevoSimulator;
import fi.rekisterihub.simulator.MailchimpSimulator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        apply("mailchimp", FORM, MailchimpSimulator.form("unsubscribe", email, AT), "mailchimp-event");

        assertThat(bench.outcomes()).containsExactly("done: opt-out recorded");
        assertThat(bench.states.of(person)).singleElement().satisfies(state -> {
            assertThat(state.source()).isEqualTo("mailchimp");
            assertThat(state.since()).isEqualTo(AT);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"upemail", "profile"})
    void notesWhatElseMailchimpSaysAndLiftsNothing(String type) {
        long person = bench.people.add(email);
        bench.optOut("link:1", "link", email, PermissionBench.MONDAY);
        apply("mailchimp", FORM, MailchimpSimulator.form(type, email, AT), "mailchimp-event");

        assertThat(bench.outcomes()).containsExactly("done: noted: kept here, changes no permission");
        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(bench.events()).isEqualTo(1);
    }

    /** What a provider begins to say one day may be an opt-out. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mailgun    | {"event-data": {"event": "left", "id": "1", "recipient": "a@a.example"}}
            sendgrid   | [{"event": "left", "sg_event_id": "1", "email": "a@a.example"}]
            brevo      | {"event": "left", "email": "a@a.example", "ts_epoch": 1795211640000}
            postmark   | {"RecordType": "Left", "Recipient": "a@a.example"}
            postmark   | {"RecordType": "Bounce", "Type": "Left", "Email": "a@a.example"}
            mailjet    | [{"event": "left", "email": "a@a.example", "MessageID": 1, "time": 1795211640}]
            mailerlite | {"event": "subscriber.left", "email": "a@a.example"}
            mailchimp  | {"type": "left", "data": {"email": "a@a.example"}}
            """)
    void leavesAWordThatNobodyKnowsToAPerson(String provider, String body) {
        apply(provider, JSON, body, provider + "-event");
        assertThat(bench.outcomes())
                .singleElement()
                .asString()
                .startsWith("review: action: The mapping gives no action");
    }

    @ParameterizedTest
    @CsvSource({
        "mailgun, accepted delivered opened clicked",
        "sendgrid, processed delivered open click",
        "brevo, request delivered opened unique_opened uniqueOpened proxy_open unique_proxy_open click",
        "mailjet, sent open click",
        "mailerlite, subscriber.updated subscriber.automation_triggered campaign.sent campaign.open campaign.click"
    })
    void ignoresTheHarmlessWordsOfEachProvider(String provider, String words) {
        for (String word : words.split(" ")) {
            apply(provider, JSON, """
                    [{"event": "%s", "email": "a@a.example", "recipient": "a@a.example", "MessageID": 1}]
                    """.formatted(word), provider + "-event");
        }
        assertThat(bench.outcomes()).containsOnly("done: ignored: not about permissions");
    }

    @Test
    void ignoresWhatIsNotAboutPermissions() {
        apply("mailchimp", FORM, MailchimpSimulator.form("campaign", email, AT), "mailchimp-event");
        apply("brevo", JSON, BrevoSimulator.event("opened", email, AT), "brevo-event");
        assertThat(bench.outcomes()).containsOnly("done: ignored: not about permissions");
    }

    @Test
    void readsAListOfEventsAndKeepsTheGoodOnesBesideABadOne() {
        String other = People.freshEmail();
        String body = "[%s,{\"event\":\"unsubscribe\",\"ts_epoch\":1},%s]"
                .formatted(BrevoSimulator.event("unsubscribe", email, AT), BrevoSimulator.event("spam", other, AT));
        apply("brevo", JSON, body, "brevo-event");

        assertThat(bench.outcomes()).containsExactly("review: email: The event names no e-mail address.");
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
    @ValueSource(strings = {"data[email]=%zz&type=unsubscribe", "a[b][c][d][e][f][g][h][i][j]=1"})
    void leavesABrokenFormToAPerson(String body) {
        apply("mailchimp", FORM, body, "mailchimp-event");
        assertThat(bench.outcomes()).singleElement().asString().startsWith("review: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data[email]=maija%40example.fi&data[list_id]=1", "fired_at=2026-11-20+21%3A54%3A00"})
    void leavesAFormThatWasCutBeforeItsTypeToAPerson(String body) {
        apply("mailchimp", FORM, body, "mailchimp-event");
        apply("activecampaign", FORM, body, "activecampaign-event");
        assertThat(bench.outcomes()).hasSize(2).allSatisfy(outcome -> assertThat(outcome)
                .startsWith("review: action: "));
        assertThat(bench.events()).isZero();
    }

    @Test
    void keepsNoAddressInTheLedger() {
        apply("mailchimp", FORM, MailchimpSimulator.form("unsubscribe", email, AT), "mailchimp-event");
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

    @Test
    void takesAComplaintForAnOptOutFromEverything() {
        long person = bench.people.add(email);
        apply(
                "sendgrid",
                JSON,
                "[{\"event\":\"spamreport\",\"email\":\"%s\",\"timestamp\":1795211640,\"sg_event_id\":\"c\"}]"
                        .formatted(email),
                "sendgrid-event");
        assertThat(bench.outcomes()).containsExactly("done: complaint recorded");
        assertThat(bench.states.of(person)).singleElement().satisfies(state -> {
            assertThat(state.permission()).isEqualTo(Permission.PROHIBITED);
            assertThat(state.scope()).isEqualTo("*");
        });
        assertThat(bench.told()).extracting(PermissionBench.Told::recipient).containsExactly("brevo", "mailchimp");
    }

    @ParameterizedTest
    @CsvSource({"cleaned, true", "soft, false"})
    void recordsABounceAndProhibitsNothing(String kind, boolean hard) {
        long person = bench.people.add(email);
        for (int time = 0; time < 2; time++) {
            if (hard) {
                apply("mailchimp", FORM, MailchimpSimulator.form(kind, email, AT), "mailchimp-event");
            } else {
                apply("brevo", JSON, BrevoSimulator.event("soft_bounce", email, AT), "brevo-event");
            }
        }
        String word = hard ? "hard" : "soft";
        assertThat(bench.outcomes())
                .containsExactly(
                        "done: %s bounce recorded: no permission is changed".formatted(word),
                        "done: %s bounce was recorded before".formatted(word));
        assertThat(bench.jdbc
                        .sql("select hard from bounce where subject_key = :key and at = :at")
                        .param("key", bench.keys.email(email))
                        .param("at", AT.atOffset(ZoneOffset.UTC))
                        .query(Boolean.class)
                        .list())
                .containsExactly(hard);
        assertThat(bench.states.of(person)).isEmpty();
        assertThat(bench.events()).isZero();
        assertThat(bench.told()).isEmpty();
    }

    @Test
    void tellsAProviderAgainThatSendsToSomebodyWhoForbadeIt() {
        long person = bench.people.add(email);
        bench.optOut("mailchimp:1", "mailchimp", email, PermissionBench.MONDAY);
        assertThat(bench.told()).extracting(PermissionBench.Told::recipient).containsExactly("brevo");

        for (int time = 0; time < 2; time++) {
            apply("mailchimp", FORM, MailchimpSimulator.form("subscribe", email, AT), "mailchimp-event");
        }

        assertThat(bench.outcomes())
                .containsOnly("done: resubscribed there against a prohibition: that provider is told again");
        assertThat(bench.told())
                .extracting(PermissionBench.Told::recipient, PermissionBench.Told::email)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("brevo", email),
                        org.assertj.core.groups.Tuple.tuple("mailchimp", email));
        assertThat(bench.mayEmail(person)).isFalse();
    }

    @Test
    void tellsItAgainForAnAddressThatNobodyHas() {
        bench.optOut("link:1", "link", email, PermissionBench.MONDAY);
        long told = bench.told().size();
        apply("brevo", JSON, BrevoSimulator.event("list_addition", email, AT), "brevo-event");
        assertThat(bench.told()).hasSize((int) told + 1);
    }

    @Test
    void tellsItAgainForSomebodyWhoWasErased() {
        bench.suppressions.suppress(People.REGISTER, List.of(bench.keys.email(email)), "erased");
        apply("brevo", JSON, BrevoSimulator.event("list_addition", email, AT), "brevo-event");
        assertThat(bench.told()).extracting(PermissionBench.Told::recipient).containsExactly("brevo");
    }

    @Test
    void leavesAReturnAloneThatTheirOwnLaterWordAllows() {
        bench.people.add(email);
        bench.optOut("link:1", "link", email, PermissionBench.MONDAY);
        bench.ownGrant("link:2", email, PermissionBench.FRIDAY);
        long told = bench.told().size();
        apply("mailchimp", FORM, MailchimpSimulator.form("subscribe", email, AT), "mailchimp-event");
        assertThat(bench.outcomes()).containsExactly("done: resubscribed there: kept here, changes no permission");
        assertThat(bench.told()).hasSize((int) told);
    }

    @Test
    void takesTheListThatWasLeftForTheTopicThatItIs() {
        long person = bench.people.add(email);
        ProviderEvents known =
                bench.events(ShippedMappings.read(), Map.of("mailchimp", Map.of(MailchimpSimulator.LIST, "safety")));
        keep("mailchimp", FORM, MailchimpSimulator.form("unsubscribe", email, AT));
        bench.inbox.claim("mailchimp", 1).forEach(item -> known.apply(item, "mailchimp-event"));

        assertThat(bench.states.of(person))
                .filteredOn(state -> state.permission() == Permission.PROHIBITED)
                .extracting(PermissionState::scope)
                .containsExactly("newsletter:safety");
        assertThat(bench.told()).extracting(PermissionBench.Told::recipient).containsExactly("brevo");
    }

    @Test
    void takesEachOfTwoWordsWithoutATimeForAWordOfItsOwn() {
        bench.people.add(email);
        String body = "{\"event\":\"subscriber.unsubscribed\",\"email\":\"%s\"}".formatted(email);
        apply("mailerlite", JSON, body, "mailerlite-event");
        bench.ownGrant("link:2", email, Instant.now());
        apply("mailerlite", JSON, body, "mailerlite-event");
        assertThat(bench.outcomes()).containsExactly("done: opt-out recorded", "done: opt-out recorded");
    }

    @Test
    void readsWhatWasLookedUpBesideTheEvent() {
        String body = """
                [{"eventId":1,"subscriptionType":"contact.propertyChange","objectId":7,"propertyName":"hs_email_optout",
                  "propertyValue":"true","occurredAt":1795211640000},
                 {"eventId":2,"subscriptionType":"contact.propertyChange","objectId":8,"propertyName":"hs_email_optout",
                  "propertyValue":"true","occurredAt":1795211640000}]
                """;
        keep("hubspot", JSON, body);
        bench.inbox
                .claim("hubspot", 1)
                .forEach(item -> bench.events.apply(
                        item,
                        "hubspot-event",
                        new ProviderEvents.Answers(
                                "objectId", Map.of("7", Map.of("properties", Map.of("email", email))))));
        assertThat(bench.outcomes()).containsExactly("review: email: The event names no e-mail address.");
        assertThat(bench.events()).isEqualTo(1);
    }

    @Test
    void readsAFormInTheEncodingThatItNames() {
        String odd = "päivi." + email;
        byte[] latin = ("type=unsubscribe&fired_at=2026-01-06+10%3A00%3A00&data[email]=" + odd)
                .getBytes(StandardCharsets.ISO_8859_1);
        keep("mailchimp", "application/x-www-form-urlencoded; charset=ISO-8859-1", latin);
        keep("mailchimp", FORM, latin);
        bench.inbox.claim("mailchimp", 10).forEach(item -> bench.events.apply(item, "mailchimp-event"));

        assertThat(bench.outcomes())
                .containsExactly(
                        "done: opt-out recorded",
                        "review: email: Letters of the e-mail address were lost on the way: the call was not encoded as it said.");
        assertThat(bench.told()).extracting(PermissionBench.Told::email).containsOnly(odd);
    }

    @Test
    void takesAnOptOutWhoseAddressIsWholeBesideANameThatIsNot() {
        byte[] latin =
                ("type=unsubscribe&fired_at=2026-01-06+10%%3A00%%3A00&data[email]=%s&data[merges][FNAME]=P%%E4ivi"
                                .formatted(email))
                        .getBytes(StandardCharsets.US_ASCII);
        keep("mailchimp", FORM, latin);
        bench.inbox.claim("mailchimp", 10).forEach(item -> bench.events.apply(item, "mailchimp-event"));
        assertThat(bench.outcomes()).containsExactly("done: opt-out recorded");
    }

    @Test
    void leavesAnActionThatThereIsNoneOfToAPerson() {
        Mappings wrong = ShippedMappings.with("odd-event", """
                feed: odd-event
                record: permission
                key: id
                fields: {action: action, email: email}
                """);
        keep("odd", JSON, "{\"id\":1,\"action\":\"optout\",\"email\":\"%s\"}".formatted(email));
        bench.inbox.claim("odd", 1).forEach(item -> bench.events(wrong, Map.of())
                .apply(item, "odd-event"));
        assertThat(bench.outcomes())
                .singleElement()
                .asString()
                .startsWith("review: action: The mapping gives no action that there is");
    }

    @Test
    void warnsThatAmazonSendsNoLonger() {
        apply(
                "amazon-ses",
                "text/plain; charset=UTF-8",
                "{\"Type\":\"UnsubscribeConfirmation\",\"Message\":\"You have chosen to deactivate the subscription.\"}",
                "amazon-ses-event");
        assertThat(bench.outcomes())
                .singleElement()
                .asString()
                .contains("review: each: Amazon SNS sends to this hub no longer");
    }

    private void keep(String source, String contentType, String body) {
        keep(source, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    private void keep(String source, String contentType, byte[] body) {
        bench.inbox.accept(source, UUID.randomUUID().toString(), contentType, Map.of(), body);
    }
}
