package fi.rekisterihub.notice;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.FreshDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notices that others have overtaken before they went out: every one is told, none with a value that is wrong by then. */
class OvertakingTest {

    private static final String ROUTE = "processor-licence-registry";
    private static final NoticeSettings SETTINGS =
            new NoticeSettings(3, Duration.ofSeconds(30), Duration.ofHours(6), Duration.ofMinutes(2));

    private JdbcClient jdbc;
    private Notices notices;
    private Outbox outbox;
    private OutboxBatches batches;
    private long changeSet;

    @BeforeEach
    void emptyOutbox() {
        DataSource database = FreshDatabase.dataSource();
        jdbc = JdbcClient.create(database);
        notices = new Notices(
                database,
                register ->
                        List.of(Recipient.processor("licence-registry", ROUTE, Set.of(), Set.of("email", "phone"))));
        outbox = new Outbox(jdbc, SETTINGS);
        batches = new OutboxBatches(jdbc, SETTINGS);
    }

    @Test
    @DisplayName("rule 4: every correction is told in order, and a value that is wrong by then in none")
    void leavesOutWhatALaterCorrectionHasOvertaken() {
        told(NoticeKind.RECTIFIED, Map.of("email", "vanha@example.fi", "phone", "+358401234567"));
        told(NoticeKind.RECTIFIED, Map.of("email", "uusi@example.fi"));

        assertThat(next().payload())
                .isEqualTo(Map.of(
                        "entity", "person",
                        "fields", Map.of("phone", "+358401234567"),
                        "overtaken", List.of("email")));
        assertThat(next().payload())
                .isEqualTo(Map.of("entity", "person", "fields", Map.of("email", "uusi@example.fi")));
        assertThat(stored()).doesNotContain("vanha@example.fi");
    }

    @Test
    void aFileLeavesItOutToo() {
        told(NoticeKind.RECTIFIED, Map.of("email", "vanha@example.fi"));
        told(NoticeKind.RECTIFIED, Map.of("email", "uusi@example.fi"));

        ClaimedBatch batch = java.util.Objects.requireNonNull(batches.claim(ROUTE, 10));
        assertThat(NoticeRows.of(batch.deliveries()).toString()).doesNotContain("vanha@example.fi");
        batches.sent(batch);
        assertThat(NoticeRows.of(java.util.Objects.requireNonNull(batches.claim(ROUTE, 10))
                                .deliveries())
                        .toString())
                .contains("uusi@example.fi");
    }

    @Test
    @DisplayName("rule 1: what was erased before it was told is not told any more")
    void tellsNoValueOfWhatWasErasedMeanwhile() {
        told(NoticeKind.RECTIFIED, Map.of("email", "vanha@example.fi"));
        told(NoticeKind.ERASED, Map.of());

        assertThat(next().payload())
                .isEqualTo(Map.of("entity", "person", "fields", Map.of(), "overtaken", List.of("email")));
        ClaimedDelivery erased = next();
        assertThat(erased.kind()).isEqualTo(NoticeKind.ERASED);
        assertThat(fields(erased)).containsOnlyKeys("email", "phone");
        assertThat(stored()).doesNotContain("vanha@example.fi");
    }

    @Test
    @DisplayName("rule 4: a correction is told with its value although the person has objected to something since")
    void anObjectionOvertakesNoValue() {
        told(NoticeKind.RECTIFIED, Map.of("email", "uusi@example.fi"));
        notices.objected("sofor-asiakasrekisteri", 100, "profiling", "subject-request:1");

        assertThat(fields(next())).containsEntry("email", "uusi@example.fi");
        assertThat(next().kind()).isEqualTo(NoticeKind.OBJECTED);
    }

    @Test
    void aRepeatSaysTheSameOrLess() {
        told(NoticeKind.RECTIFIED, Map.of("email", "vanha@example.fi"));
        ClaimedDelivery first = claim();
        assertThat(fields(first)).containsEntry("email", "vanha@example.fi");
        outbox.failed(first, "SocketTimeoutException: Read timed out");
        told(NoticeKind.RECTIFIED, Map.of("email", "uusi@example.fi"));
        dueNow();

        ClaimedDelivery again = next();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(fields(again)).isEmpty();
        assertThat(fields(next())).containsEntry("email", "uusi@example.fi");
    }

