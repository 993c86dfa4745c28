package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.OtherWords;
import fi.rekisterihub.intake.OtherWords.Word;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.reconcile.FieldOverride.End;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.EntityStore;
import fi.rekisterihub.register.PersonGuards;
import fi.rekisterihub.register.PersonGuards.Guard;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.register.StoredEntity;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends a steward's override: the field is again what the best of its sources says now, in one transaction with the history
 * and the notices to those who hold it. Where nobody else says anything the value stays, as nobody's word: whoever tells the
 * field next may change it.
 */
@Service
public class OverrideLifting {

    static final String EXPIRED = "override-expired";
    static final String LIFTED = "override-lifted";

    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final Profiles profiles;
    private final FieldOverrides overrides;
    private final EntityStore entities;
    private final PersonGuards guards;
    private final OtherWords otherWords;
    private final LastLetIn lastLetIn;
    private final ErasedValues erased;
    private final ChunkWriter writer;
    private final MayBeHeld mayBeHeld;

    OverrideLifting(
            TransactionTemplate transaction,
            RegisterLock lock,
            Profiles profiles,
            FieldOverrides overrides,
            EntityStore entities,
            PersonGuards guards,
            OtherWords otherWords,
            LastLetIn lastLetIn,
            ErasedValues erased,
            ChunkWriter writer,
            MayBeHeld mayBeHeld) {
        this.transaction = transaction;
        this.lock = lock;
        this.profiles = profiles;
        this.overrides = overrides;
        this.entities = entities;
        this.guards = guards;
        this.otherWords = otherWords;
        this.lastLetIn = lastLetIn;
        this.erased = erased;
        this.writer = writer;
        this.mayBeHeld = mayBeHeld;
    }

    /** What became of it. */
    public enum Outcome {
        ENDED,
        NOT_IN_FORCE,
        RESTRICTED
    }

    /** A steward ends it before its day, or one that has none. */
    public Outcome lift(String registerId, long entity, String field, String who) {
        return locked(registerId, entity, field, one -> true, End.LIFTED, who);
    }

    /** Its day has passed, unless somebody has said otherwise meanwhile. */
    Outcome expire(FieldOverride seen) {
        return locked(
                seen.registerId(),
                seen.entityId(),
                seen.field(),
                one -> one.id() == seen.id(),
                End.EXPIRED,
                seen.setBy());
    }

    private Outcome locked(
            String registerId, long entity, String field, Predicate<FieldOverride> still, End end, String who) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(registerId);
            return overrides
                    .inForce(entity, field)
                    .filter(still)
                    .map(one -> end(one, end, who))
                    .orElse(Outcome.NOT_IN_FORCE);
        }));
    }

    private Outcome end(FieldOverride one, End end, String who) {
        StoredEntity entity = entities.load(one.kind(), List.of(one.entityId())).get(one.entityId());
        if (entity == null) {
            return Outcome.NOT_IN_FORCE;
        }
        if (entity.restricted()) {
            return Outcome.RESTRICTED;
        }
        if (!one.feed().equals(entity.feed(one.field()))) {
            // Somebody who outranks a steward has said otherwise, so there is nothing to take back.
            overrides.end(one.entityId(), one.field(), End.REPLACED, null);
            return Outcome.NOT_IN_FORCE;
        }
        write(one, entity, end == End.EXPIRED ? EXPIRED : LIFTED, who);
        overrides.end(one.entityId(), one.field(), end, end == End.EXPIRED ? null : who);
        return Outcome.ENDED;
    }

    /** @param who for one that expired whoever gave it its day, so that the change is looked at like any other by hand */
    private void write(FieldOverride one, StoredEntity entity, String rule, String who) {
        Said next = mayBeHeld.now(one.registerId(), entity, one.field()) ? bestOf(one) : null;
        String before = entity.value(one.field());
        String after = next == null ? before : next.value();
        String teller = next == null ? null : next.feed();
        entity.takeBack(one.field(), after, teller);
        ChangeSet change = new ChangeSet(
                entity.id(),
                one.registerId(),
                null,
                teller == null ? one.feed() : teller,
                List.of(one.field()),
                Collections.singletonList(before),
                Collections.singletonList(after),
                List.of(rule),
                who);
        Applied applied = new Applied();
        applied.entities(one.kind()).put(entity.id(), entity);
        applied.changes.add(new Change(change, one.kind(), !Objects.equals(before, after)));
        writer.write(one.registerId(), change.feed(), applied);
    }

    /** Null where nobody tells the field, or where nobody knows any more what the best of those who may says. */
    private @Nullable Said bestOf(FieldOverride one) {
        Profile profile = profiles.get(one.registerId());
        Guard guard = guards.of(List.of(one.entityId())).getOrDefault(one.entityId(), PersonSigns.FREE);
        if (guard.withholds(one.field())) {
            return null;
        }
        List<Word> words = otherWords
                .of(one.registerId(), List.of(one.entityId()), one.feed(), Set.of())
                .getOrDefault(one.entityId(), List.of())
                .stream()
                .filter(word ->
                        profile.fieldsFrom(word.feed(), one.kind().word()).contains(one.field())
                                && !guard.banned().contains(word.feed()))
                .sorted(Comparator.comparingInt(word -> profile.rank(word.feed())))
                .toList();
        Optional<Word> best = words.stream()
                .filter(word -> word.mayTell(one.field()) || isSaid(one, word.tells(one.field())))
                .findFirst();
        return best.isPresent()
                ? read(one, best.get())
                : words.stream()
                        .filter(word -> word.tellsNone(one.field()))
                        .findFirst()
                        .map(word -> new Said(word.feed(), null))
                        .orElse(null);
    }

    private @Nullable Said read(FieldOverride one, Word word) {
        String told = word.tells(one.field());
        String value = told == null
                ? lastLetIn.of(one.entityId(), one.field(), word.feed()).orElse(null)
                : told;
        return isSaid(one, value) ? new Said(word.feed(), value) : null;
    }

    private boolean isSaid(FieldOverride one, @Nullable String value) {
        return value != null && !erased.has(one.registerId(), one.field(), value);
    }

    /** @param value null where the source says that there is none */
    private record Said(String feed, @Nullable String value) {}
}
