package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.notice.ChangedEntity;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.Notices;
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
import org.springframework.stereotype.Component;

/** Writes a judged chunk: entities, roles, history, notices and reviews, in the engine's transaction. */
@Component
class ChunkWriter {

    private final EntityStore entities;
    private final ChangeSets changeSets;
    private final Roles roles;
    private final Notices notices;
    private final Reviews reviews;

    ChunkWriter(EntityStore entities, ChangeSets changeSets, Roles roles, Notices notices, Reviews reviews) {
        this.entities = entities;
        this.changeSets = changeSets;
        this.roles = roles;
        this.notices = notices;
        this.reviews = reviews;
    }

    void write(RunContext run, Applied applied) {
        for (EntityKind kind : EntityKind.values()) {
            entities.insert(run.registerId(), kind, applied.fresh(kind));
            entities.update(kind, applied.changed(kind));
        }
        roles.put(applied.roles, run.feed());
        List<Long> ids =
                changeSets.add(applied.changes.stream().map(Change::changeSet).toList());
        List<ChangedEntity> corrections = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (applied.changes.get(i).correction()) {
                corrections.add(correction(ids.get(i), applied.changes.get(i)));
            }
        }
        notices.changed(run.registerId(), corrections);
        reviews.open(run, applied.doubts);
    }

    private static ChangedEntity correction(long id, Change correction) {
        ChangeSet change = correction.changeSet();
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < change.fields().size(); i++) {
            values.put(change.fields().get(i), change.newValues().get(i));
        }
        return new ChangedEntity(id, correction.kind(), change.entityId(), NoticeKind.RECTIFIED, values);
    }
}
