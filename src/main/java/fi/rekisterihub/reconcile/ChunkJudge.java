package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.Outcome;
import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.match.Candidate;
import fi.rekisterihub.match.Match;
import fi.rekisterihub.match.Matcher;
import fi.rekisterihub.match.WholeName;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.reconcile.Applied.Doubt;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.StoredEntity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the records of one chunk, one after another, on what was fetched for all of them at once. */
final class ChunkJudge {

    private final RunContext run;
    private final Profile profile;
    private final EntityKind kind;
    private final ChunkFacts facts;
    private final Decisions decisions;
    private final Matcher matcher;
    private final EntityJudgement judgement = new EntityJudgement();
    private final RoleJudge roles;
    private final StateJudge states;
    private final Disagreements disagreements;

    ChunkJudge(RunContext run, Profile profile, EntityKind kind, ChunkFacts facts) {
        this.run = run;
        this.profile = profile;
        this.kind = kind;
        this.facts = facts;
        this.decisions = new Decisions(profile);
        this.matcher = new Matcher(profile.automatedDecisions());
        this.roles = new RoleJudge(run, profile, facts, judgement);
        this.disagreements = new Disagreements(profile, facts.anyConflicts(), judgement.applied);
        this.states = new StateJudge(run.feed(), facts.signs(), profile.fields(kind.word()));
    }

    EntityJudgement judge(List<Seen> chunk) {
        for (Seen seen : chunk) {
            Outcome outcome = inOrder(seen);
            judgement.add(outcome);
            if (outcome.kind() == Outcome.Kind.PARKED) {
                facts.signs().failed(seen.record().key());
            }
        }
        return judged();
    }

    /** A person has said that the record speaks of this entity; what was erased does not come back by way of another. */
    EntityJudgement same(Seen seen, long entityId) {
        judgement.add(
                kind == EntityKind.PERSON && facts.suppressed(seen.record())
                        ? erased(seen)
                        : decide(seen, facts.entity(entityId, kind)));
        return judged();
    }

    /** A person has said that the record speaks of nobody who is known; the erased stay erased all the same. */
    EntityJudgement separate(Seen seen) {
        Candidate who = seen.candidate();
        if (kind == EntityKind.PERSON && facts.suppressed(seen.record())) {
            judgement.add(erased(seen));
        } else if (PersonSigns.nameSomebody(seen.observation())) {
            judgement.add(Outcome.refused(null, "not-followed"));
        } else if (!facts.neighbours().byBusinessId(who.businessId()).isEmpty()) {
            judgement.add(Outcome.refused(null, "business-id-is-taken"));
        } else {
            judgement.add(create(seen, who));
        }
        return judged();
    }

    /** Refused, and not kept: what the source says of somebody who was erased is nobody's business here. */
    private Outcome erased(Seen seen) {
        judgement.erased.add(seen.record().key());
        return Outcome.refused(null, ErasedValues.RULE);
    }

    /** A company stays although one of its addresses was that of somebody who was erased: only the address stays away. */
    private Observation withoutErased(Seen seen) {
        Observation told = seen.observation();
        if (!facts.suppressed(seen.record())) {
            return told;
        }
        judgement.emptied.add(seen.record().key());
        Set<String> left = new HashSet<>(profile.fields(kind.word()));
        left.removeAll(facts.erasedFields(seen));
        return told.only(left);
    }

    private EntityJudgement judged() {
        judgement.withheld = facts.signs().withheld();
        judgement.restricted = facts.restrictedAmong(judgement.withheld.keySet());
        return judgement;
    }

    /** Changes of one person are applied in their order, or the older would undo the newer when it is mended. */
    private Outcome inOrder(Seen seen) {
        return facts.signs().waits(seen.record().key())
                ? Outcome.parked(null, "An earlier change of the same person could not be used; this one waits for it.")
                : judge(seen);
    }

    private Outcome judge(Seen seen) {
        if (kind == EntityKind.PERSON && facts.suppressed(seen.record())) {
            return erased(seen);
        }
        if (seen.outcome() != null) {
            return seen.outcome();
        }
        judgement.dropped(seen.dropped());
        if (PersonSigns.nameSomebody(seen.observation())) {
            return exactly(seen);
        }
        Match match = match(seen);
        if (match instanceof Match.Doubtful doubt) {
            judgement.lookedAround();
            return doubtful(seen, doubt);
        }
        if (match instanceof Match.Same same) {
            return decide(seen, facts.entity(same.entityId(), kind));
        }
        return create(seen, seen.candidate());
    }

