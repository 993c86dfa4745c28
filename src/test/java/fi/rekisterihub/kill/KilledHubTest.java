package fi.rekisterihub.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.notice.ChangedEntity;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.simulator.BigCsv;
import fi.rekisterihub.support.TestHome;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * One {@code kill -9} in the middle of an import, of a mailbox poll, of clicks on links and of a notice's delivery, on the
 * embedded database; then a restart. Starting a hub costs seconds, so all tests look at the same one.
 */
class KilledHubTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final int ROWS = 20_000;
    private static final int MAILS = 30;
    private static final int NOTICES = 12;
    private static final int ANSWERED_AT_FIRST = 4;
    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Duration POLLED = Duration.ofMillis(300);

    private static final Path HOME =
            TestHome.withRoutes("crm-person", "processor-licence-registry", "unsubscribe-mailbox", "unsubscribe-reply");

    private static final HubDatabase DATABASE = new HubDatabase(HOME);
    private static SlowProcessor processor;
    private static UnsubscribeMailbox mailbox;
    private static ChildHub hub;

    private static ClickingReaders readers;
    private static ProcessHandle orphan;
    private static boolean orphanLived;
    private static Found atTheKill;

    /** How far the three were when the hub was killed. */
    record Found(long rowsDone, long persons, long mailsKept, long mailsApplied, long noticesClaimed) {}

    @BeforeAll
    static void killInTheMiddleAndStartAgain() throws IOException, MessagingException, SQLException {
        processor = new SlowProcessor(ANSWERED_AT_FIRST);
        mailbox = new UnsubscribeMailbox();
        hub = ChildHub.launch(HOME, settings());
        hub.awaitStarted();

        queueNotices();
        await("an answer that does not come").atMost(LONGEST).until(processor::hangs);
        dropFile();
        await("the import").atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(KilledHubTest::importHasBegun);
        try (Connection holding = holdTheImport()) {
            readers = new ClickingReaders(DATABASE, REGISTER, hub.port());
            mailbox.receive(MAILS);
            await("the first opt-outs")
                    .atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !readers.answered().isEmpty()
                            && DATABASE.number("select count(*) from permission_event where source <> 'link'") > 0);
            hub.killHard();
            readers.close();

            orphan = DATABASE.process();
            orphanLived = orphan.isAlive();
            atTheKill = find();
            holding.rollback();
        }
        processor.answerAll();
        hub.launchAgain().awaitStarted();
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
        processor.close();
        mailbox.close();
        FileSystemUtils.deleteRecursively(HOME);
    }

    @Test
    void stopsTheDatabaseProcessThatTheKilledHubLeftBehind() {
        assertThat(orphanLived).as("it outlived the hub").isTrue();
        assertThat(orphan.isAlive()).as("it lives beside the new one").isFalse();
        assertThat(DATABASE.process().isAlive()).isTrue();
    }

    @Test
    void theImportGoesOnWhereItWasAndAppliesEveryRowOnce() {
        assertThat(atTheKill.rowsDone()).isPositive().isLessThan(ROWS).isEqualTo(atTheKill.persons());
        await().pollInterval(POLLED).atMost(LONGEST).untilAsserted(() -> assertThat(
                        DATABASE.texts("select status from run"))
                .containsExactly("done"));

        assertThat(DATABASE.texts("select concat_ws(' ', rows_in, rows_done, applied, attempts) from run"))
                .as("rows in, done and applied; attempts")
                .containsExactly("%1$d %1$d %1$d 2".formatted(ROWS));
        assertThat(DATABASE.number("select count(*) from person")).isEqualTo(ROWS);
        assertThat(DATABASE.number("select count(distinct email_key) from person"))
                .isEqualTo(ROWS);
        assertThat(DATABASE.number("select count(distinct entity_id) from source_record where outcome = 'a'"))
                .isEqualTo(ROWS);
        assertThat(DATABASE.number("select count(*) from change_set")).isEqualTo(ROWS);
        assertThat(DATABASE.number("select count(distinct entity_id) from change_set"))
                .isEqualTo(ROWS);
    }

    @Test
    @DisplayName(
            "rule 4: a kill leaves one effect of each notice: what was unanswered comes again under its id, the others do not")
    void theUnansweredNoticesComeAgainUnderTheirIdsAndTheOthersComeOnce() {
        assertThat(atTheKill.noticesClaimed()).isEqualTo(NOTICES - ANSWERED_AT_FIRST);
        await().pollInterval(POLLED).atMost(LONGEST).untilAsserted(() -> assertThat(DATABASE.texts("""
                        select distinct status from notice_delivery where recipient = 'licence-registry'
                        """))
                .containsExactly("confirmed"));

        assertThat(processor.taken())
                .as("each notice has had its effect once")
                .hasSize(NOTICES)
                .containsExactlyInAnyOrderElementsOf(DATABASE.texts("""
                        select id::text from notice_delivery where recipient = 'licence-registry'
                        """));
        assertThat(processor.repeated())
                .as("only what was on its way came again")
                .containsExactlyInAnyOrderElementsOf(processor.hung());
    }

    @Test
    void everyMailHasItsEffectOnce() {
        assertThat(atTheKill.mailsKept()).isPositive().isLessThan(MAILS);
        assertThat(atTheKill.mailsApplied()).isPositive();
        await().pollInterval(POLLED).atMost(LONGEST).untilAsserted(() -> assertThat(
                        DATABASE.number("select count(*) from inbox where status = 'done' and source <> 'link'"))
                .isEqualTo(MAILS));

        assertThat(DATABASE.number("select count(*) from inbox where source <> 'link'"))
                .isEqualTo(MAILS);
        assertThat(DATABASE.number("select count(*) from permission_event where source <> 'link'"))
                .isEqualTo(MAILS);
        assertThat(DATABASE.number("""
                        select count(distinct subject_key)
                          from permission_subject s join permission_event e on e.id = s.event_id where source <> 'link'
                        """)).as("senders").isEqualTo(MAILS);
        assertThat(told("<> 'link'")).containsExactly("brevo " + MAILS, "mailchimp " + MAILS);
    }

    @Test
    void everyClickThatWasAnsweredIsInForceAndToldOnce() {
        assertThat(readers.answered()).isNotEmpty();
        List<Long> inForce = DATABASE.jdbc().sql("""
                        select substr(s.subject_key, 8)::bigint
                          from permission_subject s join permission_event e on e.id = s.event_id
                         where e.source = 'link' and s.subject_key like 'person:%'
                        """).query(Long.class).list();

        assertThat(inForce).doesNotHaveDuplicates().containsAll(readers.answered());
        assertThat(DATABASE.number("select count(*) from inbox where source = 'link' and status = 'done'"))
                .isEqualTo(inForce.size());
        assertThat(told("= 'link'")).containsExactly("brevo " + inForce.size(), "mailchimp " + inForce.size());
    }

    private static List<String> told(String source) {
        return DATABASE.texts("""
                select d.recipient || ' ' || count(*)
                  from notice_delivery d
                  join notice n on n.id = d.notice_id
                  join permission_event e on n.cause = 'permission-event:' || e.id
                 where e.source %s and d.recipient <> 'licence-registry'
                 group by d.recipient order by d.recipient
                """.formatted(source));
    }

    private static String[] settings() {
        List<String> settings = new ArrayList<>(mailbox.settings());
        settings.add("--hub.sources.crm.folder=" + HOME.resolve("drop"));
        settings.add("--hub.processors.licence-registry.enabled=true");
        settings.add("--hub.processors.licence-registry.url=" + processor.url());
        settings.add("--hub.processors.licence-registry.every=200");
        settings.add("--hub.intake.chunk=100");
        // Of so many made-up people some are alike by chance, and their recipients would be told.
        settings.add("--hub.identity.enabled=false");
        settings.add("--hub.intake.lease=2s");
        settings.add("--hub.intake.inbox.lease=3s");
        // Longer than from the hanging answer to the kill, so that nobody claims it again before.
        settings.add("--hub.notice.lease=20s");
        return settings.toArray(String[]::new);
    }

    private static void queueNotices() {
        Recipient licenceRegistry =
                Recipient.processor("licence-registry", "processor-licence-registry", Set.of(), Set.of("email"));
        List<ChangedEntity> changes = LongStream.rangeClosed(1, NOTICES)
                .mapToObj(number -> new ChangedEntity(
                        1_000_000 + number,
                        EntityKind.PERSON,
                        1_000_000 + number,
                        NoticeKind.RECTIFIED,
                        Map.of("email", "uusi@example.fi")))
                .toList();
        new Notices(DATABASE.source(), register -> List.of(licenceRegistry)).changed(REGISTER, changes);
    }

    /** Written beside and moved in, as a careful sender does. */
    private static void dropFile() throws IOException {
        Path file = HOME.resolve("crm.csv");
        BigCsv.write(file, ROWS, 7, 0);
        Files.createDirectories(HOME.resolve("drop"));
        Files.move(file, HOME.resolve("drop/crm.csv"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** No person can be written any more: the import stands in the middle of a chunk until the mails have come so far. */
    private static Connection holdTheImport() throws SQLException {
        Connection holding = DATABASE.source().getConnection();
        holding.setAutoCommit(false);
        try (Statement statement = holding.createStatement()) {
            statement.execute("lock table person in share mode");
        }
        return holding;
    }

    private static boolean importHasBegun() {
        return DATABASE.number("select coalesce(max(rows_done), 0) from run") > 0;
    }

    private static Found find() {
        return new Found(
                DATABASE.number("select rows_done from run"),
                DATABASE.number("select count(*) from person"),
                DATABASE.number("select count(*) from inbox where source <> 'link'"),
                DATABASE.number("select count(*) from permission_event where source <> 'link'"),
                DATABASE.number("select count(*) from notice_delivery where status = 'claimed'"));
    }
}
