package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.ChangedRecord;
import fi.rekisterihub.intake.ClockFact;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.Roles.Role;
import fi.rekisterihub.register.StoredEntity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a judged chunk will write: entities touched, history, roles, reviews. */
final class Applied {

    final Map<Long, StoredEntity> companies = new LinkedHashMap<>();
    final Map<Long, StoredEntity> persons = new LinkedHashMap<>();
    final List<Change> changes = new ArrayList<>();
    final List<Role> roles = new ArrayList<>();
    final List<Doubt> doubts = new ArrayList<>();
    final List<PersonState> states = new ArrayList<>();
    /** Days from which the data of persons is kept. */
    final List<ClockFact> days = new ArrayList<>();
    /** Keys of those who had lapsed and come again as somebody new; fields of others that are told anew. */
    final Set<String> letIn = new HashSet<>();

    final Map<Long, Set<String>> fieldsLetIn = new HashMap<>();
    final List<Disagreement> disagreements = new ArrayList<>();
    /** What the feed says as it stands, where somebody may be asked about it still. */
    final List<Agreement> agreements = new ArrayList<>();

    /** A person and not a run did all this. */
    void by(String actor) {
        changes.replaceAll(change -> new Change(change.changeSet().by(actor), change.kind(), change.correction()));
    }

    List<StoredEntity> fresh(EntityKind kind) {
        return entities(kind).values().stream()
                .filter(StoredEntity::isNew)
                .filter(StoredEntity::changed)
                .toList();
    }

    List<StoredEntity> changed(EntityKind kind) {
        return entities(kind).values().stream()
                .filter(entity -> !entity.isNew() && entity.changed())
                .toList();
    }

    Map<Long, StoredEntity> entities(EntityKind kind) {
        return kind == EntityKind.COMPANY ? companies : persons;
    }

    /** @param correction whether it corrects what others may hold, so that they are told */
    record Change(ChangeSet changeSet, EntityKind kind, boolean correction) {}

    /** A record that a steward must look at. */
    record Doubt(
            ChangedRecord record, Observation observation, EntityKind kind, List<Long> candidates, String reason) {}

    /** A source contradicts what a person or a steward has said of a field. */
    record Disagreement(
            EntityKind kind,
            long entityId,
            String field,
            @Nullable String stands,
            String standsFeed,
            String says) {}

    /** A source and the register say the same of a field. */
    record Agreement(long entityId, String field) {}
}
