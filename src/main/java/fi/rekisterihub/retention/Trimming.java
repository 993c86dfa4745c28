package fi.rekisterihub.retention;

import fi.rekisterihub.intake.Lapse;
import fi.rekisterihub.intake.Lapses;
import fi.rekisterihub.notice.ChangedEntity;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.reconcile.ForgottenFields;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.ChangeSets;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityStore;
import fi.rekisterihub.register.StoredEntity;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.retention.RetentionLaw.Kept;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes fields whose time has run out from somebody who stays: in the caller's transaction, with history and all copies. */
@Component
class Trimming {

    /** In whose name the history says that something is empty now. */
    static final String FEED = "retention";

    static final String RULE = "kept-no-longer";
    private static final String COLLECTED = "collected";

    private final EntityStore entities;
    private final ChangeSets history;
    private final Notices notices;
    private final ForgottenFields copies;
    private final Lapses lapses;
    private final SubjectKeys keys;

    Trimming(
            EntityStore entities,
            ChangeSets history,
            Notices notices,
            ForgottenFields copies,
            Lapses lapses,
            SubjectKeys keys) {
        this.entities = entities;
        this.history = history;
        this.notices = notices;
        this.copies = copies;
        this.lapses = lapses;
        this.keys = keys;
    }

    /**
     * @param parts all who are one with the person
     * @return the fields that had a value
     */
    Set<String> trim(RetentionLaw law, ClockRow row, Fate fate, List<Long> parts, String who) {
        Set<String> emptied = new TreeSet<>();
        Map<Long, Set<String>> everywhere = new HashMap<>();
        List<StoredEntity> changed = new ArrayList<>();
        List<ChangeSet> written = new ArrayList<>();
        for (StoredEntity part : entities.load(EntityKind.PERSON, parts).values()) {
            everywhere.put(part.id(), fate.fields());
            List<String> gone = new ArrayList<>();
            for (String field : fate.fields()) {
                String value = part.value(field);
                mark(law, row, fate, part.id(), field, value);
                if (value != null) {
                    part.takeBack(field, null, null);
                    gone.add(field);
                }
            }
            if (!gone.isEmpty()) {
                emptied.addAll(gone);
                changed.add(part);
                written.add(change(law.registerId(), part.id(), gone, who));
            }
        }
        entities.update(EntityKind.PERSON, changed);
        List<Long> ids = history.add(written);
        // Also where the field is empty today: what it was before stands in the history.
        copies.forget(law.registerId(), everywhere);
        tell(law.registerId(), written, ids);
        law.groups().stream()
                .filter(group -> fate.lapsing().contains(group.what()))
                .forEach(group -> parts.forEach(part -> lapses.addGroup(part, group.what(), start(group, row))));
        return emptied;
    }

    private void mark(RetentionLaw law, ClockRow row, Fate fate, long part, String field, @Nullable String value) {
        for (Kept kept : law.kept()) {
            if (fate.lapsing().contains(kept.what()) && kept.fields().contains(field)) {
                Set<String> anchors = anchors(kept, row);
                String key = value != null && anchors.contains(COLLECTED) ? keys.value(field, value) : null;
                lapses.addField(part, field, kept.what(), new Lapse(start(kept, row), anchors, key, null));
                return;
            }
        }
    }

    private void tell(String registerId, List<ChangeSet> written, List<Long> ids) {
        if (!notices.anybodyHolds(registerId)) {
            return;
        }
        List<ChangedEntity> told = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Map<String, @Nullable String> fields = new LinkedHashMap<>();
            written.get(i).fields().forEach(field -> fields.put(field, null));
            told.add(new ChangedEntity(
                    ids.get(i), EntityKind.PERSON, written.get(i).entityId(), NoticeKind.ERASED, fields));
        }
        notices.changed(registerId, told);
    }

    private static ChangeSet change(String registerId, long person, List<String> fields, String who) {
        return new ChangeSet(
                person,
                registerId,
                null,
                FEED,
                fields,
                null,
                Collections.nCopies(fields.size(), null),
                Collections.nCopies(fields.size(), RULE),
                who);
    }

    /** The day from which the clock was counted; one that is due has such a day. */
    static LocalDate start(Kept kept, ClockRow row) {
        LocalDate start = RetentionClock.start(kept.rules(), row.anchorsOf(kept));
        return start == null ? row.anchors().getOrDefault(COLLECTED, LocalDate.EPOCH) : start;
    }

    /** What could tell something newer than that day. */
    static Set<String> anchors(Kept kept, ClockRow row) {
        Set<String> anchors = new TreeSet<>();
        RetentionClock.deciding(kept.rules(), row.anchorsOf(kept)).forEach(rule -> anchors.addAll(rule.anchors()));
        return anchors;
    }
}
