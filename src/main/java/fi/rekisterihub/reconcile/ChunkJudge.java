package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.ChangedRecord;
import fi.rekisterihub.intake.Outcome;
import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.match.Candidate;
import fi.rekisterihub.match.Match;
import fi.rekisterihub.match.Matcher;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.reconcile.Applied.Doubt;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.StoredEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    ChunkJudge(RunContext run, Profile profile, EntityKind kind, ChunkFacts facts) {
        this.run = run;
        this.profile = profile;
        this.kind = kind;
        this.facts = facts;
        this.decisions = new Decisions(profile);
        this.matcher = new Matcher(profile.automatedDecisions());
        this.roles = new RoleJudge(run, profile, facts, judgement);
    }

    EntityJudgement judge(List<Seen> chunk) {
        chunk.forEach(seen -> judgement.add(judge(seen)));
        return judgement;
    }

    /** A person has said that the record speaks of this entity; what was erased does not come back by way of another. */
    EntityJudgement same(Seen seen, long entityId) {
        judgement.add(
                facts.suppressed(seen.record())
                        ? Outcome.refused(null, "erased-stays-erased")
                        : decide(seen, facts.entity(entityId, kind)));
        return judgement;
    }

    /** A person has said that the record speaks of nobody who is known; the erased stay erased all the same. */
    EntityJudgement separate(Seen seen) {
        Candidate who = seen.candidate();
        if (facts.suppressed(seen.record())) {
            judgement.add(Outcome.refused(null, "erased-stays-erased"));
        } else if (!facts.neighbours().byBusinessId(who.businessId()).isEmpty()) {
            judgement.add(Outcome.refused(null, "business-id-is-taken"));
        } else {
            judgement.add(create(seen, who));
        }
        return judgement;
    }

    private Outcome judge(Seen seen) {
        if (seen.outcome() != null) {
            return seen.outcome();
        }
        Candidate who = seen.candidate();
        if (facts.suppressed(seen.record())) {
            return Outcome.refused(null, "erased-stays-erased");
        }
        judgement.dropped(seen.dropped());
        Match match = match(seen.record(), who);
        if (match instanceof Match.Doubtful doubt) {
            return doubtful(seen, doubt);
        }
        if (match instanceof Match.Same same) {
            return decide(seen, facts.entity(same.entityId(), kind));
        }
        return create(seen, who);
    }

    private Match match(ChangedRecord record, Candidate who) {
        Neighbours near = facts.neighbours();
        Candidate linked = near.linked(record.entityId());
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
        StoredEntity made = StoredEntity.fresh(facts.newId(), kind);
        judgement.applied.entities(kind).put(made.id(), made);
        facts.remember(made, who);
        Outcome outcome = decide(seen, made);
        judgement.effect(kind.word() + ".new");
        return outcome.kind() == Outcome.Kind.UNCHANGED ? Outcome.applied(made.id()) : outcome;
    }

    private Outcome decide(Seen seen, StoredEntity entity) {
        judgement.applied.entities(kind).putIfAbsent(entity.id(), entity);
        boolean existed = !entity.isNew();
        List<FieldDecision> decided =
                decisions.decide(entity, run.feed(), seen.observation().values());
        List<FieldDecision> changed = new ArrayList<>(decided.size() + 1);
        List<FieldDecision> confirmed = new ArrayList<>();
        for (FieldDecision one : decided) {
            if (one.verdict() == Verdict.APPLY || one.verdict() == Verdict.CONFIRM) {
                entity.set(one.field(), one.newValue(), run.feed());
                (one.verdict() == Verdict.APPLY ? changed : confirmed).add(one);
            }
        }
        boolean ownFields = !changed.isEmpty();
        if (kind == EntityKind.PERSON && !entity.restricted()) {
            roles.judge(entity, seen.observation()).ifPresent(changed::add);
        }
        if (!changed.isEmpty() || !confirmed.isEmpty()) {
            List<FieldDecision> written = new ArrayList<>(changed);
            written.addAll(confirmed);
            judgement.applied.changes.add(new Change(changeSet(entity, written), kind, existed && ownFields));
        }
        if (!changed.isEmpty()) {
            if (existed) {
                judgement.changes(entity.id());
                changed.forEach(one -> judgement.effect(kind.word() + "." + one.field()));
            }
            return Outcome.applied(entity.id());
        }
        return refusal(decided)
                .map(rule -> Outcome.refused(entity.id(), rule))
                .orElseGet(() -> Outcome.unchanged(entity.id()));
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

    private static Optional<String> refusal(List<FieldDecision> decided) {
        return decided.stream()
                .filter(one -> one.verdict() == Verdict.REFUSE || one.verdict() == Verdict.KEEP)
                .map(FieldDecision::rule)
                .findFirst();
    }

    /** A record after mapping and the profile's whitelist, or with the outcome that it already has. */
    record Seen(
            ChangedRecord record,
            Observation observation,
            Candidate candidate,
            int dropped,
            @Nullable Outcome outcome) {}
}
