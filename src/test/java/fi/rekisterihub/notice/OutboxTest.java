package fi.rekisterihub.notice;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.FreshDatabase;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutboxTest {

    private static final String ROUTE = "processor-licence-registry";
    private static final NoticeSettings SETTINGS =
            new NoticeSettings(3, Duration.ofSeconds(30), Duration.ofHours(6), Duration.ofMinutes(2));

    private JdbcClient jdbc;
    private Notices notices;
    private Outbox outbox;

    @BeforeEach
    void emptyOutbox() {
        DataSource database = FreshDatabase.dataSource();
        jdbc = JdbcClient.create(database);
        notices = new Notices(
                database,
                register -> List.of(Recipient.processor("licence-registry", ROUTE, Set.of(), Set.of("email"))));
        outbox = new Outbox(jdbc, SETTINGS);
    }

    @Test
    void givesADeliveryToOneWorkerOnly() {
        corrected(1, 100);
        assertThat(outbox.claim(ROUTE, 10)).hasSize(1);
        assertThat(outbox.claim(ROUTE, 10)).isEmpty();
    }

    @Test
    void leavesOtherRoutesAlone() {
        corrected(1, 100);
        assertThat(outbox.claim("processor-print-house", 10)).isEmpty();
    }

    @Test
    void whatARegisterWithoutAProfileHasToSayWaits() {
        Set<String> closed = new HashSet<>(Set.of("sofor-asiakasrekisteri"));
        Outbox waiting = new Outbox(jdbc, SETTINGS, () -> closed);
        OutboxBatches waitingBatches = new OutboxBatches(jdbc, SETTINGS, () -> closed);
        corrected(1, 100);

        assertThat(waiting.claim(ROUTE, 10)).isEmpty();
        assertThat(waitingBatches.claim(ROUTE, 10)).isNull();

        closed.clear();
        assertThat(waiting.claim(ROUTE, 10)).hasSize(1);
    }

    @Test
    void aFileIsNotWrittenAgainWhileARegisterInItIsWithoutAProfile() {
        Set<String> closed = new HashSet<>();
        OutboxBatches batches = new OutboxBatches(jdbc, SETTINGS, () -> closed);
        corrected(1, 100);
        ClaimedBatch first = Objects.requireNonNull(batches.claim(ROUTE, 10));
        batches.failed(first, "The folder is full.");
        allDueNow();
        closed.add("sofor-asiakasrekisteri");

        assertThat(batches.claim(ROUTE, 10)).isNull();

        closed.clear();
        assertThat(batches.claim(ROUTE, 10)).isNotNull().satisfies(again -> assertThat(again.id())
                .isEqualTo(first.id()));
    }

    @Test
    void claimsNoMoreThanAsked() {
        LongStream.rangeClosed(1, 30).forEach(n -> corrected(n, 100 + n));
        assertThat(outbox.claim(ROUTE, 7)).hasSize(7);
    }

    @Test
    void handsAnEntitysDeliveriesOutInOrder() {
        corrected(1, 100);
        corrected(2, 100);
        corrected(3, 200);
        List<ClaimedDelivery> first = outbox.claim(ROUTE, 10);
        assertThat(first).extracting(ClaimedDelivery::entityId).containsExactly(100L, 200L);
        assertThat(outbox.claim(ROUTE, 10)).isEmpty();

        outbox.failed(first.get(0), "The recipient answered HTTP 503.");
        assertThat(outbox.claim(ROUTE, 10))
                .as("the later one waits for the failed one")
                .isEmpty();

        allDueNow();
        ClaimedDelivery again = outbox.claim(ROUTE, 10).get(0);
        assertThat(again.id()).isEqualTo(first.get(0).id());
        outbox.sent(again, null).join();
        assertThat(outbox.claim(ROUTE, 10)).singleElement().satisfies(later -> assertThat(later.position())
                .isGreaterThan(again.position()));
    }

    @Test
    void aDeadDeliveryDoesNotHoldUpTheLaterOnes() {
        corrected(1, 100);
        corrected(2, 100);
        outbox.turnedDown(outbox.claim(ROUTE, 10).get(0), "The recipient turned it down with HTTP 422.");
        assertThat(outbox.claim(ROUTE, 10)).hasSize(1);
    }

    @Test
    void sendsAgainUnderTheSameIdWhenTheWorkerDied() {
        corrected(1, 100);
        ClaimedDelivery dead = outbox.claim(ROUTE, 10).get(0);
        leasesRunOut();
        ClaimedDelivery heir = outbox.claim(ROUTE, 10).get(0);
        assertThat(heir.id()).isEqualTo(dead.id());
        assertThat(heir.lease()).isNotEqualTo(dead.lease());
        assertThat(heir.attempts()).isEqualTo(2);
    }

    @Test
    void whatIsGivenBackWasNeverTried() {
        corrected(1, 100);
        ClaimedDelivery early = outbox.claim(ROUTE, 10).get(0);
        assertThat(outbox.givenBack(early)).isTrue();
        assertThat(outbox.sent(early, null).join())
                .as("whoever gave it back records nothing")
                .isFalse();

        ClaimedDelivery next = outbox.claim(ROUTE, 10).get(0);
        assertThat(next.id()).isEqualTo(early.id());
        assertThat(next.attempts()).isEqualTo(1);
        assertThat(outbox.givenBack(early)).as("another has it").isFalse();
        assertThat(outbox.sent(next, null).join()).isTrue();
    }

    @Test
    void aWorkerWhoseLeaseWasTakenOverRecordsNothing() {
        corrected(1, 100);
        ClaimedDelivery slow = outbox.claim(ROUTE, 10).get(0);
        leasesRunOut();
        ClaimedDelivery heir = outbox.claim(ROUTE, 10).get(0);
        assertThat(outbox.sent(heir, "R-1").join()).isTrue();

        assertThat(outbox.failed(slow, "Too late.")).isFalse();
        assertThat(outbox.turnedDown(slow, "Too late.")).isFalse();
        assertThat(outbox.sent(slow, "R-2").join()).isFalse();
        assertThat(row(heir.id())).containsEntry("status", "sent").containsEntry("receipt", "R-1");
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureAndThenGivesUp() {
        corrected(1, 100);
        UUID id = failOnce();
        assertThat(waitOf(id)).isBetween(Duration.ofSeconds(26), Duration.ofSeconds(33));
        failOnce();
        assertThat(waitOf(id)).isBetween(Duration.ofSeconds(53), Duration.ofSeconds(66));
        failOnce();
        assertThat(row(id))
                .containsEntry("status", "dead")
                .containsEntry("last_error", "The recipient answered HTTP 503.");
        allDueNow();
        assertThat(outbox.claim(ROUTE, 10)).isEmpty();
    }

    @Test
    void aDeadDeliveryIsTriedAgainWhenAnOperatorSaysSo() {
        corrected(1, 100);
        UUID id = failOnce();
        assertThat(outbox.retryNow(id)).as("only a dead one").isFalse();
        failOnce();
        failOnce();
        assertThat(outbox.retryNow(id)).isTrue();
        ClaimedDelivery again = outbox.claim(ROUTE, 10).get(0);
        assertThat(again.id()).isEqualTo(id);
        assertThat(again.attempts()).isEqualTo(1);
    }

    @Test
    void leavesARecipientAloneForAsLongAsItAsks() {
        corrected(1, 100);
        ClaimedDelivery delivery = outbox.claim(ROUTE, 1).get(0);
        outbox.failed(delivery, "The recipient answered HTTP 429.", Duration.ofMinutes(20));
        assertThat(waitOf(delivery.id())).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
    }

    @Test
    void believesAReceiptThatComesLate() {
        corrected(1, 100);
        ClaimedDelivery delivery = outbox.claim(ROUTE, 1).get(0);
        assertThat(outbox.confirmed(UUID.randomUUID(), "R-9")).isFalse();
        outbox.failed(delivery, "SocketTimeoutException: Read timed out");
        assertThat(outbox.confirmed(delivery.id(), "R-1")).isTrue();
        assertThat(row(delivery.id())).containsEntry("status", "confirmed").containsEntry("receipt", "R-1");
        assertThat(outbox.confirmed(delivery.id(), "R-2"))
                .as("the first receipt stands")
                .isFalse();
        allDueNow();
        assertThat(outbox.claim(ROUTE, 1)).isEmpty();
    }

    @Test
    void noReceiptIsBelievedForWhatWasNeverSent() {
        corrected(1, 100);
        UUID id = jdbc.sql("select id from notice_delivery").query(UUID.class).single();
        assertThat(outbox.confirmed(id, "R-1")).isFalse();
    }

    @Test
    void twoCompetingWorkersLoseNothingAndFinishNothingTwice() throws Exception {
        LongStream.rangeClosed(1, 300).forEach(n -> corrected(n, 100 + n % 150));
        ConcurrentLinkedQueue<UUID> finished = new ConcurrentLinkedQueue<>();
        Callable<Void> worker = () -> {
            while (unfinished() > 0) {
                for (ClaimedDelivery delivery : outbox.claim(ROUTE, 5)) {
                    if (outbox.sent(delivery, null).join()) {
                        finished.add(delivery.id());
                    }
                }
            }
            return null;
        };
        var threads = Executors.newFixedThreadPool(3);
        try {
            for (var result : threads.invokeAll(List.of(worker, worker, worker))) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(finished).hasSize(300);
        assertThat(new HashSet<>(finished)).hasSize(300);
        assertThat(jdbc.sql("select count(*) from notice_delivery where attempts <> 1")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void corrected(long changeSet, long entity) {
        notices.changed(
                "sofor-asiakasrekisteri",
                List.of(new ChangedEntity(
                        changeSet,
                        EntityKind.PERSON,
                        entity,
                        NoticeKind.RECTIFIED,
                        Map.of("email", "uusi@example.fi"))));
    }

    @Test
    void countsTheNewestOptOutsOnTheWayAndSaysThatThereMayBeMore() {
        NoticeReader reader = new NoticeReader(jdbc);
        assertThat(reader.optOutsOnTheWay()).isEqualTo(new NoticeReader.OnTheWay(0, false));
        waiting("opt-out", "provider-brevo", 2);
        waiting("opt-out", "provider-mailchimp", 1);
        waiting("rectified", ROUTE, 1);
        assertThat(reader.optOutsOnTheWay()).isEqualTo(new NoticeReader.OnTheWay(3, false));

        waiting("rectified", "provider-brevo", NoticeReader.COUNT_UP_TO);
        waiting("opt-out", "provider-brevo", 1);

        NoticeReader.OnTheWay beside = reader.optOutsOnTheWay();
        assertThat(beside).isEqualTo(new NoticeReader.OnTheWay(2, true));
        assertThat(new NoticeReader.OnTheWay(0, true).none()).isFalse();
    }

    private void waiting(String kind, String route, int number) {
        jdbc.sql("""
                with made as (
                    insert into notice (id, register_id, kind, cause)
                    select gen_random_uuid(), 'sofor-asiakasrekisteri', :kind, 'test:' || gen_random_uuid()
                      from generate_series(1, :number)
                    returning id)
                insert into notice_delivery (id, notice_id, recipient, route, payload)
                select gen_random_uuid(), id, :route, :route, '{}' from made
                """)
                .param("kind", kind)
                .param("route", route)
                .param("number", number)
                .update();
    }

    private UUID failOnce() {
        allDueNow();
        ClaimedDelivery delivery = outbox.claim(ROUTE, 1).get(0);
        assertThat(outbox.failed(delivery, "The recipient answered HTTP 503.")).isTrue();
        return delivery.id();
    }

    private Duration waitOf(UUID id) {
        return Duration.ofMillis(
                jdbc.sql("select 1000 * extract(epoch from next_at - now()) from notice_delivery where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single());
    }

    private long unfinished() {
        return jdbc.sql("select count(*) from notice_delivery where status in ('new', 'claimed')")
                .query(Long.class)
                .single();
    }

    private void allDueNow() {
        jdbc.sql("update notice_delivery set next_at = now() - interval '1 second'")
                .update();
    }

    private void leasesRunOut() {
        jdbc.sql("update notice_delivery set claimed_until = now() - interval '1 second'")
                .update();
    }

    private Map<String, Object> row(UUID id) {
        return jdbc.sql("select * from notice_delivery where id = ?")
                .param(id)
                .query()
                .singleRow();
    }
}
