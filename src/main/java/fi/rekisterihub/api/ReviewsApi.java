package fi.rekisterihub.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import fi.rekisterihub.reconcile.ReviewDecision;
import fi.rekisterihub.reconcile.ReviewDecisions;
import fi.rekisterihub.reconcile.ReviewProposal;
import fi.rekisterihub.reconcile.ReviewReader;
import fi.rekisterihub.reconcile.ReviewUndo;
import fi.rekisterihub.reconcile.ReviewView;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Doubtful matches and conflicts. */
@RestController
@RequestMapping("/api/v1/reviews")
class ReviewsApi {

    private final ReviewReader reviews;

    private final ReviewDecisions decisions;
    private final ReviewUndo undo;
    private final Audit audit;

    ReviewsApi(ReviewReader reviews, ReviewDecisions decisions, ReviewUndo undo, Audit audit) {
        this.reviews = reviews;
        this.decisions = decisions;
        this.undo = undo;
        this.audit = audit;
    }

    /** Oldest first. */
    @GetMapping
    Slice<ReviewAnswer> list(
            @RequestParam(defaultValue = "open") String status,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        return Slice.of(reviews.list(status, after, most + 1), most, ReviewView::id, ReviewAnswer::of);
    }

    @GetMapping("/{id}")
    ReviewAnswer one(@PathVariable long id) {
        return reviews.find(id).map(ReviewAnswer::of).orElseThrow(() -> new NoSuchThing("review", id));
    }

    /**
     * Says of whom the record speaks: {@code same} as a candidate, or somebody {@code new}. Of a record that has left its
     * list: {@code end} what only it told, or {@code keep} everything. It is in force when the answer comes, unless the answer
     * is 202: then {@code same} waits for a second person, who confirms it by saying the same.
     */
    @PostMapping("/{id}/decision")
    @PreAuthorize("hasRole('STEWARD')")
    ResponseEntity<Object> decide(@PathVariable long id, @RequestBody Choice choice, Principal user) {
        ReviewView review = reviews.find(id).orElseThrow(() -> new NoSuchThing("review", id));
        String reason = reason(choice.reason());
        ReviewDecision decision = decide(review, choice, reason, user.getName());
        if (decision instanceof ReviewDecision.NotOpen) {
            throw new Conflict("Review %d does not wait for a decision any more.".formatted(id));
        }
        return answer(decision, "review-decided", review, reason, user);
    }

    /** Refuses what another has proposed, or withdraws one's own; the review goes on without it. */
    @PostMapping("/{id}/proposal/refuse")
    @PreAuthorize("hasRole('STEWARD')")
    ReviewAnswer refuse(@PathVariable long id, @RequestBody Reason body, Principal user) {
        ReviewView review = reviews.find(id).orElseThrow(() -> new NoSuchThing("review", id));
        String reason = reason(body.reason());
        if (decisions.refuse(review) instanceof ReviewDecision.Dropped dropped) {
            audit.record(
                    user.getName(),
                    "review-refused",
                    dropped.proposal().entityId(),
                    dropped.proposal().detail(review, reason));
            return one(id);
        }
        throw new Conflict("Nothing of review %d waits for a second person: it was answered, or the record has moved."
                .formatted(id));
    }

    /** Takes a decision back; the answer is the review, which then names the one that undid it, or a proposal with 202. */
    @PostMapping("/{id}/undo")
    @PreAuthorize("hasRole('STEWARD')")
    ResponseEntity<Object> undo(@PathVariable long id, @RequestBody Reason body, Principal user) {
        ReviewView review = reviews.find(id).orElseThrow(() -> new NoSuchThing("review", id));
        String reason = reason(body.reason());
        ReviewDecision undone = undo.undo(review, reason, user.getName());
        if (undone instanceof ReviewDecision.NotOpen) {
            throw new Conflict("Review %d has no decision in force that could be undone.".formatted(id));
        }
        return answer(undone, "review-undone", review, reason, user);
    }