    @Test
    void aRestrictionThatIsOverBeforeAnythingWentOutLeavesNothingOut() {
        told(NoticeKind.RECTIFIED, Map.of("email", "uusi@example.fi"));
        told(NoticeKind.RESTRICTED, Map.of());
        told(NoticeKind.RESTRICTION_LIFTED, Map.of());
        assertThat(fields(next())).containsEntry("email", "uusi@example.fi");
        assertThat(fields(next())).containsOnlyKeys("email", "phone");
        assertThat(fields(next())).containsOnlyKeys("email", "phone");
        assertThat(claims()).isEmpty();
    }

    @Test
    @DisplayName("rule 1: a dead restriction that is tried again does not undo the lift that came after it")
    void aDeadOneThatIsTriedAgainUndoesNothing() {
        told(NoticeKind.RESTRICTED, Map.of());
        ClaimedDelivery restricted = claim();
        outbox.turnedDown(restricted, "The recipient turned it down with HTTP 422; mend the cause, then try again.");
        told(NoticeKind.RESTRICTION_LIFTED, Map.of());
        next();
        outbox.retryNow(restricted.id());

        ClaimedDelivery again = next();
        assertThat(again.id()).isEqualTo(restricted.id());
        assertThat(fields(again)).isEmpty();
        assertThat(again.payload()).containsEntry("overtaken", List.of("email", "phone"));
    }

    @Test
    void aDeadMergeThatIsTriedAgainDoesNotUndoTheSeparation() {
        notices.sameness("sofor-asiakasrekisteri", NoticeKind.MERGED, EntityKind.PERSON, 100, 200, "a");
        ClaimedDelivery merged = claim();
        outbox.turnedDown(merged, "The recipient turned it down with HTTP 422; mend the cause, then try again.");
        notices.sameness("sofor-asiakasrekisteri", NoticeKind.SEPARATED, EntityKind.PERSON, 100, 200, "b");
        assertThat(next().payload()).containsEntry("of", "200");
        outbox.retryNow(merged.id());
        assertThat(next().payload()).isEqualTo(Map.of("entity", "person", "overtaken", List.of("of")));
    }

    @Test
    void otherPersonsAndOtherFieldsAreLeftAlone() {
        told(NoticeKind.RECTIFIED, Map.of("email", "uusi@example.fi"));
        told(NoticeKind.RECTIFIED, Map.of("phone", "+358401234567"));
        notices.changed(
                "sofor-asiakasrekisteri",
                List.of(new ChangedEntity(++changeSet, EntityKind.PERSON, 200, NoticeKind.ERASED, Map.of())));
        assertThat(outbox.claim(ROUTE, 10)).hasSize(2).first().satisfies(first -> assertThat(fields(first))
                .containsEntry("email", "uusi@example.fi"));
    }

    private void told(NoticeKind kind, Map<String, String> values) {
        notices.changed(
                "sofor-asiakasrekisteri",
                List.of(new ChangedEntity(++changeSet, EntityKind.PERSON, 100, kind, values)));
    }

    private ClaimedDelivery claim() {
        List<ClaimedDelivery> claimed = outbox.claim(ROUTE, 10);
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    private ClaimedDelivery next() {
        ClaimedDelivery claimed = claim();
        assertThat(outbox.sent(claimed, null).join()).isTrue();
        return claimed;
    }

    private List<ClaimedDelivery> claims() {
        return outbox.claim(ROUTE, 10);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(ClaimedDelivery delivery) {
        return (Map<String, Object>)
                java.util.Objects.requireNonNull(delivery.payload().get("fields"));
    }

    private String stored() {
        return jdbc.sql("select string_agg(payload::text, ' ') from notice_delivery")
                .query(String.class)
                .single();
    }

    private void dueNow() {
        jdbc.sql("update notice_delivery set next_at = now() - interval '1 second'")
                .update();
    }
}
