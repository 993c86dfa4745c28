package fi.rekisterihub.reconcile;

import java.time.Instant;

/**
 * A steward's word on a doubtful record that waits for a second person: that it speaks of this one, or of a decided review
 * that the decision be undone.
 */
public record ReviewProposal(long entityId, String by, String why, Instant at) {

    /** For the audit: whose word it is, and the reason of whoever answers it or says it. */
    public String detail(ReviewView review, String reason) {
        return "review %d, proposed by %s: %s".formatted(review.id(), by, reason);
    }
}
