package fi.rekisterihub.identity;

import fi.rekisterihub.identity.Acts.Carried;
import fi.rekisterihub.profile.Hands;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityLinks;
import fi.rekisterihub.register.RegisterLock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a steward says of two entities stands above any score, and comes into force at once: links, permissions and notices in
 * the transaction of the word. It is asked again only when what agrees between the two has moved. Where the profile asks for
 * four eyes, it is a proposal until another person has confirmed it.
 */
@Service
public class Stewards {

    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final Profiles profiles;
    private final SaidPairs said;
    private final Acts acts;
    private final Proposals proposals;
    private final EntityLinks links;
    private final PairReader pairs;

    Stewards(
            TransactionTemplate transaction,
            RegisterLock lock,
            Profiles profiles,
            SaidPairs said,
            Acts acts,
            Proposals proposals,
            EntityLinks links,
            PairReader pairs) {
        this.transaction = transaction;
        this.lock = lock;
        this.profiles = profiles;
        this.said = said;
        this.acts = acts;
        this.proposals = proposals;
        this.links = links;
        this.pairs = pairs;
    }

    /** What became of a word. */
    public sealed interface Outcome {

        /**
         * It is in force.
         *
         * @param decision its number, by which it can be undone
         * @param saidBy who said it first; another than who is told of it where they confirmed it
         */
        record Done(long decision, long one, long other, boolean areOne, String saidBy) implements Outcome {}

        /** It was said before, or undone before; nothing changed. */
        record AlreadySo() implements Outcome {}

        /** @param why a sentence for the steward; never a value */
        record Impossible(String why) implements Outcome {}

        /** Nothing has changed yet: a second person has to confirm it. */
        record Waiting(Proposal proposal) implements Outcome {}

        /** A second person refused it, or the first has withdrawn it. */
        record Dropped(Proposal proposal) implements Outcome {}

        /** Nobody confirms what they proposed themselves. */
        record Own(Proposal proposal) implements Outcome {}

        /** The proposal was answered, or has fallen away. */
        record Over() implements Outcome {}
    }

    /** The two are one. */
    public Outcome same(String registerId, EntityKind kind, Pair pair, String reason, String who) {
        return inRegister(registerId, status -> carryOut(status, Act.say(registerId, kind, pair, true), reason, who));
    }

    /** The two are two. Where they are linked, each becomes its own again, with the stricter permissions of both. */
    public Outcome different(String registerId, EntityKind kind, Pair pair, String reason, String who) {
        return inRegister(registerId, status -> carryOut(status, Act.say(registerId, kind, pair, false), reason, who));
    }

    /** Takes this one out of those with whom it is one: it is none of them. */
    public Outcome separate(String registerId, EntityKind kind, long part, String reason, String who) {
        return inRegister(registerId, status -> links.allParts(List.of(part)).stream()
                .filter(id -> id != part)
                .findFirst()
                .map(other -> carryOut(status, Act.separate(registerId, kind, part, other), reason, who))
                .orElseGet(Outcome.AlreadySo::new));
    }

    /** Takes a word back; what the evidence says holds again, and the question may come back. */
    public Outcome undo(long decision, String reason, String who) {
        return said.find(decision)
                .map(word -> inRegister(word.registerId(), status -> carryOut(status, Act.undo(word), reason, who)))
                .orElseGet(Outcome.AlreadySo::new);
    }

    /** Puts into force what another has proposed. */
    public Outcome confirm(long proposal, @Nullable String reason, String who) {
        return answer(proposal, open -> confirmed(open, reason, who));
    }

    /** Refuses what another has proposed, or withdraws one's own. */
    public Outcome refuse(long proposal, String reason, String who) {
        return answer(proposal, open -> {
            proposals.answer(open, open.proposedBy().equals(who) ? "withdrawn" : "refused", reason, who, null);
            return new Outcome.Dropped(open);
        });
    }

    /** What was once proposed, whatever became of it. */
    public Optional<Proposal> proposal(long id) {
        return proposals.find(id);
    }

    /** What waits for a second person, the oldest first. */
    public List<Proposal> waiting(@Nullable String registerId, long after, int most) {
        return proposals.all(registerId, after, most);
    }

    public long howManyWait() {
        return proposals.howMany();
    }

    /** What waits for a second person of these two. */
    public Optional<Proposal> waiting(Pair pair) {
        return proposals.of(pair);
    }

    /** What somebody said of the two, in force. */
    public Optional<SaidPair> said(Pair pair) {
        return said.of(pair);
    }

    /** Puts the question off. */
    public boolean later(Pair pair, Instant until, String who) {
        return pairs.putOff(pair, until, who);
    }

    /** Whether it takes two is seen from what it comes to: a word on two may also part or join others. */
    private Outcome carryOut(TransactionStatus status, Act act, String reason, String who) {
        Object before = status.createSavepoint();
        Carried carried = acts.carryOut(act, reason, Hands.of(who));
        if (carried.outcome() instanceof Outcome.Done
                && act.asksTwo(profiles.get(act.registerId()), carried.settled())) {
            status.rollbackToSavepoint(before);
            return proposals
                    .of(act.pair())
                    .map(waiting -> meets(waiting, act, reason, who))
                    .orElseGet(() -> new Outcome.Waiting(proposals.propose(act, reason, who)));
        }
        return carried.outcome();
    }

    /** Whoever says the same as another has proposed confirms it. */
    private Outcome meets(Proposal waiting, Act act, String reason, String who) {
        if (!waiting.act().equals(act)) {
            return new Outcome.Impossible(
                    "Something else of %s waits for a second person: confirm or refuse proposal %d first."
                            .formatted(waiting.name(), waiting.id()));
        }
        return waiting.proposedBy().equals(who) ? new Outcome.Waiting(waiting) : confirmed(waiting, reason, who);
    }

    private Outcome confirmed(Proposal proposal, @Nullable String reason, String who) {
        if (proposal.proposedBy().equals(who)) {
            return new Outcome.Own(proposal);
        }
        Outcome outcome = acts.carryOut(proposal.act(), proposal.reason(), new Hands(proposal.proposedBy(), who))
                .outcome();
        if (outcome instanceof Outcome.Done done) {
            proposals.answer(proposal, "confirmed", reason, who, done.decision());
        }
        return outcome;
    }

    private Outcome answer(long proposal, Function<Proposal, Outcome> act) {
        return proposals
                .find(proposal)
                .map(known -> inRegister(
                        known.registerId(),
                        status -> proposals.open(proposal).map(act).orElseGet(Outcome.Over::new)))
                .orElseGet(Outcome.Over::new);
    }

    private Outcome inRegister(String registerId, Function<TransactionStatus, Outcome> act) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(registerId);
            Outcome outcome = act.apply(status);
            if (outcome instanceof Outcome.Impossible) {
                status.setRollbackOnly();
            }
            return outcome;
        }));
    }
}
