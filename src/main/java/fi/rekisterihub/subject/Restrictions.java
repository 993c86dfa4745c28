package fi.rekisterihub.subject;

import fi.rekisterihub.database.Times;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.RestrictedNotices;
import fi.rekisterihub.reconcile.AfterRestriction;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.register.RestrictedPersons;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Restriction of processing (GDPR art. 18): the data of a person, and of all who were found to be one with them, is kept and
 * neither used nor changed, until the last cause is lifted. What protects the person goes on: opt-outs, a death, what a source
 * withholds. Processors that hold fields, and the register's keeper, are told in the same transaction (art. 19).
 */
@Service
public final class Restrictions {

    private static final String PUT = """
            insert into restriction (register_id, person_id, cause, put_by)
            select :register, id, :cause, :who from unnest(:ids::bigint[]) as id
            on conflict (person_id, cause) where lifted_at is null do nothing
            """;
    private static final String LIFT = """
            update restriction set lifted_at = now(), lifted_by = :who
             where person_id = any(:ids) and cause = :cause and lifted_at is null
            """;
    private static final String OF_REQUEST = """
            select id from subject_request
             where restricted and 'subject-request:' || id = :cause
               and person_id = any(all_parts(array[:person]::bigint[]))
            """;
    // A number that was given out anew after a restore is somebody else's.
    private static final String OF_THEN = """
            select id from person where register_id = :register and id = any(:ids) and created_at <= :at order by id
            """;
    private static final String ANY = """
            select exists (select from restriction where person_id = any(:ids) and lifted_at is null)
            """;
    private static final String LAST = "select max(id) from restriction where person_id = :person";
    private static final String IN_FORCE = """
            select cause, min(at) as at, min(put_by) as put_by from restriction
             where person_id = any(all_parts(array[:person]::bigint[])) and lifted_at is null
             group by cause order by min(at), cause
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final RegisterReader register;
    private final RestrictedPersons persons;
    private final Notices notices;
    private final RestrictedNotices waiting;
    private final AfterRestriction after;
    private final ErasureEvents events;

    Restrictions(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            RegisterLock lock,
            RegisterReader register,
            RestrictedPersons persons,
            Notices notices,
            RestrictedNotices waiting,
            AfterRestriction after,
            ErasureEvents events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.lock = lock;
        this.register = register;
        this.persons = persons;
        this.notices = notices;
        this.waiting = waiting;
        this.after = after;
        this.events = events;
    }

    /**
     * Restricts the person for one more cause. Again with a cause that holds already it does nothing. Joins the caller's
     * transaction.
     *
     * @param cause an id such as {@code subject-request:12}; never a reason in words
     * @return whether the cause is new
     * @throws IllegalArgumentException when there is no such person, or no cause
     */
    public boolean restrict(long personId, String cause, String who) {
        EntityView person = find(personId, cause);
        return held(person.registerId(), () -> {
            List<Long> parts = persons.partsOf(personId);
            int put = put(person.registerId(), parts, cause, who);
            if (put == 0) {
                return false;
            }
            events.record(person.registerId(), personId, ErasureEvents.RESTRICTED, cause, who, Map.of("parts", parts));
            begun(person.registerId(), parts);
            return true;
        });
    }

    private void begun(String registerId, List<Long> parts) {
        persons.restrict(parts)
                .forEach(part -> notices.state(registerId, NoticeKind.RESTRICTED, part, causeOfNotice(part)));
    }

    /**
     * Takes one cause away; with the last of them the restriction is over. Joins the caller's transaction.
     *
     * @return whether the cause held until now
     * @throws IllegalArgumentException when there is no such person
     */
    public boolean lift(long personId, String cause, String who) {
        EntityView person = find(personId, cause);
        return held(person.registerId(), () -> {
            Long[] parts = persons.partsOf(personId).toArray(Long[]::new);
            if (lifted(parts, cause, who) == 0) {
                return false;
            }
            events.record(
                    person.registerId(), personId, ErasureEvents.LIFTED, cause, who, Map.of("parts", List.of(parts)));
            overUnlessAnotherCause(person.registerId(), parts);
            return true;
        });
    }

    /**
     * Does once more what a restored database has forgotten.
     *
     * @return how many of its persons are there
     */
    int again(ErasureJournal.Line line) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(line.register());
            List<Long> there = jdbc.sql(OF_THEN)
                    .param("register", line.register())
                    .param("ids", line.persons().toArray(Long[]::new))
                    .param("at", Timestamp.from(line.at()))
                    .query(Long.class)
                    .list();
            Long[] ids = there.toArray(Long[]::new);
            if (line.what().equals(ErasureEvents.RESTRICTED)) {
                put(line.register(), there, line.cause(), line.who());
                begun(line.register(), there);
            } else if (lifted(ids, line.cause(), line.who()) > 0) {
                overUnlessAnotherCause(line.register(), ids);
            }
            events.recordAgain(
                    line.register(), there.stream().findFirst().orElse(null), line, Map.of("parts", line.persons()));
            return there.size();
        }));
    }

    private int put(String registerId, List<Long> parts, String cause, String who) {
        return jdbc.sql(PUT)
                .param("register", registerId)
                .param("ids", parts.toArray(Long[]::new))
                .param("cause", cause)
                .param("who", who)
                .update();
    }

    private int lifted(Long[] parts, String cause, String who) {
        return jdbc.sql(LIFT)
                .param("ids", parts)
                .param("cause", cause)
                .param("who", who)
                .update();
    }

    private void overUnlessAnotherCause(String registerId, Long[] parts) {
        if (!jdbc.sql(ANY).param("ids", parts).query(Boolean.class).single()) {
            over(registerId, persons.free(List.of(parts)));
        }
    }

    /**
     * The same by somebody who has the cause alone. What a request restricts ends at that request, which would else be granted
     * as in force while it is not.
     *
     * @throws IllegalArgumentException also when the cause is such a request
     */
    public boolean liftByHand(long personId, String cause, String who) {
        Optional<Long> request = requestOf(personId, cause);
        if (request.isPresent()) {
            throw new IllegalArgumentException(
                    "Request %d restricts the data; lift the restriction there, or decide it."
                            .formatted(request.get()));
        }
        return lift(personId, cause, who);
    }

    /** The request that restricts the data, if the cause is one that does. */
    public Optional<Long> requestOf(long personId, String cause) {
        return jdbc.sql(OF_REQUEST)
                .param("cause", cause)
                .param("person", personId)
                .query(Long.class)
                .optional();
    }

    /** Why the person's data is restricted now, the oldest cause first; empty when it is not. */
    public List<Restriction> inForce(long personId) {
        return jdbc.sql(IN_FORCE)
                .param("person", personId)
                .query((row, n) ->
                        new Restriction(row.getString("cause"), Times.instant(row, "at"), row.getString("put_by")))
                .list();
    }

    private void over(String registerId, List<Long> freed) {
        waiting.release(freed);
        freed.forEach(part -> notices.state(registerId, NoticeKind.RESTRICTION_LIFTED, part, causeOfNotice(part)));
        after.over(registerId, freed);
    }

    /** The newest row of the person: one restriction, whatever causes it has, is told once when it begins and when it ends. */
    private String causeOfNotice(long part) {
        return "restriction:"
                + jdbc.sql(LAST).param("person", part).query(Long.class).single();
    }

    private boolean held(String registerId, BooleanSupplier act) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            lock.hold(registerId);
            return act.getAsBoolean();
        }));
    }

    private EntityView find(long personId, String cause) {
        Causes.checked(cause);
        return register.person(personId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no person %d whose data could be restricted.".formatted(personId)));
    }
}
