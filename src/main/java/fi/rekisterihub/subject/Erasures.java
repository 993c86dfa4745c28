package fi.rekisterihub.subject;

import fi.rekisterihub.intake.ErasedRecords;
import fi.rekisterihub.notice.ErasedNotices;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.permission.ErasedKeys;
import fi.rekisterihub.permission.Suppressions;
import fi.rekisterihub.register.KeepsPersonalData;
import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.register.TraceFinder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erasure (GDPR art. 17) of a person, and of all who were found to be one with them, from one register. One transaction takes
 * the data out of every place, keeps the keys under which they stay away, and tells whoever holds it (art. 19); what lies in files
 * follows ({@link ErasedRest}). Other registers are left as they are.
 */
@Service
public final class Erasures {

    /** What stays of everybody, beside what a place says. */
    private static final List<String> REMAINS =
            List.of("suppression", "prohibitions", "history-shell", "notice-proof", "run-counts", "event", "backups");

    private static final String PARTS_OF_FORMER = """
            update restriction set lifted_at = now(), lifted_by = :who where person_id = any(:ids) and lifted_at is null
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final TraceFinder traces;
    private final ErasedRecords records;
    private final List<KeepsPersonalData> places;
    private final List<StopsErasure> stops;
    private final ErasedKeys erasedKeys;
    private final Suppressions suppressions;
    private final Notices notices;
    private final ErasedNotices erasedNotices;
    private final ErasureEvents events;
    private final SubjectKeys keys;

    Erasures(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            RegisterLock lock,
            TraceFinder traces,
            ErasedRecords records,
            List<KeepsPersonalData> places,
            List<StopsErasure> stops,
            ErasedKeys erasedKeys,
            Suppressions suppressions,
            Notices notices,
            ErasedNotices erasedNotices,
            ErasureEvents events,
            SubjectKeys keys) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.lock = lock;
        this.traces = traces;
        this.records = records;
        this.places = places.stream()
                .sorted(Comparator.comparing(KeepsPersonalData::last).thenComparing(KeepsPersonalData::place))
                .toList();
        this.stops = stops;
        this.erasedKeys = erasedKeys;
        this.suppressions = suppressions;
        this.notices = notices;
        this.erasedNotices = erasedNotices;
        this.events = events;
        this.keys = keys;
    }

    /**
     * What erasing would do; changes nothing.
     *
     * @param cause as {@link #erase} would be given
     * @throws NoSuchElementException when there is no such person (any more)
     */
    public ErasurePlan plan(long personId, String cause) {
        PersonTraces person = find(personId)
                .orElseThrow(() -> new NoSuchElementException("There is no person %d to erase.".formatted(personId)));
        List<ErasurePlan.Place> found = new ArrayList<>();
        for (KeepsPersonalData place : places) {
            long count = place.count(person);
            if (count > 0) {
                found.add(new ErasurePlan.Place(place.place(), count));
            }
        }
        return new ErasurePlan(
                cause,
                person.registerId(),
                person.persons(),
                found,
                stopping(person),
                notices.holdersOfPersons(person.registerId()),
                person.values("email").isEmpty() ? List.of() : providers(person),
                REMAINS);
    }

    /**
     * Erases the person, who stays away from now on: no feed, no import and no steward brings them back. A second call
     * changes nothing. Joins the caller's transaction.
     *
     * @param cause an id such as {@code subject-request:12}; never a reason in words
     */
    public Erased erase(long personId, String cause, String who) {
        return erase(personId, cause, who, true);
    }

    /**
     * Erases somebody whose time is over and who has not asked for it: as {@link #erase}, but who becomes a customer again comes
     * in again. Whoever calls it says what must be newer for that.
     */
    public Erased purge(long personId, String cause, String who) {
        return erase(personId, cause, who, false);
    }

    /** When the person was erased, why and by whom; empty for who was not. */
    public Optional<WasErased> erased(long personId) {
        return events.erased(personId).map(was -> new WasErased(was.registerId(), was.at(), was.cause(), was.who()));
    }

    /** An erasure of before. */
    public record WasErased(String registerId, Instant at, String cause, String who) {}

    private Erased erase(long personId, String cause, String who, boolean staysAway) {
        Causes.checked(cause);
        Optional<PersonTraces> seen = traces.of(personId);
        if (seen.isEmpty()) {
            return before(personId);
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(seen.get().registerId());
            // Again, because somebody may have erased, linked or changed them since.
            PersonTraces person = find(personId).orElse(null);
            if (person == null) {
                return before(personId);
            }
            List<Stop> stopping = staysAway ? stopping(person) : holding(person);
            return stopping.isEmpty() ? erase(person, cause, who, staysAway, null) : new Erased.Stopped(stopping);
        }));
    }

    /**
     * Does an erasure of before once more, on a database that was restored to a time before it: to whoever has one of the
     * keys, by whichever number they are known now.
     *
     * @return how many persons were erased again
     */
    int again(ErasureJournal.Line line) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(line.register());
            suppressions.suppress(line.register(), line.keys(), line.cause(), line.at());
            int erased = 0;
            for (long candidate : traces.maybe(line.register(), line.persons(), line.keys())) {
                PersonTraces person = find(candidate).orElse(null);
                // A number may be another's since; the keys are not.
                if (person != null && !Collections.disjoint(erasedKeys.of(person), line.keys())) {
                    erase(person, line.cause(), line.who(), true, line);
                    erased++;
                }
            }
            if (erased == 0) {
                events.recordAgain(line.register(), line.persons().get(0), line, Map.of("keys", line.keys()));
            }
            return erased;
        }));
    }

    private Erased before(long personId) {
        return events.erased(personId)
                .<Erased>map(was -> new Erased.Before(was.at()))
                .orElseGet(Erased.Nobody::new);
    }

    private Erased erase(
            PersonTraces person, String cause, String who, boolean staysAway, ErasureJournal.@Nullable Line again) {
        String register = person.registerId();
        Set<String> stayAway = erasedKeys.of(person);
        List<String> providers = providers(person);
        Map<String, Long> gone = new LinkedHashMap<>();
        for (KeepsPersonalData place : places) {
            long erased = place.erase(person);
            if (erased > 0) {
                gone.put(place.place(), erased);
            }
        }
        if (staysAway) {
            suppressions.suppress(register, stayAway, cause, again == null ? null : again.at());
        }
        jdbc.sql(PARTS_OF_FORMER).param("ids", person.ids()).param("who", who).update();
        List<String> told = notices.holdersOfPersons(register);
        Map<String, Object> detail = Map.of(
                "places", gone, "told", told, "parts", person.persons(), "keys", staysAway ? stayAway : Set.of());
        long first = 0;
        for (long part : person.persons()) {
            long event = again == null
                    ? events.record(register, part, ErasureEvents.ERASED, cause, who, detail)
                    : events.recordAgain(register, part, again, detail);
            notices.state(register, NoticeKind.ERASED, part, "erasure:" + event);
            first = first == 0 ? event : first;
        }
        writeNoMore(person, providers, first);
        erasedNotices.awaitOptOuts(person);
        return new Erased.Done(first, person.persons(), gone, told);
    }

    /** A provider knows addresses only, and forgets one by being told to keep it silent. */
    private void writeNoMore(PersonTraces person, List<String> providers, long event) {
        int nth = 0;
        Set<String> shared = traces.shared(person);
        for (String email : person.values("email")) {
            String normal = SubjectKeys.normalEmail(email).orElse(null);
            // What another of the register has too goes on to be theirs.
            if (normal != null && !shared.contains(String.valueOf(keys.email(normal)))) {
                nth++;
                notices.erasedAtProviders(
                        person.registerId(),
                        person.persons().get(0),
                        "erasure:" + event + (nth == 1 ? "" : "/" + nth),
                        providers,
                        normal);
            }
        }
    }

    private List<String> providers(PersonTraces person) {
        return notices.providersOf(person.registerId(), traces.elsewhere(person));
    }

    private List<Stop> stopping(PersonTraces person) {
        return stops.stream().flatMap(one -> one.of(person).stream()).toList();
    }

    /** Whoever purges has counted the least times by their own clocks; what is held is held from them too. */
    private List<Stop> holding(PersonTraces person) {
        return stops.stream()
                .filter(one -> !one.byClock())
                .flatMap(one -> one.of(person).stream())
                .toList();
    }

    private Optional<PersonTraces> find(long personId) {
        return traces.of(personId)
                .map(person -> person.with(records.of(person.registerId(), person.persons(), signs(person))));
    }

    /** What the key of a change begins with: the keyed hash of a number, or the hub's own number of the person. */
    private static List<String> signs(PersonTraces person) {
        List<String> signs = new ArrayList<>(person.identityKeys());
        person.persons().forEach(part -> signs.add(part.toString()));
        return signs;
    }
}
