package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.ChangedRecord;
import fi.rekisterihub.intake.Outcome;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.mapping.Reading;
import fi.rekisterihub.match.Candidate;
import fi.rekisterihub.match.CandidateStore;
import fi.rekisterihub.permission.Suppressions;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.EntityIds;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityStore;
import fi.rekisterihub.register.Roles;
import fi.rekisterihub.register.Roles.Place;
import fi.rekisterihub.register.StoredEntity;
import fi.rekisterihub.register.SubjectKeys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Narrows a chunk to what the profile lets in and fetches all that judging it needs, in a fixed number of questions to the database. */
@Component
class FactFinder {

    private static final SignFinder.Named NOBODY_NAMED = new SignFinder.Named(Map.of(), Set.of());

    private final CandidateStore candidates;
    private final EntityStore entities;
    private final Roles roles;
    private final Suppressions suppressions;
    private final SubjectKeys keys;
    private final EntityIds ids;
    private final SignFinder signs;
    private final FieldConflicts conflicts;
    private final ProhibitionFinder prohibitions;

    FactFinder(
            CandidateStore candidates,
            EntityStore entities,
            Roles roles,
            Suppressions suppressions,
            SubjectKeys keys,
            EntityIds ids,
            SignFinder signs,
            FieldConflicts conflicts,
            ProhibitionFinder prohibitions) {
        this.prohibitions = prohibitions;
        this.signs = signs;
        this.conflicts = conflicts;
        this.ids = ids;
        this.candidates = candidates;
        this.entities = entities;
        this.roles = roles;
        this.suppressions = suppressions;
        this.keys = keys;
    }

    List<Seen> observe(Profile profile, String feed, EntityKind kind, List<ChangedRecord> chunk) {
        Set<String> allowed = profile.fieldsFrom(feed, kind.word());
        return chunk.stream().map(record -> observe(allowed, record)).toList();
    }

    ChunkFacts find(Profile profile, String feed, EntityKind kind, List<Seen> chunk) {
        String registerId = profile.id();
        Set<Long> linked = new HashSet<>();
        chunk.forEach(seen -> Optional.ofNullable(seen.record().entityId()).ifPresent(linked::add));
        boolean persons = kind == EntityKind.PERSON;
        SignFinder.Named named = persons ? signs.named(registerId, chunk) : NOBODY_NAMED;
        linked.addAll(named.persons());
        Map<Long, StoredEntity> loaded = entities.load(kind, linked);
        // A person whom the source's own link names is not looked for by address: the link decides.
        List<Candidate> sought = chunk.stream()
                .filter(seen -> kind == EntityKind.COMPANY
                        || !loaded.containsKey(seen.record().entityId()))
                .map(Seen::candidate)
                .toList();
        Neighbours near = Neighbours.of(candidates, kind, registerId, sought, loaded.values());
        loaded.putAll(entities.load(kind, near.strangers(loaded.keySet())));
        Map<String, Long> companies = companiesOfRoles(registerId, chunk);
        Map<Place, String> places = persons ? roles.of(loaded.keySet()) : new HashMap<>();
        PersonSigns found = persons ? signs.signs(feed, registerId, chunk, named, loaded.keySet()) : PersonSigns.none();
        return new ChunkFacts(
                near,
                loaded,
                companies,
                places,
                suppressed(registerId, chunk),
                ids.each(),
                found,
                conflicts.any(registerId),
                persons ? prohibitions.find(profile, chunk, loaded.keySet()) : ProhibitionFinder.NONE.get());
    }

    private Seen observe(Set<String> allowed, ChangedRecord record) {
        Reading reading = record.reading();
        if (reading instanceof Reading.Told told) {
            Observation kept = told.observation().only(allowed);
            int dropped = told.observation().values().size() - kept.values().size();
            return Seen.told(record, kept, dropped, keys);
        }
        Outcome outcome = reading instanceof Reading.Unusable bad
                ? Outcome.parked(bad.field(), bad.reason())
                : Outcome.refused(null, "not-wanted-by-the-mapping");
        return Seen.decided(record, outcome, keys);
    }

    /** A record that was mapped before; what the profile no longer allows is left out. */
    Seen known(Profile profile, String feed, EntityKind kind, ChangedRecord record) {
        return observe(profile.fieldsFrom(feed, kind.word()), record);
    }

    private Map<String, Long> companiesOfRoles(String registerId, List<Seen> chunk) {
        Set<String> named = chunk.stream()
                .map(seen -> seen.observation().company().get("businessId"))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, Long> companies = new HashMap<>();
        candidates.companiesByBusinessId(registerId, named).forEach(company -> {
            String businessId = company.businessId();
            if (businessId != null) {
                companies.put(businessId, company.id());
            }
        });
        return companies;
    }

    /** The keys of the records that speak of somebody who was erased: by e-mail, phone, or name and address. */
    private Set<String> suppressed(String registerId, List<Seen> chunk) {
        if (!suppressions.any(registerId)) {
            return Set.of();
        }
        Map<String, Set<String>> recordsByKey = new HashMap<>();
        for (Seen seen : chunk) {
            Stream.of(seen.candidate().emailKey(), seen.candidate().phoneKey(), seen.postKey())
                    .filter(Objects::nonNull)
                    .forEach(key -> recordsByKey
                            .computeIfAbsent(key, first -> new HashSet<>())
                            .add(seen.record().key()));
        }
        Set<String> erased = suppressions.suppressed(registerId, recordsByKey.keySet());
        return recordsByKey.entrySet().stream()
                .filter(entry -> erased.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .collect(Collectors.toSet());
    }
}
