package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.support.FreshDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The steps of docs/restoring.md, on a copy that PostgreSQL made before the opt-outs came. */
@DisplayName("rule 1: a database that is older than the opt-outs learns them again")
class RestoredDatabaseTest {

    private static final String REGISTER = SimulatedHub.OPT_OUT;
    private static final String[] PROVIDERS = {"brevo", "mailchimp", "sendgrid"};

    private final String clicked = People.freshEmail();
    private final String clickedAtProvider = People.freshEmail();
    private final String wrote = People.freshEmail();
    private final String called = People.freshEmail();
    private final List<String> everybody = List.of(clicked, clickedAtProvider, wrote, called);
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<String, Set<String>> suppressedAt = new HashMap<>();

    @Test
    void learnsAgainFromMailsHooksAndTheMemoryOfTheProviders() {
        String url = FreshDatabase.url();
        DataSource source = FreshDatabase.unpooled(url);
        SimulatedHub hub = new SimulatedHub(source, 1);
        People people = new People(hub.jdbc, hub.keys);
        everybody.forEach(email -> ids.put(email, people.add(REGISTER, email, null)));

        String backup = FreshDatabase.copyOf(url);
        long comesLater = people.add(REGISTER, People.freshEmail(), null);
        optOut(hub);
        assertThat(everybody).allMatch(email -> prohibited(hub, email));
        tellTheProviders(hub);

        SimulatedHub restored = new SimulatedHub(FreshDatabase.dataSource(backup), 1);
        assertThat(everybody).noneMatch(email -> prohibited(restored, email));
        learnAgain(restored);

        assertThat(everybody).allMatch(email -> prohibited(restored, email));
        assertThat(new People(restored.jdbc, restored.keys).add(REGISTER, People.freshEmail(), null))
                .as("a number that links and processors know as somebody else's")
                .isGreaterThan(comesLater);
        long acts = acts(restored);
        learnAgain(restored);
        assertThat(acts(restored)).as("twice is once").isEqualTo(acts);
    }

    private void optOut(SimulatedHub hub) {
        long person = id(clicked);
        hub.linkActs.optOut(
                hub.tokens.token(new LinkSubject(REGISTER, person, clicked, "*", "issue-7", Instant.now())), null);
        hook(hub, "sendgrid", "1", clickedAtProvider);
        suppressedAt.put("sendgrid", new HashSet<>(Set.of(clickedAtProvider)));
        mail(hub);
        hub.ledger.record(PermissionAct.emailOptOut(
                "console:1", null, "console", Set.of(id(called)), null, Map.of(), Instant.now()));
    }

    private void tellTheProviders(SimulatedHub hub) {
        for (String provider : PROVIDERS) {
            Set<String> suppressed = suppressedAt.computeIfAbsent(provider, first -> new HashSet<>());
            for (ClaimedDelivery delivery : hub.outbox.claim(hub.route(provider), 100)) {
                suppressed.add(String.valueOf(delivery.payload().get("email")));
                hub.outbox.sent(delivery, "done").join();
            }
        }
    }

    private void learnAgain(SimulatedHub hub) {
        hub.jdbc
                .sql("select setval('entity_id', (select last_value + 1000000 from entity_id))")
                .query(Long.class)
                .single();
        mail(hub);
        hook(hub, "sendgrid", "1", clickedAtProvider);
        suppressedAt.forEach((provider, suppressed) ->
                suppressed.forEach(email -> hook(hub, provider, "list of today: " + email, email)));
    }

    private void mail(SimulatedHub hub) {
        hub.inbox.accept(MailReplies.SOURCE, "<1@example.fi>", "message/rfc822", Map.of(), new byte[0]);
        hub.inbox
                .claim(MailReplies.SOURCE, "<1@example.fi>")
                .ifPresent(item -> hub.replies.apply(item, SimulatedWords.mail(wrote)));
    }

    private static void hook(SimulatedHub hub, String provider, String key, String email) {
        String body = """
                {"event": "unsubscribe", "email": "%s", "ts_epoch": %d, "message-id": "%s", "camp_id": 7}
                """.formatted(email, Instant.now().toEpochMilli(), key);
        hub.inbox.accept(provider, key, "application/json", Map.of(), body.getBytes(StandardCharsets.UTF_8));
        hub.inbox.claim(provider, key).ifPresent(item -> hub.events.apply(item, "brevo-event"));
    }

    private boolean prohibited(SimulatedHub hub, String email) {
        return hub.states
                        .of(id(email), PermissionAct.DIRECT_MARKETING, "email", PermissionAct.EVERYTHING)
                        .permission()
                == Permission.PROHIBITED;
    }

    private long id(String email) {
        return ids.getOrDefault(email, 0L);
    }

    private static long acts(SimulatedHub hub) {
        return hub.jdbc
                .sql("select count(*) from permission_event")
                .query(Long.class)
                .single();
    }
}
