package fi.rekisterihub.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.notice.Answer.Effect;
import fi.rekisterihub.notice.Answer.Outcome;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.FreshDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AcknowledgementsTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final NoticeSettings SETTINGS =
            new NoticeSettings(3, Duration.ofSeconds(30), Duration.ofHours(6), Duration.ofMinutes(2));

    private JdbcClient jdbc;
    private Notices notices;
    private Outbox outbox;
    private Acknowledgements acknowledgements;
    private long changeSet;

    @BeforeEach
    void emptyOutbox() {
        DataSource database = FreshDatabase.dataSource();
        jdbc = JdbcClient.create(database);
        notices = new Notices(database, register -> List.of(processor("registry"), processor("printer")));
        outbox = new Outbox(jdbc, SETTINGS);
        acknowledgements =
                new Acknowledgements(jdbc, new TransactionTemplate(new DataSourceTransactionManager(database)));
    }

    @Test
    @DisplayName("rule 4: an acknowledgement is kept as proof beside the delivery")
    void isKeptAsProof() {
        ClaimedDelivery delivery = sent("uusi@example.fi");
        assertThat(says(delivery, Outcome.IN_PROGRESS)).isEqualTo(Effect.TAKEN);
        assertThat(status(delivery)).isEqualTo("sent in-progress");
        assertThat(says(delivery, Outcome.COMPLETED)).isEqualTo(Effect.TAKEN);
        assertThat(status(delivery)).isEqualTo("confirmed completed");
        assertThat(proofs()).containsExactly("callback in-progress taken", "callback completed taken");
        assertThatThrownBy(() -> jdbc.sql("update notice_answer set outcome = 'cancelled'")
                        .update())
                .hasMessageContaining("notice_answer");
    }

    @Test
    void aDoubleOneDoesNoHarm() {
        ClaimedDelivery delivery = sent("uusi@example.fi");
        says(delivery, Outcome.COMPLETED);
        Map<String, Object> before = row(delivery.id());
        assertThat(says(delivery, Outcome.COMPLETED)).isEqualTo(Effect.REPEATED);
        assertThat(row(delivery.id())).isEqualTo(before);
        assertThat(proofs()).containsExactly("callback completed taken");
    }

    @Test
    void aLateOneChangesNothingOfWhatIsDone() {
        ClaimedDelivery delivery = sent("uusi@example.fi");
        says(delivery, Outcome.COMPLETED);
        Map<String, Object> before = row(delivery.id());
        assertThat(says(delivery, Outcome.IN_PROGRESS)).isEqualTo(Effect.LATE);
        assertThat(says(delivery, Outcome.CANCELLED)).isEqualTo(Effect.LATE);
        assertThat(row(delivery.id())).isEqualTo(before);
        assertThat(proofs())
                .containsExactly("callback completed taken", "callback in-progress late", "callback cancelled late");
    }

    @Test
    void oneOfAnOvertakenNoticeDoesNoHarmToTheLaterOne() {
        ClaimedDelivery first = claim("vanha@example.fi");
        outbox.failed(first, "SocketTimeoutException: Read timed out");
        change("uusi@example.fi");
        assertThat(says(first, Outcome.COMPLETED)).isEqualTo(Effect.TAKEN);

        List<ClaimedDelivery> later = outbox.claim("processor-registry", 10);
        assertThat(later).singleElement().satisfies(only -> assertThat(only.id())
                .isNotEqualTo(first.id()));
        assertThat(later.get(0).payload().toString()).contains("uusi@example.fi");
        outbox.sent(later.get(0), null).join();
        assertThat(says(first, Outcome.CANCELLED)).isEqualTo(Effect.LATE);
        assertThat(status(later.get(0))).isEqualTo("sent null");
        assertThat(status(first)).isEqualTo("confirmed completed");
    }

    @Test
    void ofAnothersDeliveryNothingIsBelieved() {
        ClaimedDelivery delivery = sent("uusi@example.fi");
        Map<String, Object> before = row(delivery.id());
        assertThat(acknowledgements.record(answer(delivery.id(), "printer", Outcome.COMPLETED, null)))
                .isEqualTo(Effect.UNKNOWN);
        assertThat(acknowledgements.record(answer(UUID.randomUUID(), "registry", Outcome.COMPLETED, null)))
                .isEqualTo(Effect.UNKNOWN);
        assertThat(row(delivery.id())).isEqualTo(before);
        assertThat(proofs()).isEmpty();
    }

    @Test
    void nothingIsBelievedOfWhatWasNeverSent() {
        change("uusi@example.fi");
        UUID waiting = jdbc.sql("select id from notice_delivery where recipient = 'registry'")
                .query(UUID.class)
                .single();
        assertThat(acknowledgements.record(answer(waiting, "registry", Outcome.COMPLETED, null)))
                .isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void aRefusalIsRecordedWithItsReasonAndMayBeTakenBack() {
        ClaimedDelivery delivery = sent("uusi@example.fi");
        assertThat(acknowledgements.record(
                        answer(delivery.id(), "registry", Outcome.CANCELLED, "We hold no\nsuch person.")))
                .isEqualTo(Effect.TAKEN);
        assertThat(row(delivery.id()))
                .containsEntry("status", "dead")
                .containsEntry("answer_reason", "We hold no such person.")
                .containsEntry("last_error", "The recipient has answered that it does not do it.");
        assertThat(says(delivery, Outcome.IN_PROGRESS)).isEqualTo(Effect.LATE);
        assertThat(says(delivery, Outcome.COMPLETED)).isEqualTo(Effect.TAKEN);
        assertThat(row(delivery.id())).containsEntry("status", "confirmed").containsEntry("answer_reason", null);
    }

    @Test
    void whoWasRefusedOnceIsHeardAnewWhenItIsTriedAgain() {
        ClaimedDelivery delivery = sent("uusi@example.fi");
        says(delivery, Outcome.CANCELLED);
        outbox.retryNow(delivery.id());
        outbox.sent(outbox.claim("processor-registry", 1).get(0), null).join();
        assertThat(says(delivery, Outcome.IN_PROGRESS)).isEqualTo(Effect.TAKEN);
    }

    @Test
    void oneThatComesBeforeTheAnswerToTheCallIsNotUndoneByIt() {
        ClaimedDelivery delivery = claim("uusi@example.fi");
        assertThat(says(delivery, Outcome.IN_PROGRESS)).isEqualTo(Effect.TAKEN);
        assertThat(outbox.answered(delivery, answer(delivery.id(), "registry", Outcome.PENDING, null))
                        .join())
                .isTrue();
        assertThat(status(delivery)).isEqualTo("sent in-progress");

        ClaimedDelivery other = claim("toinen@example.fi");
        assertThat(says(other, Outcome.COMPLETED)).isEqualTo(Effect.TAKEN);
        assertThat(outbox.sent(other, null).join()).isFalse();
        assertThat(outbox.failed(other, "Too late.")).isFalse();
        assertThat(status(other)).isEqualTo("confirmed completed");
    }

    @Test
    void whoSaysThatItHasItAfterATimeoutIsNotToldAgain() {
        ClaimedDelivery delivery = claim("uusi@example.fi");
        outbox.failed(delivery, "SocketTimeoutException: Read timed out");
        says(delivery, Outcome.PENDING);
        jdbc.sql("update notice_delivery set next_at = now() - interval '1 second'")
                .update();
        assertThat(outbox.claim("processor-registry", 10)).isEmpty();
        assertThat(status(delivery)).isEqualTo("sent pending");
    }

    @Test
    void aMailThatCameBackEndsTheDeliveryAndConfirmsNothing() {
        ClaimedDelivery delivery = sent("uusi@example.fi");
        assertThat(acknowledgements.returned(delivery.id(), "printer", "user-unknown"))
                .isFalse();
        assertThat(acknowledgements.returned(delivery.id(), "registry", "user-unknown"))
                .isTrue();
        assertThat(row(delivery.id()))
                .containsEntry("status", "dead")
                .containsEntry("last_error", "The mail came back: user-unknown.");
        says(delivery, Outcome.COMPLETED);
        assertThat(acknowledgements.returned(delivery.id(), "registry", "user-unknown"))
                .isFalse();
        assertThat(status(delivery)).isEqualTo("confirmed completed");
    }

    private Effect says(ClaimedDelivery delivery, Outcome outcome) {
        return acknowledgements.record(answer(delivery.id(), "registry", outcome, null));
    }

    private static Answer answer(UUID delivery, String recipient, Outcome outcome, @Nullable String reason) {
        return new Answer(
                delivery, recipient, Answer.Way.CALLBACK, outcome, null, reason, null, Answer.Proof.of(outcome.word()));
    }

    private ClaimedDelivery sent(String email) {
        ClaimedDelivery delivery = claim(email);
        assertThat(outbox.sent(delivery, null).join()).isTrue();
        return delivery;
    }

    private ClaimedDelivery claim(String email) {
        change(email);
        return outbox.claim("processor-registry", 10).get(0);
    }

    private void change(String email) {
        notices.changed(
                REGISTER,
                List.of(new ChangedEntity(
                        ++changeSet, EntityKind.PERSON, 100, NoticeKind.RECTIFIED, Map.of("email", email))));
    }

    private static Recipient processor(String id) {
        return Recipient.processor(id, "processor-" + id, Set.of(), Set.of("email"));
    }

    private String status(ClaimedDelivery delivery) {
        Map<String, Object> row = row(delivery.id());
        return row.get("status") + " " + row.get("answer");
    }

    private Map<String, Object> row(UUID id) {
        return jdbc.sql("select * from notice_delivery where id = ?")
                .param(id)
                .query()
                .singleRow();
    }

    private List<String> proofs() {
        return jdbc.sql("select concat_ws(' ', way, outcome, effect) from notice_answer order by id")
                .query(String.class)
                .list();
    }
}
