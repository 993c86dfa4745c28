package fi.rekisterihub.reconcile;

import fi.rekisterihub.profile.FourEyes;
import fi.rekisterihub.profile.Hands;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.reconcile.ReviewDecision.Decided;
import fi.rekisterihub.reconcile.ReviewDecision.Impossible;
import fi.rekisterihub.reconcile.ReviewDecision.Own;
import fi.rekisterihub.reconcile.ReviewDecision.Waiting;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;

/** Where the profile asks two, one steward's word on a doubtful record is a proposal until another has said the same. */
@Component
class SecondPerson {

    private final Profiles profiles;
    private final Reviews reviews;

    SecondPerson(Profiles profiles, Reviews reviews) {
        this.profiles = profiles;
        this.reviews = reviews;
    }

    /** A word in the caller's transaction, which holds the review. */
    record Word(TransactionStatus status, ReviewView review, FourEyes act, long entityId, String why, String who) {}

    /** @param inForce carries the word out, in the names of those who stand behind it */
    ReviewDecision hear(Word word, Function<Hands, ReviewDecision> inForce) {
        if (!asksTwo(word)) {
            return inForce.apply(Hands.of(word.who()));
        }
        ReviewProposal waiting = word.review().proposal();
        if (waiting == null) {
            return propose(word, inForce);
        }
        if (waiting.entityId() != word.entityId()) {
            return new Impossible(
                    "It has been proposed that the record of review %d speaks of %d: confirm or refuse that first."
                            .formatted(word.review().id(), waiting.entityId()));
        }
        return waiting.by().equals(word.who())
                ? new Own(waiting)
                : secondWord(waiting, inForce.apply(new Hands(waiting.by(), word.who())));
    }

    private boolean asksTwo(Word word) {
        return profiles.find(word.review().registerId())
                .map(profile -> profile.fourEyes().contains(word.act()))
                .orElse(false);
    }

    /** What could not be carried out is not proposed either, so it is tried first. */
    private ReviewDecision propose(Word word, Function<Hands, ReviewDecision> inForce) {
        Object before = word.status().createSavepoint();
        ReviewDecision tried = inForce.apply(Hands.of(word.who()));
        if (!(tried instanceof Decided)) {
            return tried;
        }
        word.status().rollbackToSavepoint(before);
        reviews.propose(word.review().id(), word.entityId(), word.why(), word.who());
        return reviews.proposal(word.review().id())
                .<ReviewDecision>map(Waiting::new)
                .orElseGet(() -> new Impossible(
                        "The data of %d is restricted, so that it must not be used.".formatted(word.entityId())));
    }

    private static ReviewDecision secondWord(ReviewProposal proposal, ReviewDecision decision) {
        return decision instanceof Decided decided ? new Decided(decided.entityId(), proposal.by()) : decision;
    }
}
