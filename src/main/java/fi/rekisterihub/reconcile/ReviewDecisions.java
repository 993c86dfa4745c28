package fi.rekisterihub.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.intake.ChangedRecord;
import fi.rekisterihub.intake.Outcome;
import fi.rekisterihub.intake.RecordLinks;
import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.mapping.Reading;
import fi.rekisterihub.profile.FourEyes;
import fi.rekisterihub.profile.Hands;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.reconcile.ReviewDecision.Decided;
import fi.rekisterihub.reconcile.ReviewDecision.Dropped;
import fi.rekisterihub.reconcile.ReviewDecision.Impossible;
import fi.rekisterihub.reconcile.ReviewDecision.NotOpen;
import fi.rekisterihub.reconcile.SecondPerson.Word;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.RegisterLock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A steward says of whom a doubtful record speaks. The steward decides the identity only: each field still goes by the
 * register's profile, with history and notices as in a run, in one transaction. Where the profile asks two for a merge, a
 * second steward has to say the same of the same candidate; somebody new is merged with nobody, so one is enough.
 */
@Service
public class ReviewDecisions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID NO_HASH = new UUID(0, 0);

    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final Reviews reviews;
    private final RecordLinks records;
    private final Mappings mappings;
    private final Profiles profiles;
    private final FactFinder facts;
    private final ChunkWriter writer;
    private final Absences absences;
    private final LapseFinder lapses;
    private final Withholding withholding;
    private final SecondPerson second;

    ReviewDecisions(
            TransactionTemplate transaction,
            RegisterLock lock,
            Reviews reviews,
            RecordLinks records,
            Mappings mappings,
            Profiles profiles,
            FactFinder facts,
            ChunkWriter writer,
            Withholding withholding,
            Absences absences,
            SecondPerson second,
            LapseFinder lapses) {
        this.absences = absences;
        this.lapses = lapses;
        this.transaction = transaction;
        this.lock = lock;
        this.reviews = reviews;
        this.records = records;
        this.mappings = mappings;
        this.profiles = profiles;
        this.facts = facts;
        this.writer = writer;
        this.withholding = withholding;
        this.second = second;
    }

    /** The record speaks of this candidate. */
    public ReviewDecision same(ReviewView review, long entityId, String why, String who) {
        return ofWhom(
                review,
                (status, open) -> open.candidates().contains(entityId)
                        ? second.hear(
                                new Word(status, open, FourEyes.MERGE, entityId, why, who),
                                hands -> decideLocked(open, entityId, hands))
                        : new Impossible("%d is not a candidate of review %d.".formatted(entityId, open.id())));
    }

    /** The record speaks of somebody whom the register does not know yet. */
    public ReviewDecision separate(ReviewView review, String who) {
        return ofWhom(review, (status, open) -> decideLocked(open, null, Hands.of(who)));
    }

    /** What only the feed told of somebody whom its list has left is emptied. */
    public ReviewDecision end(ReviewView review, String who) {
        return decide(review, (status, open) -> leaves(open, true, who));
    }

    /** Everything stays, although the list has left them. */
    public ReviewDecision keep(ReviewView review, String who) {
        return decide(review, (status, open) -> leaves(open, false, who));
    }

    /** Refuses what another has proposed, or withdraws one's own; {@link NotOpen} when what was seen does not wait any more. */
    public ReviewDecision refuse(ReviewView seen) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(seen.registerId());
            Optional<ReviewProposal> waiting =
                    reviews.proposal(seen.id()).filter(proposal -> proposal.equals(seen.proposal()));
            waiting.ifPresent(proposal -> reviews.drop(seen.id()));
            return waiting.<ReviewDecision>map(Dropped::new).orElseGet(NotOpen::new);
        }));
    }

    private ReviewDecision ofWhom(ReviewView seen, BiFunction<TransactionStatus, ReviewView, ReviewDecision> act) {
        if (seen.ofAbsence()) {
            return new Impossible(
                    "Review %d asks what becomes of somebody whom a list has left: end or keep.".formatted(seen.id()));
        }
        return decide(seen, act);
    }

    private ReviewDecision decide(ReviewView seen, BiFunction<TransactionStatus, ReviewView, ReviewDecision> act) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                lock.hold(seen.registerId());
                ReviewDecision decision = reviews.openForUpdate(seen.id())
                        .map(open -> act.apply(status, open))
                        .orElseGet(NotOpen::new);
                if (decision instanceof Impossible) {
                    status.setRollbackOnly();
                }
                return decision;
            }));
        } catch (OptimisticLockingFailureException changedMeanwhile) {
            return new Impossible("The entity was being changed by somebody else; try again.");
        }
    }

    private ReviewDecision decideLocked(ReviewView review, @Nullable Long entityId, Hands hands) {
        if (!records.isDoubtful(review.feed(), review.registerId(), review.recordKey())) {
            reviews.withdraw(review.id());
            return new NotOpen();
        }
        return run(review).map(run -> apply(run, review, entityId, hands)).orElseGet(() -> noMapping(review));
    }

    private ReviewDecision leaves(ReviewView review, boolean ends, String who) {
        if (!review.ofAbsence()) {
            return new Impossible("Review %d asks of whom a record speaks: same or new.".formatted(review.id()));
        }
        if (!records.isAbsent(review.feed(), review.registerId(), review.recordKey())) {
            reviews.withdraw(review.id());
            return new NotOpen();
        }
        return run(review).map(run -> leaves(run, review, ends, who)).orElseGet(() -> noMapping(review));
    }

    private ReviewDecision leaves(RunContext run, ReviewView review, boolean ends, String who) {
        if (ends) {
            Absences.Treated treated = absences.end(run, EntityKind.of(review.entity()), review.recordKey());
            if (treated.isForSomebodyToDecide()) {
                return new Impossible("The data is restricted, so that it must not be changed.");
            }
            treated.by(who);
            absences.write(run, treated);
        }
        reviews.decided(review.id(), ends ? "end" : "keep", who);
        return new Decided(review.candidates().get(0));
    }

    private Optional<RunContext> run(ReviewView review) {
        return mappings.find(review.feed())
                .map(mapping -> new RunContext(
                        Objects.requireNonNullElse(review.runId(), 0L), review.feed(), review.registerId(), mapping));
    }

    private static ReviewDecision noMapping(ReviewView review) {
        return new Impossible("The feed %s has no mapping any more.".formatted(review.feed()));
    }

    private ReviewDecision apply(RunContext run, ReviewView review, @Nullable Long entityId, Hands hands) {
        EntityKind kind = review.entity().equals("company") ? EntityKind.COMPANY : EntityKind.PERSON;
        Profile profile = profiles.get(review.registerId());
        Seen record = facts.known(profile, run.feed(), kind, record(review, entityId));
        ChunkFacts found = facts.find(profile, run.feed(), kind, List.of(record))
                .with(lapses, run, profile, kind, List.of(record));
        if (entityId != null && !found.knows(entityId)) {
            return new Impossible("%s %d is not in the register any more.".formatted(kind.word(), entityId));
        }
        ChunkJudge judge = new ChunkJudge(run, profile, kind, found);
        EntityJudgement judgement = entityId == null ? judge.separate(record) : judge.same(record, entityId);
        Outcome outcome = judgement.outcomes().get(0);
        Long decided = outcome.entityId();
        if (decided == null) {
            return new Impossible("It cannot be applied: %s".formatted(outcome.reason()));
        }
        judgement.applied.by(hands.names());
        writer.write(run, judgement.applied);
        records.link(review.feed(), review.registerId(), review.recordKey(), decided, outcome);
        reviews.decided(review.id(), entityId == null ? "new" : "same", hands.names());
        withholding.keepOut(review.registerId(), judgement);
        return new Decided(decided);
    }

    private static ChangedRecord record(ReviewView review, @Nullable Long entityId) {
        return new ChangedRecord(
                0, review.recordKey(), NO_HASH, true, entityId, "", new Reading.Told(observation(review)));
    }

    private static Observation observation(ReviewView review) {
        try {
            Kept kept = JSON.readValue(review.observation(), Kept.class);
            return new Observation(review.recordKey(), kept.values(), kept.company(), kept.person(), kept.clock());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Review %d keeps no observation.".formatted(review.id()), e);
        }
    }

    /** As {@link Reviews} writes it. */
    private record Kept(
            Map<String, @Nullable String> values,
            Map<String, @Nullable String> company,
            Map<String, @Nullable String> person,
            Map<String, @Nullable String> clock) {

        private Kept {
            values = values == null ? Map.of() : values;
            company = company == null ? Map.of() : company;
            person = person == null ? Map.of() : person;
            clock = clock == null ? Map.of() : clock;
        }
    }
}
