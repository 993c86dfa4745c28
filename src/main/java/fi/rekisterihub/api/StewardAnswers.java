package fi.rekisterihub.api;

import fi.rekisterihub.identity.Proposal;
import fi.rekisterihub.identity.Stewards.Outcome;
import fi.rekisterihub.security.Audit;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What callers are told of a steward's word, and what the audit keeps of it. */
@Component
class StewardAnswers {

    private final Audit audit;

    StewardAnswers(Audit audit) {
        this.audit = audit;
    }

    /**
     * The word that is in force, or the proposal that waits.
     *
     * @param about whom the audit calls; null for the older of the two
     * @param action of the audit when it is in force
     * @param already a sentence for when nothing changed
     */
    Answer of(
            Outcome outcome, String action, @Nullable Long about, String already, @Nullable String reason, String who) {
        if (outcome instanceof Outcome.Done done) {
            String said =
                    done.saidBy().equals(who) ? "" : "; proposed by %s, confirmed by %s".formatted(done.saidBy(), who);
            audit.record(
                    who,
                    action,
                    about == null ? done.one() : about,
                    "%d-%d %s: %s%s"
                            .formatted(
                                    done.one(),
                                    done.other(),
                                    done.areOne() ? "same" : "different",
                                    reason == null ? "-" : reason,
                                    said));
            return new Answer(
                    new DecisionAnswer(done.decision(), done.one(), done.other(), done.areOne(), done.saidBy()), null);
        }
        if (outcome instanceof Outcome.Waiting waiting) {
            Proposal proposal = waiting.proposal();
            audit.record(
                    who,
                    "duplicate-proposed",
                    proposal.pair().one(),
                    "%s %s: %s".formatted(proposal.name(), proposal.verdict(), proposal.reason()));
            return new Answer(null, ProposalAnswer.of(proposal));
        }
        if (outcome instanceof Outcome.Own own) {
            throw new Conflict("You have proposed %d yourself: another person has to confirm it."
                    .formatted(own.proposal().id()));
        }
        if (outcome instanceof Outcome.Over) {
            throw new Conflict("The proposal does not wait any more: it was answered, or what was compared has moved.");
        }
        throw new Conflict(outcome instanceof Outcome.Impossible impossible ? impossible.why() : already);
    }

    /** One of the two. */
    record Answer(@Nullable DecisionAnswer done, @Nullable ProposalAnswer waiting) {

        /** 202 while it waits. */
        ResponseEntity<Object> response() {
            return done != null
                    ? ResponseEntity.ok(done)
                    : ResponseEntity.accepted().body(waiting);
        }
    }

    /**
     * A word that is in force.
     *
     * @param areOne whether the two are one now
     * @param saidBy who said it first
     */
    record DecisionAnswer(long decision, long one, long other, boolean areOne, String saidBy) {}

    /**
     * A word that is not in force yet.
     *
     * @param verdict same, different, separated or undone
     * @param detail what it waits for
     */
    record ProposalAnswer(
            long proposal,
            String registerId,
            String entity,
            String pair,
            long one,
            long other,
            String verdict,
            String reason,
            String proposedBy,
            Instant at,
            String detail) {

        static ProposalAnswer of(Proposal proposal) {
            return new ProposalAnswer(
                    proposal.id(),
                    proposal.registerId(),
                    proposal.entity(),
                    proposal.name(),
                    proposal.pair().one(),
                    proposal.pair().other(),
                    proposal.verdict(),
                    proposal.reason(),
                    proposal.proposedBy(),
                    proposal.at(),
                    "It waits for a second person, and is not in force until that person confirms it.");
        }

        static @Nullable ProposalAnswer orNull(Optional<Proposal> proposal) {
            return proposal.map(ProposalAnswer::of).orElse(null);
        }
    }
}
