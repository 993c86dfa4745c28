package fi.rekisterihub.notice;

import fi.rekisterihub.Finland;
import fi.rekisterihub.database.OrderedId;
import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reminds recipients that have not answered, and has the controller told before the time is over. A reminder is the same
 * notice under the same id, once.
 */
public final class Reminders {

    private static final int AT_ONCE = 1_000;
    private static final int HALF = 2;

    // One that has named a day by when it will have done it is left alone until then.
    private static final String REMIND = """
            update notice_delivery
               set status = 'new', reminder = true, reminded_at = :now, next_at = now(), attempts = 0, batch = null
             where id in (select id from notice_delivery
                           where recipient = :recipient and status = 'sent' and not origin and reminded_at is null
                             and created_at < :before and (promised_at is null or promised_at < :now)
                           order by created_at
                           limit :most
                             for update skip locked)
            """;
    private static final String ESCALATE = """
            insert into notice_escalation (id, register_id, recipient, day, unanswered, due_at, at)
            values (:id, :register, :recipient, :day, :unanswered, :dueAt, :now)
            on conflict (register_id, recipient, day) do nothing
            """;
    private static final String TO_MAIL = """
            select id, register_id, recipient, unanswered, due_at
              from notice_escalation
             where mailed_at is null and day >= :since
             order by at, recipient
            """;
    private static final String MAILED = "update notice_escalation set mailed_at = :now where id = :id";

    private final JdbcClient jdbc;
    private final LateAnswers late;
    private final Clock clock;

    Reminders(JdbcClient jdbc, LateAnswers late, Clock clock) {
        this.jdbc = jdbc;
        this.late = late;
        this.clock = clock;
    }

    /** What the controller of a register is to be told of a recipient. */
    public record Escalation(UUID id, String registerId, String recipient, int unanswered, Instant dueAt) {}

    /** Queues the reminders that are due. */
    public int remind() {
        Instant now = clock.instant();
        int reminded = 0;
        for (LateAnswers.Awaited awaited : late.awaited()) {
            reminded += jdbc.sql(REMIND)
                    .param("recipient", awaited.recipient())
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("before", now.minus(awaited.within().dividedBy(HALF)).atOffset(ZoneOffset.UTC))
                    .param("most", AT_ONCE)
                    .update();
        }
        return reminded;
    }

    /** Notes what the controllers are to be told today, once a day, and answers what they have not been told yet. */
    public List<Escalation> escalations() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, Finland.ZONE);
        late.now().forEach(one -> jdbc.sql(ESCALATE)
                .param("id", OrderedId.next())
                .param("register", one.registerId())
                .param("recipient", one.recipient())
                .param("day", today)
                .param("unanswered", Math.toIntExact(one.number()))
                .param("dueAt", one.dueAt().atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update());
        return jdbc.sql(TO_MAIL)
                .param("since", today.minusDays(1))
                .query(Reminders::escalation)
                .list();
    }

    public void mailed(Escalation escalation) {
        jdbc.sql(MAILED)
                .param("id", escalation.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Escalation escalation(ResultSet row, int number) throws SQLException {
        return new Escalation(
                row.getObject("id", UUID.class),
                row.getString("register_id"),
                row.getString("recipient"),
                row.getInt("unanswered"),
                Times.instant(row, "due_at"));
    }
}
