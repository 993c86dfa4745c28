package fi.rekisterihub.reconcile;

import fi.rekisterihub.Finland;
import fi.rekisterihub.intake.ClockFact;
import fi.rekisterihub.intake.ClockFacts;
import fi.rekisterihub.intake.OtherWords;
import fi.rekisterihub.intake.OtherWords.Word;
import fi.rekisterihub.intake.RecordLinks;
import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.mapping.AbsentRule;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityStore;
import fi.rekisterihub.register.PersonGuards;
import fi.rekisterihub.register.PersonGuards.Guard;
import fi.rekisterihub.register.Roles;
import fi.rekisterihub.register.Roles.Place;
import fi.rekisterihub.register.StoredEntity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Treats, by the feed's rule, those whom a full list has left. Nobody is deleted: the row, its history and every
 * opt-out stay, and who comes back is known again.
 */
@Component
class Absences {

    private final RecordLinks records;
    private final OtherWords otherWords;
    private final Profiles profiles;
    private final EntityStore entities;
    private final PersonGuards guards;
    private final Roles roles;
    private final ChunkWriter writer;
    private final Reviews reviews;
    private final FieldConflicts conflicts;
    private final ClockFacts clocks;

    Absences(
            RecordLinks records,
            OtherWords otherWords,
            Profiles profiles,
            EntityStore entities,
            PersonGuards guards,
            Roles roles,
            ChunkWriter writer,
            Reviews reviews,
            FieldConflicts conflicts,
            ClockFacts clocks) {
        this.clocks = clocks;
        this.records = records;
        this.otherWords = otherWords;
        this.profiles = profiles;
        this.entities = entities;
        this.guards = guards;
        this.roles = roles;
        this.writer = writer;
        this.reviews = reviews;
        this.conflicts = conflicts;
    }

    /** What the rule makes of these keys; writes nothing. */
    Treated judge(RunContext run, EntityKind kind, Collection<String> keys) {
        Treated treated = new Treated(kind);
        AbsentRule rule = run.mapping().absent();
        if (rule == AbsentRule.KEEP) {
            return treated;
        }
        Map<String, Long> linked = records.entitiesOf(run.feed(), run.registerId(), keys);
        if (rule == AbsentRule.REVIEW) {
            linked.forEach(treated::ask);
        } else {
            judge(run, kind, keys, linked, treated);
        }
        return treated;
    }

    /** A steward has decided that what only the feed told of this record ends. */
    Treated end(RunContext run, EntityKind kind, String key) {
        Treated treated = new Treated(kind);
        judge(run, kind, List.of(key), records.entitiesOf(run.feed(), run.registerId(), List.of(key)), treated);
        return treated;
    }

    /** Within the caller's transaction. */
    void write(RunContext run, Treated treated) {
        roles.end(treated.endedRoles);
        LocalDate today = Finland.today();
        clocks.close(run.registerId(), run.feed(), treated.left, today);
        clocks.tell(
                run.registerId(),
                run.feed(),
                treated.endedRoles.stream()
                        .map(place ->
                                new ClockFact(place.personId(), "duty-end", "company:" + place.companyId(), today))
                        .toList());
        writer.write(run.registerId(), run.feed(), treated.applied);
        if (!treated.applied.entities(treated.kind).isEmpty() && conflicts.any(run.registerId())) {
            conflicts.left(run.feed(), treated.applied.entities(treated.kind).keySet());
        }
        reviews.askWhetherItEnds(run, treated.kind, treated.asked);
    }

    void askNoMoreOfThoseWhoCameBack(RunContext run) {
        reviews.withdrawThoseWhoCameBack(run);
    }

    private void judge(
            RunContext run, EntityKind kind, Collection<String> keys, Map<String, Long> linked, Treated treated) {
        Profile profile = profiles.get(run.registerId());
        Departure departure = new Departure(profile, run.feed());
        Map<Long, StoredEntity> loaded = entities.load(kind, linked.values());
        Map<Long, List<Word>> words = otherWords.of(run.registerId(), loaded.keySet(), run.feed(), keys);
        boolean persons = kind == EntityKind.PERSON;
        Map<Long, Guard> guarded = persons ? guards.of(loaded.keySet()) : Map.of();
        Map<Long, List<Roles.Told>> places = persons
                ? roles.toldBy(loaded.keySet(), run.feed()).stream()
                        .collect(Collectors.groupingBy(
                                told -> told.role().place().personId()))
                : Map.of();
        linked.forEach((key, id) -> {
            StoredEntity entity = loaded.get(id);
            if (entity == null) {
                return;
            }
            if (entity.restricted()) {
                // What must not be changed is not changed; somebody decides when the restriction is over.
                treated.ask(key, id);
                return;
            }
            treated.left.add(key);
            if (treated.knows(id)) {
                return;
            }
            List<Word> others = words.getOrDefault(id, List.of());
            List<FieldDecision> decided =
                    new ArrayList<>(departure.of(entity, others, guarded.getOrDefault(id, PersonSigns.FREE)));
            for (Roles.Told told : places.getOrDefault(id, List.of())) {
                if (!Departure.isToldByOthers(told, others)) {
                    treated.endedRoles.add(told.role().place());
                    decided.add(Departure.ended(told.role()));
                }
            }
            treated.leave(run, entity, decided);
        });
    }

    /** What became of absent records, before it is written. */
    static final class Treated {

        private final EntityKind kind;
        private final Applied applied = new Applied();
        private final List<Place> endedRoles = new ArrayList<>();
        private final List<String> left = new ArrayList<>();
        private final Map<String, Long> asked = new LinkedHashMap<>();
        private final Map<String, Long> effects = new TreeMap<>();

        private Treated(EntityKind kind) {
            this.kind = kind;
        }

        Map<String, Long> effects() {
            return effects;
        }

        boolean isForSomebodyToDecide() {
            return !asked.isEmpty();
        }

        void by(String actor) {
            applied.by(actor);
        }

        private boolean knows(long entity) {
            return applied.entities(kind).containsKey(entity);
        }

        private void ask(String key, long entity) {
            asked.put(key, entity);
            effects.merge("absent.review", 1L, Long::sum);
        }

        private void leave(RunContext run, StoredEntity entity, List<FieldDecision> decided) {
            applied.entities(kind).put(entity.id(), entity);
            boolean ends = decided.stream().anyMatch(one -> one.rule().equals(Departure.NO_LONGER_LISTED));
            effects.merge(ends ? "absent.ended" : "absent.told-by-others", 1L, Long::sum);
            if (!decided.isEmpty()) {
                boolean tells = decided.stream()
                        .anyMatch(one ->
                                one.verdict() == Verdict.APPLY && !one.field().equals(RoleJudge.FIELD));
                applied.changes.add(new Change(changeSet(run, entity.id(), decided), kind, tells));
            }
        }

        private static ChangeSet changeSet(RunContext run, long entity, List<FieldDecision> decided) {
            List<@Nullable String> before = new ArrayList<>();
            List<@Nullable String> after = new ArrayList<>();
            decided.forEach(one -> {
                before.add(one.oldValue());
                after.add(one.newValue());
            });
            return new ChangeSet(
                    entity,
                    run.registerId(),
                    run.runId(),
                    run.feed(),
                    decided.stream().map(FieldDecision::field).toList(),
                    before,
                    after,
                    decided.stream().map(FieldDecision::rule).toList(),
                    null);
        }
    }
}
