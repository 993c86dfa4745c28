package fi.rekisterihub.console;

import fi.rekisterihub.console.StewardNotes.Note;
import fi.rekisterihub.reconcile.ReviewDecision;
import fi.rekisterihub.reconcile.ReviewDecision.Decided;
import fi.rekisterihub.reconcile.ReviewDecision.Dropped;
import fi.rekisterihub.reconcile.ReviewDecision.NotOpen;
import fi.rekisterihub.reconcile.ReviewDecision.Own;
import fi.rekisterihub.reconcile.ReviewDecision.Waiting;
import fi.rekisterihub.reconcile.ReviewProposal;
import fi.rekisterihub.reconcile.ReviewView;
import fi.rekisterihub.security.Audit;
import org.springframework.stereotype.Component;

/** What the page of a doubtful record says of a steward's word, and what the audit keeps of it. */
@Component
class ReviewNotes {

    private final Audit audit;

    ReviewNotes(Audit audit) {
        this.audit = audit;
    }

    /**
     * One kind of act.
     *
     * @param action of the audit
     * @param done the key when it is in force
     * @param late the key when nothing waited for it any more
     * @param impossible the key when it could not be done
     */
    record Kind(String action, String done, String late, String impossible) {}

    static final Kind DECIDED = new Kind("review-decided", "decision", "decision-late", "decision-impossible");
    static final Kind UNDONE = new Kind("review-undone", "undo", "undo-late", "undo-impossible");
    static final Kind DECISION_ANSWERED =
            new Kind("review-decided", "decision", "proposal-over", "decision-impossible");
    static final Kind UNDO_ANSWERED = new Kind("review-undone", "undo", "proposal-over", "undo-impossible");

    Note of(ReviewDecision decision, Kind kind, ReviewView review, String reason, String who) {
        if (decision instanceof Decided decided) {
            audit.record(who, kind.action(), decided.entityId(), decided.detail(review, reason, who));
            return new Note(true, kind.done());
        }
        if (decision instanceof Waiting waiting) {
            ReviewProposal proposal = waiting.proposal();
            audit.record(who, "review-proposed", proposal.entityId(), proposal.detail(review, reason));
            return new Note(true, "proposed");
        }
        if (decision instanceof Dropped dropped) {
            ReviewProposal proposal = dropped.proposal();
            audit.record(who, "review-refused", proposal.entityId(), proposal.detail(review, reason));
            return new Note(true, proposal.by().equals(who) ? "withdrawn" : "refused-proposal");
        }
        if (decision instanceof Own) {
            return new Note(false, "confirm-own");
        }
        return new Note(false, decision instanceof NotOpen ? kind.late() : kind.impossible());
    }
}
