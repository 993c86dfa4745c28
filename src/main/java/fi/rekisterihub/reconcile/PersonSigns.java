package fi.rekisterihub.reconcile;

import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.register.PersonGuards.Guard;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the persons whom a chunk names by an exact identifier: who is meant, what guards them, and whose
 * earlier change could not be used, so that later ones wait. Grows while the chunk is judged.
 */
final class PersonSigns {

    private static final char OF_CHANGE = '@';
    private static final String SEALED = "/";
    static final Guard FREE = new Guard(Set.of(), Set.of());

    private final Map<String, Long> identities;
    private final Set<Long> known;
    private final Map<Long, Guard> guards;
    private final Map<String, String> firstFailed;
    private final Set<Long> dead = new HashSet<>();

    /**
     * @param identities keyed hash of an identity number to the person
     * @param known ids of persons that are in the register
     * @param firstFailed identity to the key of the first change that could not be used and is still open
     */
    PersonSigns(
            Map<String, Long> identities, Set<Long> known, Map<Long, Guard> guards, Map<String, String> firstFailed) {
        this.identities = identities;
        this.known = known;
        this.guards = new HashMap<>(guards);
        this.firstFailed = new HashMap<>(firstFailed);
    }

    static PersonSigns none() {
        return new PersonSigns(Map.of(), Set.of(), Map.of(), Map.of());
    }

    /** Everybody whom the observation's identifiers name; more than one is a contradiction. */
    List<Long> meant(Observation seen) {
        Set<Long> meant = new TreeSet<>();
        for (String key : keys(seen)) {
            Long person = identities.get(key);
            if (person != null && known.contains(person)) {
                meant.add(person);
            }
        }
        Long id = id(seen);
        if (id != null && known.contains(id)) {
            meant.add(id);
        }
        return List.copyOf(meant);
    }

    Guard guard(long person) {
        return guards.getOrDefault(person, FREE);
    }

    void guard(long person, Guard guard) {
        guards.put(person, guard);
    }

    /** The withheld fields of everybody whom the chunk can speak of; empty for those of whom nothing is withheld. */
    Map<Long, Set<String>> withheld() {
        Map<Long, Set<String>> withheld = new HashMap<>();
        guards.forEach((person, guard) -> guard.withheld()
                .forEach(mark ->
                        withheld.computeIfAbsent(person, any -> new HashSet<>()).add(mark.field())));
        return withheld;
    }

    /** Whether an earlier change of the same person waits to be mended. */
    boolean waits(String recordKey) {
        String who = who(recordKey);
        String failed = who == null ? null : firstFailed.get(who);
        return failed != null && failed.compareTo(recordKey) < 0;
    }

    void failed(String recordKey) {
        String who = who(recordKey);
        if (who != null) {
            firstFailed.putIfAbsent(who, recordKey);
        }
    }

    /** Whether the death is news; said once. */
    boolean dies(long person) {
        return dead.add(person);
    }

    /** The identity that a record's key begins with, null when its feed has no order to keep. */
    static @Nullable String who(String recordKey) {
        int end = recordKey.startsWith("identity:") ? recordKey.indexOf(OF_CHANGE) : -1;
        return end < 0 ? null : recordKey.substring(0, end);
    }

    static boolean nameSomebody(Observation seen) {
        Map<String, @Nullable String> person = seen.person();
        return person.get("identity") != null || person.get("id") != null;
    }

    /** The number of now and the new one, as keyed hashes. */
    static Set<String> keys(Observation seen) {
        Set<String> keys = new HashSet<>();
        String now = seen.person().get("identity");
        String next = seen.person().get("newIdentity");
        if (now != null) {
            keys.add(now);
        }
        if (next != null && next.startsWith("identity:")) {
            keys.add(next.split(SEALED, 2)[0]);
        }
        return keys;
    }

    /** The hub's own number of the person; null when the source knows none or something that is no number. */
    static @Nullable Long id(Observation seen) {
        String id = seen.person().get("id");
        return id != null && id.matches("\\d{1,18}") ? Long.valueOf(id) : null;
    }
}
