package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.RecordLinks;
import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.profile.FourEyes;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.reconcile.ReviewDecision.Decided;
import fi.rekisterihub.reconcile.ReviewDecision.Impossible;
import fi.rekisterihub.reconcile.ReviewDecision.NotOpen;
import fi.rekisterihub.reconcile.SecondPerson.Word;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityStore;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.register.StoredEntity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a steward's decision back. Nothing is wiped out: the undo is a decision of its own, the values go back by new
 * changes in the history, of which processors are told, and the question is asked anew. Permissions are not touched, so
 * no prohibition can be lifted this way. Where the profile asks two for a separation, taking "same" back takes two.
 */
@Service
public class ReviewUndo {

    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final Reviews reviews;
    private final RecordLinks records;
    private final Mappings mappings;
    private final EntityStore entities;
    private final TakenBack takenBack;
    private final ChunkWriter writer;
    private final FieldConflicts conflicts;
    private final SecondPerson second;

    ReviewUndo(
            TransactionTemplate transaction,
            RegisterLock lock,
            Reviews reviews,
            RecordLinks records,
            Mappings mappings,
            EntityStore entities,
            TakenBack takenBack,
            ChunkWriter writer,
            FieldConflicts conflicts,
            SecondPerson second) {
        this.transaction = transaction;
        this.lock = lock;
        this.reviews = reviews;
        this.records = records;
        this.mappings = mappings;
        this.entities = entities;
        this.takenBack = takenBack;
        this.writer = writer;
        this.conflicts = conflicts;
        this.second = second;
    }

    /** @return {@link NotOpen} when the decision is not in force any more */
    public ReviewDecision undo(ReviewView seen, String why, String who) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                lock.hold(seen.registerId());
                ReviewDecision undone = reviews.decidedForUpdate(seen.id())
                        .map(review -> undoLocked(status, review, why, who))
                        .orElseGet(NotOpen::new);
                if (undone instanceof Impossible) {
                    status.setRollbackOnly();
                }
                return undone;
            }));
        } catch (OptimisticLockingFailureException changedMeanwhile) {
            return new Impossible("The entity was being changed by somebody else; try again.");
        }
    }

    private ReviewDecision undoLocked(TransactionStatus status, ReviewView review, String why, String who) {
        Optional<Long> joined = "same".equals(review.decision())
                ? records.entityOf(review.feed(), review.registerId(), review.recordKey())
                : Optional.empty();
        return joined.map(entityId -> second.hear(
                        new Word(status, review, FourEyes.SEPARATE, entityId, why, who),
                        hands -> takeBack(review, hands.names())))
                .orElseGet(() -> takeBack(review, who));
    }

    private ReviewDecision takeBack(ReviewView review, String who) {
        if (review.ofAbsence() && !records.isAbsent(review.feed(), review.registerId(), review.recordKey())) {
            return new Impossible("The record is on the source's list again, so there is nothing to undo.");
        }
        EntityKind kind = EntityKind.of(review.entity());
        Optional<Long> linked = records.entityOf(review.feed(), review.registerId(), review.recordKey());
        StoredEntity entity =
                linked.map(id -> entities.load(kind, List.of(id)).get(id)).orElse(null);
        if (entity == null) {
            return new Impossible("The %s is not in the register any more.".formatted(kind.word()));
        }
        if (entity.restricted()) {
            return new Impossible("The data of %s %d is restricted, so that it must not be changed."
                    .formatted(kind.word(), entity.id()));
        }
        boolean made = "new".equals(review.decision());
        if (made && builtOn(review, entity.id())) {
            return new Impossible("Something else has been told of %s %d since, so it cannot be taken out."
                    .formatted(kind.word(), entity.id()));
        }
        Change change = takenBack.of(review, kind, entity, who);
        if (change != null && !write(review, kind, entity, change, made)) {
            return new Impossible("The feed %s has no mapping any more.".formatted(review.feed()));
        }
        if (made) {
            entities.remove(kind, entity.id());
        }
        if (!review.ofAbsence()) {
            records.unlink(review.feed(), review.registerId(), review.recordKey());
            conflicts.left(review.feed(), List.of(entity.id()));
        }
        reviews.undone(review.id(), who);
        return new Decided(entity.id());
    }

    private boolean builtOn(ReviewView review, long entityId) {
        return records.othersSpeakOf(entityId, review.feed(), review.registerId(), review.recordKey())
                || takenBack.followed(review, entityId);
    }

    /** Of somebody whom the decision made nobody else has been told, so nobody is told of the end either. */
    private boolean write(ReviewView review, EntityKind kind, StoredEntity entity, Change change, boolean made) {
        RunContext run = mappings.find(review.feed())
                .map(mapping -> new RunContext(runOf(review), review.feed(), review.registerId(), mapping))
                .orElse(null);
        if (run == null) {
            return false;
        }
        Applied applied = new Applied();
        if (!made) {
            applied.entities(kind).put(entity.id(), entity);
        }
        applied.changes.add(new Change(change.changeSet(), kind, !made && change.correction()));
        writer.write(run, applied);
        return true;
    }

    private static long runOf(ReviewView review) {
        @Nullable Long run = review.runId();
        return run == null ? 0 : run;
    }
}
