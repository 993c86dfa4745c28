package fi.rekisterihub.retention;

import fi.rekisterihub.database.Times;
import fi.rekisterihub.intake.ClockFacts;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.register.RegisterReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The days from which data of a person is kept: as sources tell them, and as somebody enters one that no source tells. */
@Service
public class RetentionDays {

    /** What may be entered by hand. */
    public static final List<String> ANCHORS = List.of(
            "last-contact", "contract-end", "obligation-end", "duty-end", "consent-end", "event-end", "invoice");

    private static final List<String> MOMENTS = List.of("last-contact", "invoice");
    private static final int LONGEST_REASON = 500;
    private static final String OF_PERSON = """
            select c.anchor, c.day, s.feed, c.told_at, c.actor
              from clock_fact c left join stream s on s.id = c.stream_id
             where c.person_id = any(all_parts(array[:person]::bigint[]))
             order by c.anchor, c.day desc
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final RegisterReader register;
    private final ClockFacts facts;
    private final RetentionEvents events;

    RetentionDays(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            RegisterLock lock,
            RegisterReader register,
            ClockFacts facts,
            RetentionEvents events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.lock = lock;
        this.register = register;
        this.facts = facts;
        this.events = events;
    }

    /**
     * @param day null for what has not ended
     * @throws IllegalArgumentException when it cannot be; the message is a sentence for the one who entered it
     */
    public void enter(long personId, String anchor, @Nullable LocalDate day, String reason, String who) {
        EntityView person = register.person(personId)
                .orElseThrow(() -> new IllegalArgumentException("There is no person %d.".formatted(personId)));
        if (!ANCHORS.contains(anchor)) {
            throw new IllegalArgumentException("'%s' is no day from which data is kept; name one of %s."
                    .formatted(anchor, String.join(", ", ANCHORS)));
        }
        if (day == null && MOMENTS.contains(anchor)) {
            throw new IllegalArgumentException("'%s' is a day on which something was; give the day.".formatted(anchor));
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "Say how it is known in a sentence of at most %d characters.".formatted(LONGEST_REASON));
        }
        LocalDate known = day == null ? RetentionClock.OPEN : day;
        transaction.executeWithoutResult(status -> {
            lock.hold(person.registerId());
            facts.enter(personId, anchor, known, reason.strip(), who);
            events.dayEntered(person.registerId(), personId, anchor, known, who);
        });
    }

    /** What was told of the person, and of whoever is one with them. */
    public List<Day> of(long personId) {
        return jdbc.sql(OF_PERSON)
                .param("person", personId)
                .query((row, number) -> {
                    LocalDate day = row.getObject("day", LocalDate.class);
                    return new Day(
                            row.getString("anchor"),
                            RetentionClock.OPEN.equals(day) ? null : day,
                            row.getString("feed"),
                            row.getString("actor"),
                            Times.instant(row, "told_at"));
                })
                .list();
    }

    /**
     * A day as it was told.
     *
     * @param day null for what has not ended
     * @param feed the source; null when a person entered it
     * @param actor who entered it; null when a source told it
     */
    public record Day(
            String anchor,
            @Nullable LocalDate day,
            @Nullable String feed,
            @Nullable String actor,
            Instant toldAt) {}
}
