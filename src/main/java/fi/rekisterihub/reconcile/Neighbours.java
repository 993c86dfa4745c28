package fi.rekisterihub.reconcile;

import fi.rekisterihub.match.Candidate;
import fi.rekisterihub.match.CandidateStore;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.StoredEntity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who shares an identifier with a chunk, fetched in four questions instead of thousands, and the entities
 * that the chunk itself makes, so that two records of one file find each other.
 */
final class Neighbours {

    private final Map<Long, Candidate> byId = new HashMap<>();
    private final Map<String, List<Candidate>> byEmail = new HashMap<>();
    private final Map<String, List<Candidate>> byPhone = new HashMap<>();
    private final Map<String, List<Candidate>> byBusinessId = new HashMap<>();

    /**
     * @param seen those to look for by their identifiers
     * @param linked those whom the source's own link names
     */
    static Neighbours of(
            CandidateStore store,
            EntityKind kind,
            String registerId,
            List<Candidate> seen,
            Collection<StoredEntity> linked) {
        Neighbours neighbours = new Neighbours();
        linked.forEach(entity -> neighbours.byId.put(entity.id(), candidate(entity)));
        store.byEmail(kind, registerId, keys(seen, Candidate::emailKey))
                .forEach(found -> index(neighbours.byEmail, found.emailKey(), found));
        store.byPhone(kind, registerId, keys(seen, Candidate::phoneKey))
                .forEach(found -> index(neighbours.byPhone, found.phoneKey(), found));
        if (kind == EntityKind.COMPANY) {
            store.companiesByBusinessId(registerId, keys(seen, Candidate::businessId))
                    .forEach(found -> index(neighbours.byBusinessId, found.businessId(), found));
        }
        return neighbours;
    }

    /** Everybody who was found and is not among these. */
    Set<Long> strangers(Set<Long> known) {
        Set<Long> ids = new HashSet<>();
        Stream.of(byEmail, byPhone, byBusinessId)
                .flatMap(index -> index.values().stream())
                .flatMap(List::stream)
                .forEach(found -> ids.add(found.id()));
        ids.removeAll(known);
        return ids;
    }

    /** An entity that this chunk makes. */
    void add(Candidate made) {
        byId.put(made.id(), made);
        index(byEmail, made.emailKey(), made);
        index(byPhone, made.phoneKey(), made);
        index(byBusinessId, made.businessId(), made);
    }

    @Nullable
    Candidate linked(@Nullable Long id) {
        return id == null ? null : byId.get(id);
    }

    List<Candidate> byEmail(@Nullable String key) {
        return found(byEmail, key);
    }

    List<Candidate> byPhone(@Nullable String key) {
        return found(byPhone, key);
    }

    List<Candidate> byBusinessId(@Nullable String businessId) {
        return found(byBusinessId, businessId);
    }

    List<Candidate> byContact(Candidate seen) {
        List<Candidate> found = new ArrayList<>(byEmail(seen.emailKey()));
        found.addAll(byPhone(seen.phoneKey()));
        return found;
    }

    /** A link decides by itself, so the keys of contact data, dear to make, are left out. */
    private static Candidate candidate(StoredEntity entity) {
        return new Candidate(
                entity.id(),
                entity.value("businessId"),
                entity.value("familyName"),
                entity.value("givenName"),
                null,
                null);
    }

    private static List<Candidate> found(Map<String, List<Candidate>> index, @Nullable String key) {
        return key == null ? List.of() : index.getOrDefault(key, List.of());
    }

    private static void index(Map<String, List<Candidate>> index, @Nullable String key, Candidate candidate) {
        if (key != null) {
            index.computeIfAbsent(key, any -> new ArrayList<>(1)).add(candidate);
        }
    }

    private static Set<String> keys(List<Candidate> seen, Function<Candidate, @Nullable String> key) {
        Set<String> keys = new HashSet<>();
        for (Candidate candidate : seen) {
            String found = key.apply(candidate);
            if (found != null) {
                keys.add(found);
            }
        }
        return keys;
    }
}
