package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.ClockFacts;
import fi.rekisterihub.intake.Lapses;
import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.notice.ChangedEntity;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.permission.MovedAddresses;
import fi.rekisterihub.permission.MovedAddresses.Moved;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.ChangeSets;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityStore;
import fi.rekisterihub.register.Roles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Writes a judged chunk: entities, roles, history, notices and reviews, in the engine's transaction. */
@Component
class ChunkWriter {

    private final EntityStore entities;
    private final ChangeSets changeSets;
    private final Roles roles;
    private final Notices notices;
    private final Reviews reviews;
    private final MovedAddresses movedAddresses;
    private final StateWriter states;
    private final FieldConflicts conflicts;
    private final ClockFacts clocks;
    private final Lapses lapses;

    ChunkWriter(
            EntityStore entities,
            ChangeSets changeSets,
            Roles roles,
            Notices notices,
            Reviews reviews,
            MovedAddresses movedAddresses,
            StateWriter states,
            FieldConflicts conflicts,
            ClockFacts clocks,
            Lapses lapses) {
        this.clocks = clocks;
        this.lapses = lapses;
        this.entities = entities;
        this.changeSets = changeSets;
        this.roles = roles;
        this.notices = notices;
        this.reviews = reviews;
        this.movedAddresses = movedAddresses;
        this.states = states;
        this.conflicts = conflicts;
    }

    void write(RunContext run, Applied applied) {
        write(run.registerId(), run.feed(), applied);
        reviews.open(run, applied.doubts);
        conflicts.agreed(run.feed(), applied.agreements);
        conflicts.ask(run, applied.disagreements);
    }

    /** Entities, roles, history and notices; what a person does by hand leaves no doubts. */
    void write(String registerId, String feed, Applied applied) {
        for (EntityKind kind : EntityKind.values()) {
            entities.insert(registerId, kind, applied.fresh(kind));
            entities.update(kind, applied.changed(kind));
        }
        roles.put(applied.roles, feed);
        List<Long> ids =
                changeSets.add(applied.changes.stream().map(Change::changeSet).toList());
        List<Correction> corrections = corrections(applied.changes, ids);
        if (notices.anybodyHolds(registerId)) {
            notices.changed(registerId, told(corrections));
        }
        movedAddresses.follow(registerId, moved(corrections));
        movedAddresses.arrived(registerId, arrived(applied.changes, ids));
        states.write(registerId, feed, applied.states);
        clocks.tell(registerId, feed, applied.days);
        if (!applied.letIn.isEmpty()) {
            lapses.letIn(registerId, applied.letIn);
        }
        applied.fieldsLetIn.forEach(lapses::letIn);
        conflicts.saidAnew(registerId, applied.changes);
    }

    /** What others were told otherwise, with its number in the history. */
    private record Correction(long id, Change change) {}

    private static List<Correction> corrections(List<Change> changes, List<Long> ids) {
        List<Correction> corrections = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i).correction()) {
                corrections.add(new Correction(ids.get(i), changes.get(i)));
            }
        }
        return corrections;
    }

    private static List<Moved> moved(List<Correction> corrections) {
        List<Moved> moved = new ArrayList<>();
        corrections.forEach(correction -> add(correction, moved));
        return moved;
    }

    /** What corrects nothing is of somebody new, or says again what stood. */
    private static List<Moved> arrived(List<Change> changes, List<Long> ids) {
        List<Moved> arrived = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            if (!changes.get(i).correction()) {
                add(new Correction(ids.get(i), changes.get(i)), arrived);
            }
        }
        return arrived;
    }

    private static void add(Correction correction, List<Moved> moved) {
        ChangeSet change = correction.change().changeSet();
        int place = correction.change().kind() == EntityKind.PERSON
                ? change.fields().indexOf("email")
                : -1;
        String email = place < 0 ? null : change.newValues().get(place);
        if (email != null && !email.equals(change.oldValue(place))) {
            moved.add(new Moved(change.entityId(), correction.id(), email));
        }
    }

    private static List<ChangedEntity> told(List<Correction> corrections) {
        return corrections.stream()
                .map(correction -> told(correction.id(), correction.change()))
                .toList();
    }

    private static ChangedEntity told(long id, Change correction) {
        ChangeSet change = correction.changeSet();
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < change.fields().size(); i++) {
            // What was only confirmed is as the others have it.
            if (!Objects.equals(change.oldValue(i), change.newValues().get(i))) {
                values.put(change.fields().get(i), change.newValues().get(i));
            }
        }
        return new ChangedEntity(id, correction.kind(), change.entityId(), NoticeKind.RECTIFIED, values);
    }
}
