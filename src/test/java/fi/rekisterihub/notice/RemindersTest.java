package fi.rekisterihub.notice;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.notice.LateAnswers.Late;
import fi.rekisterihub.notice.Reminders.Escalation;
import fi.rekisterihub.profile.ShippedProfiles;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.FreshDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of twelve days to answer: a reminder after six, the controller after nine. The clock stands where the test puts it. */
class RemindersTest {

    private static final Instant NOTICED = Instant.parse("2026-11-02T08:00:00Z");
    private static final String ROUTE = "processor-licence-registry";

    private final SetClock clock = new SetClock();
    private JdbcClient jdbc;
    private Outbox outbox;
    private Notices notices;
    private LateAnswers late;
    private Reminders reminders;
    private long changeSet;

    @BeforeEach
    void start() {
        DataSource database = FreshDatabase.dataSource();
        jdbc = JdbcClient.create(database);
        outbox = new Outbox(
                jdbc, new NoticeSettings(3, Duration.ofSeconds(30), Duration.ofHours(6), Duration.ofMinutes(2)));
        notices = new Notices(
                database,
                register -> List.of(Recipient.processor("licence-registry", ROUTE, Set.of(), Set.of("email"))));
        late = new LateAnswers(
                jdbc,
                ShippedProfiles.read(jdbc),
                new AnswerSettings(
                        Duration.ofDays(12),
                        Map.of("event-office", new AnswerSettings.Recipient(Duration.ZERO, null, null, null))),
                clock);
        reminders = new Reminders(jdbc, late, clock);
    }

    @Test
    void remindsOnceUnderTheSameIdAndMarkedSo() {
        UUID id = sent();
        clock.after(Duration.ofDays(6).minusSeconds(1));
        assertThat(reminders.remind()).isZero();
        clock.after(Duration.ofDays(6).plusSeconds(1));
        assertThat(reminders.remind()).isEqualTo(1);

        ClaimedDelivery again = outbox.claim(ROUTE, 10).get(0);
        assertThat(again.id()).isEqualTo(id);
        assertThat(again.reminder()).isTrue();
        assertThat(OpenDsrMessage.json(again)).contains("\"reminder\":true");
        assertThat(NoticeLetter.of(again, "fi").subject()).startsWith("Muistutus: Rekisteri-ilmoitus " + id);
        assertThat(NoticeLetter.of(again, "sv").text()).startsWith("Det här är en påminnelse");
        assertThat(NoticeLetter.of(again, "en").text()).startsWith("This is a reminder");
        outbox.sent(again, null).join();
        clock.after(Duration.ofDays(11));
        assertThat(reminders.remind()).as("once").isZero();
    }

    @Test
    void whoHasAnsweredOrNamedALaterDayIsNotReminded() {
        UUID confirmed = sent();
        jdbc.sql("update notice_delivery set status = 'confirmed' where id = ?")
                .param(confirmed)
                .update();
        UUID promised = sent();
        jdbc.sql("update notice_delivery set promised_at = ? where id = ?")
                .params(NOTICED.plus(Duration.ofDays(8)).atOffset(ZoneOffset.UTC), promised)
                .update();
        clock.after(Duration.ofDays(7));
        assertThat(reminders.remind()).isZero();
        clock.after(Duration.ofDays(8).plusSeconds(1));
        assertThat(reminders.remind()).isEqualTo(1);
    }

    @Test
    @DisplayName("rule 4: who has not answered is told to the controller before the time is over, and afterwards")
    void isToldToTheControllerBeforeTheTimeIsOver() {
        sent();
        sent();
        clock.after(Duration.ofDays(9).minusSeconds(1));
        assertThat(late.now()).isEmpty();
        clock.after(Duration.ofDays(9).plusSeconds(1));
        assertThat(late.now())
                .containsExactly(new Late(
                        "sofor-asiakasrekisteri",
                        "licence-registry",
                        2,
                        NOTICED,
                        NOTICED.plus(Duration.ofDays(12)),
                        3));
        clock.after(Duration.ofDays(11).plusHours(1));
        assertThat(late.now().get(0)).satisfies(one -> {
            assertThat(one.daysLeft()).isEqualTo(1);
            assertThat(one.over()).isFalse();
        });
        clock.after(Duration.ofDays(13));
        assertThat(late.now().get(0).over()).isTrue();
    }

    @Test
    void whatCouldNotBeToldIsLateTooAndARefusalIsNot() {
        noticed();
        UUID dead = sent();
        jdbc.sql("update notice_delivery set status = 'dead' where id = ?")
                .param(dead)
                .update();
        UUID refusedThere = sent();
        jdbc.sql("update notice_delivery set status = 'dead', answer = 'cancelled' where id = ?")
                .param(refusedThere)
                .update();
        clock.after(Duration.ofDays(10));
        assertThat(late.now()).singleElement().satisfies(one -> assertThat(one.number())
                .isEqualTo(2));
    }

    @Test
    void whoseAnswerNobodyWaitsForIsLeftAlone() {
        assertThat(late.awaited())
                .extracting(LateAnswers.Awaited::recipient)
                .contains("licence-registry", "print-house", "asiakastieto-keeper")
                .doesNotContain("event-office", "mailchimp", "brevo", "webinar-service");
    }

    @Test
    void theControllerGetsOneLetterADay() {
        sent();
        clock.after(Duration.ofDays(10));
        Escalation first = reminders.escalations().get(0);
        assertThat(first.unanswered()).isEqualTo(1);
        assertThat(reminders.escalations()).as("until it is sent").containsExactly(first);
        reminders.mailed(first);
        assertThat(reminders.escalations()).isEmpty();
        clock.after(Duration.ofDays(11));
        assertThat(reminders.escalations()).singleElement().satisfies(next -> assertThat(next.id())
                .isNotEqualTo(first.id()));
    }

    private UUID sent() {
        noticed();
        ClaimedDelivery delivery = outbox.claim(ROUTE, 1).get(0);
        outbox.sent(delivery, null).join();
        return delivery.id();
    }

    private void noticed() {
        changeSet++;
        notices.changed(
                "sofor-asiakasrekisteri",
                List.of(new ChangedEntity(
                        changeSet,
                        EntityKind.PERSON,
                        changeSet,
                        NoticeKind.RECTIFIED,
                        Map.of("email", "uusi@example.fi"))));
        jdbc.sql("update notice_delivery set created_at = ?")
                .param(NOTICED.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final class SetClock extends Clock {

        private Instant now = NOTICED;

        void after(Duration time) {
            now = NOTICED.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("The hub's days are Finland's.");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
