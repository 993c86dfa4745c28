package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.WithheldTexts;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityStore;
import fi.rekisterihub.register.PersonGuards;
import fi.rekisterihub.register.PersonGuards.Guard;
import fi.rekisterihub.register.PersonGuards.Mark;
import fi.rekisterihub.register.StoredEntity;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Catches up with what waited while data was restricted: fields that a source has withheld since are emptied now, and what
 * sources said meanwhile, which was refused, is judged anew when they say it next.
 */
@Component
public class AfterRestriction {

    private final EntityStore entities;
    private final PersonGuards guards;
    private final ChunkWriter writer;
    private final Withholding withholding;
    private final WithheldTexts texts;

    AfterRestriction(
            EntityStore entities,
            PersonGuards guards,
            ChunkWriter writer,
            Withholding withholding,
            WithheldTexts texts) {
        this.entities = entities;
        this.guards = guards;
        this.writer = writer;
        this.withholding = withholding;
        this.texts = texts;
    }

    /** In the caller's transaction, which holds the register; the restriction is lifted already. */
    public void over(String registerId, Collection<Long> persons) {
        Map<Long, Guard> guarded = guards.of(persons);
        Map<Long, StoredEntity> loaded = entities.load(EntityKind.PERSON, guarded.keySet());
        Map<Long, Set<String>> withheld = new HashMap<>();
        Applied applied = new Applied();
        loaded.forEach((id, person) -> guarded.getOrDefault(id, PersonSigns.FREE)
                .withheld()
                .forEach(mark -> {
                    if (withheld.computeIfAbsent(id, first -> new HashSet<>()).add(mark.field())
                            && person.value(mark.field()) != null) {
                        applied.changes.add(new Change(emptied(registerId, person, mark), EntityKind.PERSON, true));
                        applied.persons.put(id, person);
                    }
                }));
        if (!applied.changes.isEmpty()) {
            writer.write(registerId, applied.changes.get(0).changeSet().feed(), applied);
        }
        withholding.keepOut(registerId, withheld);
        texts.readAnew(persons);
    }

    private static ChangeSet emptied(String registerId, StoredEntity person, Mark mark) {
        String before = person.value(mark.field());
        person.set(mark.field(), null, mark.feed());
        return new ChangeSet(
                person.id(),
                registerId,
                null,
                mark.feed(),
                List.of(mark.field()),
                Collections.singletonList(before),
                Collections.singletonList(null),
                List.of("emptied-by-source"),
                null);
    }
}
