package fi.rekisterihub.reconcile;

import fi.rekisterihub.permission.ProhibitedPurposes;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.DataClass;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Fetches, for a whole chunk at once, who has prohibited a purpose that some of the told fields need. Where no class of the
 * profile needs one, or no record tells such a field, nobody is asked.
 */
@Component
class ProhibitionFinder {

    static final Supplier<Found> NONE = () -> new Found(Map.of(), Map.of());

    private final ProhibitedPurposes prohibited;

    ProhibitionFinder(ProhibitedPurposes prohibited) {
        this.prohibited = prohibited;
    }

    Found find(Profile profile, List<Seen> chunk, Collection<Long> persons) {
        List<DataClass> needing = profile.dataClasses().stream()
                .filter(one -> one.needs() != null)
                .toList();
        if (needing.isEmpty()) {
            return NONE.get();
        }
        List<Seen> telling = chunk.stream()
                .filter(seen -> needing.stream().anyMatch(one -> seen.observation().values().keySet().stream()
                        .anyMatch(one.fields()::contains)))
                .toList();
        if (telling.isEmpty()) {
            return NONE.get();
        }
        Set<String> purposes = purposes(needing);
        Map<String, Set<String>> ofKeys = prohibited.ofKeys(
                profile.id(), telling.stream().flatMap(ProhibitionFinder::keys).toList(), purposes);
        Map<String, Set<String>> ofRecords = new HashMap<>();
        telling.forEach(
                seen -> keys(seen).map(ofKeys::get).filter(Objects::nonNull).forEach(found -> ofRecords
                        .computeIfAbsent(seen.record().key(), first -> new HashSet<>())
                        .addAll(found)));
        return new Found(prohibited.of(persons, purposes), ofRecords);
    }

    /** The same of one person, for whom somebody enters a value by hand. */
    Set<String> of(Profile profile, long person) {
        Set<String> purposes = purposes(profile.dataClasses());
        return prohibited.of(List.of(person), purposes).getOrDefault(person, Set.of());
    }

    private static Set<String> purposes(List<DataClass> classes) {
        return classes.stream().map(DataClass::needs).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static Stream<String> keys(Seen seen) {
        return Stream.of(seen.candidate().emailKey(), seen.candidate().phoneKey(), seen.postKey())
                .filter(Objects::nonNull);
    }

    /** What was found; grows with the persons whom the chunk makes. */
    static final class Found {

        private final Map<Long, Set<String>> persons;
        private final Map<String, Set<String>> records;

        private Found(Map<Long, Set<String>> persons, Map<String, Set<String>> records) {
            this.persons = new HashMap<>(persons);
            this.records = records;
        }

        Set<String> of(long person) {
            return persons.getOrDefault(person, Set.of());
        }

        void cameWith(long person, String recordKey) {
            Set<String> purposes = records.get(recordKey);
            if (purposes != null) {
                persons.put(person, purposes);
            }
        }
    }
}
