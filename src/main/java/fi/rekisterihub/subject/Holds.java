package fi.rekisterihub.subject;

import fi.rekisterihub.Finland;
import fi.rekisterihub.database.Times;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.register.RegisterReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What must be kept of a person although they ask for erasure or a clock has run out: a dispute, a duty by law, a complaint
 * (GDPR art. 17 (3)). It binds all parts of the person, and ends on its day or when somebody lifts it.
 */
@Service
public final class Holds implements StopsErasure {

    /** Those that every register may know; a profile's retention rules may name more. */
    private static final Set<String> KNOWN =
            Set.of("legal-duty", "dispute", "complaint", "collection", "training-proof");

    private static final int LONGEST_REASON = 500;

    private static final String PUT = """
            insert into data_hold (register_id, person_id, what, reason, until, set_by)
            values (:register, :person, :what, :reason, :until, :who) returning id
            """;
    private static final String LIFT = """
            update data_hold set lifted_at = now(), lifted_by = :who where id = :id and lifted_at is null
            returning register_id, person_id, what
            """;
    private static final String IN_FORCE = """
            select id, what, reason, until, set_by, at from data_hold
             where person_id = any(all_parts(array[:person]::bigint[])) and lifted_at is null
               and (until is null or until >= :today)
             order by id
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final RegisterReader register;
    private final Profiles profiles;
    private final ErasureEvents events;

    Holds(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            RegisterLock lock,
            RegisterReader register,
            Profiles profiles,
            ErasureEvents events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.lock = lock;
        this.register = register;
        this.profiles = profiles;
        this.events = events;
    }

    /**
     * @param until the last day on which it holds; null for one that somebody must lift
     * @return its number
     * @throws IllegalArgumentException when it cannot be; the message is a sentence for the one who entered it
     */
    public long put(long personId, String what, String reason, @Nullable LocalDate until, String who) {
        EntityView person = register.person(personId)
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no person %d to hold data of.".formatted(personId)));
        if (!words(person.registerId()).contains(what)) {
            throw new IllegalArgumentException("The register %s knows no hold '%s'; name one of %s."
                    .formatted(person.registerId(), what, words(person.registerId())));
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "Say why in a sentence of at most %d characters.".formatted(LONGEST_REASON));
        }
        if (until != null && until.isBefore(Finland.today())) {
            throw new IllegalArgumentException("The last day on which it holds must not have passed already.");
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            // An erasure that is under way either sees it or is over.
            lock.hold(person.registerId());
            long id = jdbc.sql(PUT)
                    .param("register", person.registerId())
                    .param("person", personId)
                    .param("what", what)
                    .param("reason", reason.strip())
                    .param("until", until)
                    .param("who", who)
                    .query(Long.class)
                    .single();
            events.record(
                    person.registerId(), personId, ErasureEvents.HOLD_PUT, "hold:" + id, who, Map.of("hold", what));
            return id;
        }));
    }

    /** @return false when it is lifted already, or there is none of that number */
    public boolean lift(long id, String who) {
        record Lifted(String registerId, long personId, String what) {}
        return Boolean.TRUE.equals(transaction.execute(status -> jdbc.sql(LIFT)
                .param("id", id)
                .param("who", who)
                .query(Lifted.class)
                .optional()
                .map(lifted -> {
                    events.record(
                            lifted.registerId(),
                            lifted.personId(),
                            ErasureEvents.HOLD_LIFTED,
                            "hold:" + id,
                            who,
                            Map.of("hold", lifted.what()));
                    return true;
                })
                .orElse(false)));
    }

    /** What is held of the person, or of whoever is one with them, today. */
    public List<Hold> inForce(long personId) {
        return jdbc.sql(IN_FORCE)
                .param("person", personId)
                .param("today", Finland.today())
                .query((row, n) -> new Hold(
                        row.getLong("id"),
                        row.getString("what"),
                        row.getString("reason"),
                        row.getObject("until", LocalDate.class),
                        row.getString("set_by"),
                        Times.instant(row, "at")))
                .list();
    }

    /** The holds that may be put on somebody of the register. */
    public List<String> words(String registerId) {
        Set<String> words = new TreeSet<>(KNOWN);
        profiles.find(registerId).map(Profile::retention).orElse(List.of()).forEach(rule -> words.addAll(rule.holds()));
        return List.copyOf(words);
    }

    @Override
    public List<Stop> of(PersonTraces person) {
        List<Stop> stops = new ArrayList<>();
        inForce(person.persons().get(0)).forEach(hold -> stops.add(new Stop(hold.what(), hold.reason(), hold.until())));
        return stops;
    }
}