    /** An exact identifier decides whom the record speaks of, or that it is nobody's business here. */
    private Outcome exactly(Seen seen) {
        judgement.lookedAround();
        List<Long> meant = facts.signs().meant(seen.observation());
        return switch (meant.size()) {
            case 0 -> Outcome.refused(null, "not-followed");
            case 1 -> decide(seen, facts.entity(meant.get(0), kind));
            default -> doubtful(seen, new Match.Doubtful(meant, "identity-of-several"));
        };
    }

    private Match match(Seen seen) {
        Neighbours near = facts.neighbours();
        Candidate linked = near.linked(seen.record().entityId());
        if (linked == null) {
            judgement.lookedAround();
        } else if (kind == EntityKind.PERSON) {
            return Matcher.bySourceLink(linked);
        }
        Candidate who = seen.candidate();
        return kind == EntityKind.COMPANY
                ? matcher.company(who, linked, near.byBusinessId(who.businessId()), near.byContact(who))
                : matcher.person(who, linked, near.byEmail(who.emailKey()), near.byPhone(who.phoneKey()));
    }

    private Outcome doubtful(Seen seen, Match.Doubtful doubt) {
        judgement.applied.doubts.add(
                new Doubt(seen.record(), seen.observation(), kind, doubt.candidates(), doubt.reason()));
        return Outcome.review(doubt.reason());
    }

    private Outcome create(Seen seen, Candidate who) {
        if (!tellsAnything(seen.observation())) {
            return Outcome.parked(null, "The record tells nothing that this register may hold.");
        }
        if (facts.lapsed().keepsOut(seen)) {
            // Nothing of what it says is kept, or it would be here all the same.
            judgement.lapsed.add(seen.record().key());
            return Outcome.refused(null, Lapsed.RULE);
        }
        judgement.applied.letIn.addAll(facts.lapsed().keysOf(seen));
        StoredEntity made = StoredEntity.fresh(facts.newId(), kind);
        judgement.applied.entities(kind).put(made.id(), made);
        facts.remember(made, who);
        facts.prohibits(made.id(), seen.record());
        Outcome outcome = decide(seen, made);
        judgement.effect(kind.word() + ".new");
        return outcome.kind() == Outcome.Kind.UNCHANGED ? Outcome.applied(made.id()) : outcome;
    }

    private Outcome decide(Seen seen, StoredEntity entity) {
        try {
            return kind == EntityKind.PERSON
                    ? decide(seen, entity, states.judge(entity, named(entity, seen.observation())))
                    : decide(
                            seen,
                            entity,
                            StateJudge.Told.only(withoutErased(seen).values()));
        } catch (BadRecord bad) {
            return Outcome.parked(bad.field(), bad.reason());
        }
    }

    /** A name in one field is cut by what is known of the person, or left alone. */
    private Observation named(StoredEntity person, Observation seen) {
        String whole = seen.person().get("name");
        if (whole == null) {
            return seen;
        }
        return WholeName.surnameFirst(whole)
                .cut(person.value("familyName"), person.value("givenName"))
                .map(parts -> seen.with(parts).only(profile.fieldsFrom(run.feed(), kind.word())))
                .orElse(seen);
    }

    /** A company that so far was no more than somebody's place of work; its first name is no change of name. */
    private boolean isOnlyNamed(StoredEntity entity) {
        return kind == EntityKind.COMPANY
                && profile.fields(kind.word()).stream()
                        .allMatch(field -> field.equals("businessId") || entity.value(field) == null);
    }

