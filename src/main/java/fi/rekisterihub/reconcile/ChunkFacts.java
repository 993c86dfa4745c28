package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.ChangedRecord;
import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.match.Candidate;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.Roles.Place;
import fi.rekisterihub.register.StoredEntity;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the register knew when the chunk was judged. Grows with what the chunk makes. */
final class ChunkFacts {

    private final Neighbours neighbours;
    private final Map<Long, StoredEntity> entities;
    private final Map<String, Long> companiesOfRoles;
    private final Map<Place, String> roles;
    private final Suppressed suppressed;
    private final Iterator<Long> newIds;
    private final PersonSigns signs;
    private final boolean anyConflicts;
    private final ProhibitionFinder.Found prohibitions;
    private Lapsed lapsed = Lapsed.NOTHING;

    ChunkFacts(
            Neighbours neighbours,
            Map<Long, StoredEntity> entities,
            Map<String, Long> companiesOfRoles,
            Map<Place, String> roles,
            Suppressed suppressed,
            Iterator<Long> newIds,
            PersonSigns signs,
            boolean anyConflicts,
            ProhibitionFinder.Found prohibitions) {
        this.neighbours = neighbours;
        this.entities = entities;
        this.companiesOfRoles = companiesOfRoles;
        this.roles = roles;
        this.suppressed = suppressed;
        this.newIds = newIds;
        this.signs = signs;
        this.anyConflicts = anyConflicts;
        this.prohibitions = prohibitions;
    }

    /** Of the purposes that something in this register needs, those that the person has prohibited. */
    Set<String> prohibited(long entityId) {
        return prohibitions.of(entityId);
    }

    /** Somebody whom nobody knew yet may have prohibited something under an address that the record tells. */
    void prohibits(long entityId, ChangedRecord record) {
        prohibitions.cameWith(entityId, record.key());
    }

    /** Whom exact identifiers name, and what guards the persons. */
    PersonSigns signs() {
        return signs;
    }

    /** Whether a question about a field is open, which a record may answer. */
    boolean anyConflicts() {
        return anyConflicts;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    StoredEntity entity(long id, EntityKind kind) {
        return Objects.requireNonNull(
                entities.get(id), () -> "%s %d was matched but not loaded.".formatted(kind.word(), id));
    }

    /** What the time has run out of; fetched after the persons, whom it must know. */
    ChunkFacts with(LapseFinder finder, RunContext run, Profile profile, EntityKind kind, List<Seen> chunk) {
        lapsed = finder.find(run, profile, kind, chunk, entities.keySet());
        return this;
    }

    Lapsed lapsed() {
        return lapsed;
    }

    boolean knows(long id) {
        return entities.containsKey(id);
    }

    Set<Long> restrictedAmong(Set<Long> ids) {
        Set<Long> restricted = new HashSet<>(ids);
        restricted.removeIf(id -> {
            StoredEntity known = entities.get(id);
            return known == null || !known.restricted();
        });
        return restricted;
    }

    long newId() {
        return newIds.next();
    }

    void remember(StoredEntity made, Candidate who) {
        entities.put(made.id(), made);
        neighbours.add(new Candidate(
                made.id(), who.businessId(), who.familyName(), who.givenName(), who.emailKey(), who.phoneKey()));
    }

    /** Whether the record speaks of somebody who was erased; of a company, whether it has an address of theirs. */
    boolean suppressed(ChangedRecord record) {
        return suppressed.records().contains(record.key());
    }

    /** Which addresses of the record were theirs. */
    Set<String> erasedFields(Seen seen) {
        Set<String> fields = new HashSet<>();
        if (suppressed.keys().contains(String.valueOf(seen.candidate().emailKey()))) {
            fields.add("email");
        }
        if (suppressed.keys().contains(String.valueOf(seen.candidate().phoneKey()))) {
            fields.add("phone");
        }
        return fields;
    }

    /**
     * @param records keys of records that speak of somebody who was erased
     * @param keys the keys by which they do
     */
    record Suppressed(Set<String> records, Set<String> keys) {
        static final Suppressed NOBODY = new Suppressed(Set.of(), Set.of());
    }

    @Nullable
    Long companyOfRole(String businessId) {
        return companiesOfRoles.get(businessId);
    }

    void rememberCompany(String businessId, long id) {
        companiesOfRoles.put(businessId, id);
    }

    /** The duty that is known, null when the role is not. */
    @Nullable
    String duty(Place place) {
        return roles.get(place);
    }

    void rememberRole(Place place, @Nullable String duty) {
        roles.put(place, String.valueOf(duty));
    }
}