    private ResponseEntity<Object> answer(
            ReviewDecision decision, String action, ReviewView review, String reason, Principal user) {
        if (decision instanceof ReviewDecision.Impossible impossible) {
            throw new Conflict(impossible.why());
        }
        if (decision instanceof ReviewDecision.Decided decided) {
            audit.record(user.getName(), action, decided.entityId(), decided.detail(review, reason, user.getName()));
        }
        if (decision instanceof ReviewDecision.Waiting waiting) {
            audit.record(
                    user.getName(),
                    "review-proposed",
                    waiting.proposal().entityId(),
                    waiting.proposal().detail(review, reason));
            return ResponseEntity.accepted().body(ProposalAnswer.of(review, waiting.proposal()));
        }
        if (decision instanceof ReviewDecision.Own own) {
            return ResponseEntity.accepted().body(ProposalAnswer.of(review, own.proposal()));
        }
        return ResponseEntity.ok(one(review.id()));
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw new BadRequest("reason is needed.");
        }
        return reason.strip();
    }

    private ReviewDecision decide(ReviewView review, Choice choice, String reason, String who) {
        Long entityId = choice.entityId();
        if ("new".equals(choice.decision()) && entityId == null) {
            return decisions.separate(review, who);
        }
        if ("same".equals(choice.decision()) && entityId != null) {
            return decisions.same(review, entityId, reason, who);
        }
        if (review.ofAbsence() && entityId == null && "end".equals(choice.decision())) {
            return decisions.end(review, who);
        }
        if (review.ofAbsence() && entityId == null && "keep".equals(choice.decision())) {
            return decisions.keep(review, who);
        }
        throw new BadRequest(
                review.ofAbsence()
                        ? "decision must be end or keep, without an entityId."
                        : "decision must be same, with the entityId of a candidate, or new, without one.");
    }

    /** @param reason why, for the audit trail */
    record Reason(@Nullable String reason) {}

    /**
     * A decision.
     *
     * @param decision same or new; end or keep of a record that has left its list
     * @param entityId the candidate, for {@code same}
     */
    record Choice(
            @Nullable String decision,
            @Nullable Long entityId,
            @Nullable String reason) {}

    /**
     * A word that is not in force yet.
     *
     * @param verdict same, or undone of a review that was decided
     * @param entityId the candidate of whom the record speaks, or spoke
     * @param detail what it waits for
     */
    record ProposalAnswer(
            long review, String verdict, long entityId, String reason, String proposedBy, Instant at, String detail) {

        static ProposalAnswer of(ReviewView review, ReviewProposal proposal) {
            return new ProposalAnswer(
                    review.id(),
                    review.open() ? "same" : "undone",
                    proposal.entityId(),
                    proposal.why(),
                    proposal.by(),
                    proposal.at(),
                    "It waits for a second person, and is not in force until that person says the same.");
        }
    }

    /**
     * A review in an answer.
     *
     * @param observation what the record says, as an object of field to value
     * @param candidates ids of the companies or persons that it may speak of
     * @param proposal what waits for a second person
     */
    record ReviewAnswer(
            long id,
            String registerId,
            @Nullable Long runId,
            String feed,
            String recordKey,
            String entity,
            String reason,
            @JsonRawValue String observation,
            List<Long> candidates,
            String status,
            @Nullable String decision,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            Instant at,
            @Nullable Long undoes,
            @Nullable Long undoneBy,
            @Nullable ProposalAnswer proposal) {

        static ReviewAnswer of(ReviewView review) {
            return new ReviewAnswer(
                    review.id(),
                    review.registerId(),
                    review.runId(),
                    review.feed(),
                    review.recordKey(),
                    review.entity(),
                    review.reason(),
                    review.observation(),
                    review.candidates(),
                    review.status(),
                    review.decision(),
                    review.decidedBy(),
                    review.decidedAt(),
                    review.at(),
                    review.undoes(),
                    review.undoneBy(),
                    review.proposal() == null ? null : ProposalAnswer.of(review, review.proposal()));
        }
    }
}