    private Outcome decide(Seen seen, StoredEntity entity, StateJudge.Told told) {
        judgement.applied.entities(kind).putIfAbsent(entity.id(), entity);
        judgement.applied.states.addAll(told.states);
        if (kind == EntityKind.PERSON && !told.barred) {
            withoutLapsed(seen, entity, told);
        }
        boolean existed = !entity.isNew();
        boolean onlyNamed = existed && isOnlyNamed(entity);
        List<FieldDecision> decided = decisions.decide(entity, run.feed(), told.left, facts.prohibited(entity.id()));
        List<FieldDecision> changed = new ArrayList<>(told.changes);
        List<FieldDecision> confirmed = new ArrayList<>();
        for (FieldDecision one : decided) {
            if (disagreements.hear(entity, one)) {
                judgement.effect("conflict");
            }
            keptOut(one).ifPresent(judgement::effect);
            if (one.verdict() == Verdict.APPLY || one.verdict() == Verdict.CONFIRM) {
                entity.set(one.field(), one.newValue(), run.feed());
                (one.verdict() == Verdict.APPLY ? changed : confirmed).add(one);
            }
        }
        boolean ownFields = !changed.isEmpty();
        if (kind == EntityKind.PERSON && !entity.restricted() && !told.barred) {
            roles.judge(entity, seen.observation()).ifPresent(changed::add);
        }
        if (!changed.isEmpty() || !confirmed.isEmpty()) {
            List<FieldDecision> written = new ArrayList<>(changed);
            written.addAll(confirmed);
            judgement.applied.changes.add(new Change(changeSet(entity, written), kind, existed && ownFields));
        }
        if (!changed.isEmpty() || !told.states.isEmpty()) {
            if (existed) {
                judgement.changes(entity.id());
                if (onlyNamed) {
                    judgement.effect(kind.word() + ".new");
                } else {
                    changed.forEach(one -> judgement.effect(kind.word() + "." + one.field()));
                }
            }
            return Outcome.applied(entity.id());
        }
        return told.refusal()
                .or(() -> refusal(decided))
                .map(rule -> Outcome.refused(entity.id(), rule))
                .orElseGet(() -> Outcome.unchanged(entity.id()));
    }

    /** What the time has run out of is not told again by what is no newer; nor is a text kept that holds it. */
    private void withoutLapsed(Seen seen, StoredEntity entity, StateJudge.Told told) {
        judgement.applied.days.addAll(facts.lapsed().facts(entity.id(), seen));
        Set<String> lapsed = facts.lapsed().lapsedFields(entity.id());
        if (lapsed.isEmpty()) {
            return;
        }
        Set<String> out = facts.lapsed().keptOut(entity.id(), seen, told.left);
        if (!out.isEmpty()) {
            told.left = new LinkedHashMap<>(told.left);
            told.left.keySet().removeAll(out);
            told.lapsed = true;
            judgement.emptied.add(seen.record().key());
        }
        told.left.forEach((field, value) -> {
            if (value != null && lapsed.contains(field)) {
                judgement
                        .applied
                        .fieldsLetIn
                        .computeIfAbsent(entity.id(), first -> new HashSet<>())
                        .add(field);
            }
        });
    }

    private ChangeSet changeSet(StoredEntity entity, List<FieldDecision> written) {
        List<String> fields = new ArrayList<>(written.size());
        List<@Nullable String> before = new ArrayList<>(written.size());
        List<@Nullable String> after = new ArrayList<>(written.size());
        List<String> rules = new ArrayList<>(written.size());
        boolean anythingBefore = false;
        for (FieldDecision one : written) {
            fields.add(one.field());
            before.add(one.oldValue());
            after.add(one.newValue());
            rules.add(one.rule());
            anythingBefore |= one.oldValue() != null;
        }
        return new ChangeSet(
                entity.id(),
                profile.id(),
                run.runId(),
                run.feed(),
                fields,
                anythingBefore ? before : null,
                after,
                rules,
                null);
    }

    private static boolean tellsAnything(Observation told) {
        for (String value : told.values().values()) {
            if (value != null) {
                return true;
            }
        }
        return false;
    }

    /** What the register may not hold, whoever tells it; the rest of the record goes on. */
    private static Optional<String> keptOut(FieldDecision one) {
        if (one.verdict() != Verdict.REFUSE) {
            return Optional.empty();
        }
        return one.rule().startsWith(HoldingRules.LIMIT)
                ? Optional.of("kept-out.limit")
                : one.rule().startsWith(HoldingRules.PROHIBITED)
                        ? Optional.of("kept-out.prohibited")
                        : Optional.empty();
    }

    private static Optional<String> refusal(List<FieldDecision> decided) {
        return decided.stream()
                .filter(one -> one.verdict() == Verdict.REFUSE || one.verdict() == Verdict.KEEP)
                .map(FieldDecision::rule)
                .findFirst();
    }
}
