package fi.rekisterihub.console;

import fi.rekisterihub.identity.Proposal;
import fi.rekisterihub.identity.Stewards.Outcome;
import fi.rekisterihub.security.Audit;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a page says of a steward's word, and what the audit keeps of it. */
@Component
class StewardNotes {

    private final Audit audit;

    StewardNotes(Audit audit) {
        this.audit = audit;
    }

    /**
     * A sentence on the next page.
     *
     * @param key of the texts that begin with done or failed
     */
    record Note(boolean good, String key) {

        void on(RedirectAttributes said) {
            said.addFlashAttribute(good ? "done" : "failed", key);
        }
    }

    /**
     * One kind of act.
     *
     * @param action of the audit
     * @param done the key when it is in force
     * @param already when nothing changed
     * @param impossible the key when it could not be done
     */
    record Kind(String action, String done, Note already, String impossible) {}

    static final Kind DECIDED =
            new Kind("duplicate-decided", "decision", new Note(true, "decision"), "decision-impossible");
    static final Kind UNDONE = new Kind("duplicate-undone", "undo", new Note(false, "undo-late"), "undo-impossible");
    static final Kind SEPARATED = new Kind("entity-separated", "separated", new Note(false, "separated"), "separated");
    static final Kind CONFIRMED =
            new Kind("duplicate-confirmed", "confirmed", new Note(false, "proposal-over"), "decision-impossible");

    Note of(Outcome outcome, Kind kind, long about, String reason, String who) {
        if (outcome instanceof Outcome.Done done) {
            audit.record(who, kind.action(), about, detail(done, reason, who));
            return new Note(true, done.saidBy().equals(who) ? kind.done() : CONFIRMED.done());
        }
        if (outcome instanceof Outcome.Waiting waiting) {
            Proposal proposal = waiting.proposal();
            audit.record(who, "duplicate-proposed", about, detail(proposal, proposal.verdict(), reason));
            return new Note(true, "proposed");
        }
        if (outcome instanceof Outcome.Dropped dropped) {
            Proposal proposal = dropped.proposal();
            audit.record(
                    who, "duplicate-refused", about, detail(proposal, "proposed by " + proposal.proposedBy(), reason));
            return new Note(true, proposal.proposedBy().equals(who) ? "withdrawn" : "refused-proposal");
        }
        if (outcome instanceof Outcome.Own) {
            return new Note(false, "confirm-own");
        }
        if (outcome instanceof Outcome.Over) {
            return new Note(false, "proposal-over");
        }
        return outcome instanceof Outcome.Impossible ? new Note(false, kind.impossible()) : kind.already();
    }

    private static String detail(Outcome.Done done, String reason, String who) {
        String both =
                done.saidBy().equals(who) ? "" : "; proposed by %s, confirmed by %s".formatted(done.saidBy(), who);
        return "%d-%d %s: %s%s".formatted(done.one(), done.other(), done.areOne() ? "same" : "different", reason, both);
    }

    private static String detail(Proposal proposal, String what, String reason) {
        return "%s %s: %s".formatted(proposal.name(), what, reason);
    }
}
