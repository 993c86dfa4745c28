package fi.rekisterihub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FreshDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class InboxTest {

    private JdbcClient jdbc;
    private Inbox inbox;

    @BeforeEach
    void freshInbox() {
        jdbc = JdbcClient.create(FreshDatabase.dataSource());
        inbox = inbox(Duration.ofMinutes(2));
    }

    @Test
    void keepsOneEventOnce() {
        assertThat(accept("mailchimp", "a")).isTrue();
        assertThat(accept("mailchimp", "a")).isFalse();
        assertThat(accept("brevo", "a")).isTrue();
        assertThat(inbox.claim("mailchimp", 10)).hasSize(1);
    }

    @Test
    void handsOutWhatCameInAsItCame() {
        inbox.accept(
                "brevo", "k", "application/json", Map.of("User-Agent", "Brevo \"1\""), new byte[] {0, 1, (byte) 0xff});

        InboxItem item = inbox.claim("brevo", 1).get(0);

        assertThat(item.body()).containsExactly(0, 1, 0xff);
        assertThat(item.headers()).containsEntry("User-Agent", "Brevo \"1\"");
        assertThat(item.contentType()).isEqualTo("application/json");
        assertThat(item.attempts()).isEqualTo(1);
    }

    @Test
    void neverHandsOneItemToTwoWorkers() throws Exception {
        for (int i = 0; i < 200; i++) {
            accept("brevo", "event-" + i);
        }
        var workers = Executors.newFixedThreadPool(4);
        List<Future<List<Long>>> hands = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            Callable<List<Long>> work = this::takeAll;
            hands.add(workers.submit(work));
        }
        Set<Long> seen = new HashSet<>();
        int taken = 0;
        for (Future<List<Long>> hand : hands) {
            taken += hand.get().size();
            seen.addAll(hand.get());
        }
        workers.shutdown();
        assertThat(taken).isEqualTo(200);
        assertThat(seen).hasSize(200);
    }

    @Test
    void givesTheItemOfADeadWorkerToAnotherAndRefusesTheLateWord() {
        Inbox impatient = inbox(Duration.ZERO);
        accept("mailbox", "m");
        InboxItem lost = impatient.claim("mailbox", 1).get(0);

        InboxItem again = inbox.claim("mailbox", 1).get(0);

        assertThat(again.attempts()).isEqualTo(2);
        assertThat(inbox.done(lost, "late")).isFalse();
        assertThat(inbox.failed(lost, "late")).isFalse();
        assertThat(inbox.done(again, "Opt-out recorded.")).isTrue();
        assertThat(inbox.done(again, "twice")).isFalse();
        assertThat(status("m")).isEqualTo("done");
    }

    @Test
    void buriesAnItemWhoseWorkersAllDied() {
        Inbox impatient = inbox(Duration.ZERO);
        accept("mailbox", "poison");
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(impatient.claim("mailbox", 1)).hasSize(1);
        }
        assertThat(impatient.claim("mailbox", 1)).isEmpty();
        assertThat(status("poison")).isEqualTo("dead");
    }

    @Test
    void waitsLongerAfterEachFailureAndShowsTheLastOne() {
        accept("brevo", "k");
        InboxItem first = inbox.claim("brevo", 1).get(0);
        assertThat(inbox.failed(first, "The database was away.")).isTrue();

        assertThat(inbox.claim("brevo", 1)).isEmpty();
        assertThat(secondsToWait("k")).isBetween(50L, 61L);
        due("k");
        inbox.failed(inbox.claim("brevo", 1).get(0), "Still away.");
        assertThat(secondsToWait("k")).isBetween(110L, 121L);
        due("k");
        inbox.failed(inbox.claim("brevo", 1).get(0), "Away for good.");

        assertThat(status("k")).isEqualTo("dead");
        assertThat(jdbc.sql("select last_error from inbox where event_key = 'k'")
                        .query(String.class)
                        .single())
                .isEqualTo("Away for good.");
    }

    @Test
    void keepsWhatAPersonMustLookAt() {
        accept("mailbox", "unclear");
        InboxItem item = inbox.claim("mailbox", 1).get(0);

        assertThat(inbox.review(item, "No clear wish was found.")).isTrue();

        assertThat(inbox.claim("mailbox", 1)).isEmpty();
        assertThat(status("unclear")).isEqualTo("review");
    }

    @Test
    void takesOneNamedItemEvenADeadOne() {
        accept("link", "click");
        InboxItem item = inbox.claim("link", "click").orElseThrow();
        inbox.dead(item, "Not readable.");

        assertThat(inbox.claim("link", "click")).isPresent();
        assertThat(inbox.claim("link", "click")).isEmpty();
        assertThat(inbox.claim("link", "never came")).isEmpty();
    }

    @Test
    void neverWaitsLongerThanTheLongestWait() {
        InboxSettings settings =
                new InboxSettings(Duration.ofMinutes(2), 99, Duration.ofSeconds(5), Duration.ofHours(1));
        assertThat(settings.waitAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.waitAfter(4)).isEqualTo(Duration.ofSeconds(40));
        assertThat(settings.waitAfter(90)).isEqualTo(Duration.ofHours(1));
    }

    private List<Long> takeAll() {
        List<Long> taken = new ArrayList<>();
        while (true) {
            List<InboxItem> items = inbox.claim("brevo", 7);
            if (items.isEmpty()) {
                return taken;
            }
            items.forEach(item -> taken.add(item.id()));
        }
    }

    private Inbox inbox(Duration lease) {
        return new Inbox(jdbc, new InboxSettings(lease, 3, Duration.ofMinutes(1), Duration.ofHours(1)));
    }

    private boolean accept(String source, String key) {
        return inbox.accept(source, key, "text/plain", Map.of(), "x".getBytes(UTF_8));
    }

    private String status(String key) {
        return jdbc.sql("select status from inbox where event_key = :key")
                .param("key", key)
                .query(String.class)
                .single();
    }

    private long secondsToWait(String key) {
        return jdbc.sql("select extract(epoch from next_at - now())::bigint from inbox where event_key = :key")
                .param("key", key)
                .query(Long.class)
                .single();
    }

    private void due(String key) {
        jdbc.sql("update inbox set next_at = now() where event_key = :key")
                .param("key", key)
                .update();
    }
}
