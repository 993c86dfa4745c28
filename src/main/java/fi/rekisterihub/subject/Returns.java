package fi.rekisterihub.subject;

import fi.rekisterihub.permission.ErasedKeys;
import fi.rekisterihub.permission.Suppressions;
import fi.rekisterihub.permission.Suppressions.PutAway;
import fi.rekisterihub.register.RegisterLock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whoever was erased may become a customer again, by an act of their own: a contract, a visit, a request. They are known by what
 * they tell of themselves, since nothing else of them is left. From then on sources may bring them in again, under a new number;
 * what they once forbade stays forbidden until they allow it.
 */
@Service
public final class Returns {

    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final ErasedKeys erasedKeys;
    private final Suppressions suppressions;
    private final ErasureEvents events;

    Returns(
            TransactionTemplate transaction,
            RegisterLock lock,
            ErasedKeys erasedKeys,
            Suppressions suppressions,
            ErasureEvents events) {
        this.transaction = transaction;
        this.lock = lock;
        this.erasedKeys = erasedKeys;
        this.suppressions = suppressions;
        this.events = events;
    }

    /** An erasure by which somebody stays away. */
    public record Away(Instant at, String cause) {}

    /**
     * The erasures by which whoever tells this of themselves stays away, oldest first; changes nothing.
     *
     * @throws IllegalArgumentException when it is too little to be known by
     */
    public List<Away> away(String register, ErasedKeys.Told told) {
        return suppressions.putAwayBy(register, keys(told)).stream()
                .map(act -> new Away(act.at(), act.reason()))
                .toList();
    }

    /**
     * Lets the person in again. The numbers by which sources knew them stay away: an old record is no act of the person.
     *
     * @param cause the id of the act, such as {@code contract:2026-118} or {@code subject-request:12}
     * @return the erasures that hold no longer; empty when nobody like this stays away
     * @throws IllegalArgumentException when it is too little to be known by, or the cause is no id
     */
    public List<Away> comeBack(String register, ErasedKeys.Told told, String cause, String who) {
        Causes.checked(cause);
        Set<String> keys = keys(told);
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(register);
            List<PutAway> acts = suppressions.putAwayBy(register, keys);
            if (acts.isEmpty()) {
                return List.<Away>of();
            }
            Set<String> lifted = new TreeSet<>();
            acts.forEach(act -> lifted.addAll(liftedOf(act, keys)));
            suppressions.lift(register, lifted);
            events.record(
                    register,
                    null,
                    ErasureEvents.RETURNED,
                    cause,
                    who,
                    Map.of("erasures", acts.size(), "keys", lifted));
            return acts.stream().map(act -> new Away(act.at(), act.reason())).toList();
        }));
    }

    /** A number is given to others after a while: what only that speaks for is the number itself. */
    private static Set<String> liftedOf(PutAway act, Set<String> told) {
        Set<String> known = new TreeSet<>(act.keys());
        known.retainAll(told);
        if (known.stream().allMatch(ErasedKeys::isOfPhone)) {
            return known;
        }
        return act.keys().stream().filter(key -> !ErasedKeys.isOfRecord(key)).collect(Collectors.toSet());
    }

    /**
     * Notes a return of before once more, on a database that was restored to a time before it. An erasure of the meantime, accepted
     * before the journal was read, stands.
     */
    int again(ErasureJournal.Line line) {
        transaction.executeWithoutResult(status -> {
            lock.hold(line.register());
            suppressions.lift(line.register(), line.keys(), line.at());
            events.recordAgain(line.register(), null, line, Map.of("keys", line.keys()));
        });
        return 0;
    }

    private Set<String> keys(ErasedKeys.Told told) {
        Set<String> keys = erasedKeys.of(told);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "Give an e-mail address, a phone number, or the names with street and postal code: by these the hub knows"
                            + " who was erased.");
        }
        return keys;
    }
}
