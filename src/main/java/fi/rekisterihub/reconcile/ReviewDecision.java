package fi.rekisterihub.reconcile;

import org.jspecify.annotations.Nullable;

/** What became of a steward's decision. */
public sealed interface ReviewDecision {

    /**
     * It is in force.
     *
     * @param entityId the company or person that the record speaks of from now on
     * @param proposedBy who said it first, where another has confirmed it
     */
    record Decided(long entityId, @Nullable String proposedBy) implements ReviewDecision {

        Decided(long entityId) {
            this(entityId, null);
        }

        /** For the audit: the reason, and both names where it took two. */
        public String detail(ReviewView review, String reason, String who) {
            String both = proposedBy == null ? "" : "; proposed by %s, confirmed by %s".formatted(proposedBy, who);
            return "review %d: %s%s".formatted(review.id(), reason, both);
        }
    }

    /** Nothing has changed yet: a second person has to say the same. */
    record Waiting(ReviewProposal proposal) implements ReviewDecision {}

    /** Nobody confirms what they proposed themselves; it still waits. */
    record Own(ReviewProposal proposal) implements ReviewDecision {}

    /** A second person refused what was proposed, or the first has withdrawn it. */
    record Dropped(ReviewProposal proposal) implements ReviewDecision {}

    /** Nobody waits for it any more: decided before, or the source has since told what settled it. */
    record NotOpen() implements ReviewDecision {}

    /** @param why a sentence without personal data */
    record Impossible(String why) implements ReviewDecision {}
}
