package fi.rekisterihub.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import fi.rekisterihub.reconcile.ReviewDecision;
import fi.rekisterihub.reconcile.ReviewDecisions;
import fi.rekisterihub.reconcile.ReviewReader;
import fi.rekisterihub.reconcile.ReviewUndo;
import fi.rekisterihub.reconcile.ReviewView;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
     * list: {@code end} what only it told, or {@code keep} everything.
     */
    @PostMapping("/{id}/decision")
    @PreAuthorize("hasRole('STEWARD')")
    ReviewAnswer decide(@PathVariable long id, @RequestBody Choice choice, Principal user) {
        ReviewView review = reviews.find(id).orElseThrow(() -> new NoSuchThing("review", id));
        if (choice.reason() == null || choice.reason().isBlank()) {
            throw new BadRequest("reason is needed.");
        }
        ReviewDecision decision = decide(review, choice, user.getName());
        if (decision instanceof ReviewDecision.NotOpen) {
            throw new Conflict("Review %d does not wait for a decision any more.".formatted(id));
        }
        writeDown(decision, "review-decided", id, choice.reason(), user);
        return one(id);
    }

    /** Takes a decision back; the answer is the review, which then names the one that undid it. */
    @PostMapping("/{id}/undo")
    @PreAuthorize("hasRole('STEWARD')")
    ReviewAnswer undo(@PathVariable long id, @RequestBody Reason body, Principal user) {
        ReviewView review = reviews.find(id).orElseThrow(() -> new NoSuchThing("review", id));
        if (body.reason() == null || body.reason().isBlank()) {
            throw new BadRequest("reason is needed.");
        }
        ReviewDecision undone = undo.undo(review, user.getName());
        if (undone instanceof ReviewDecision.NotOpen) {
            throw new Conflict("Review %d has no decision in force that could be undone.".formatted(id));
        }
        writeDown(undone, "review-undone", id, body.reason(), user);
        return one(id);
    }

    private void writeDown(ReviewDecision decision, String action, long id, String reason, Principal user) {
        if (decision instanceof ReviewDecision.Impossible impossible) {
            throw new Conflict(impossible.why());
        }
        if (decision instanceof ReviewDecision.Decided decided) {
            audit.record(user.getName(), action, decided.entityId(), "review %d: %s".formatted(id, reason.strip()));
        }
    }

    private ReviewDecision decide(ReviewView review, Choice choice, String who) {
        Long entityId = choice.entityId();
        if ("new".equals(choice.decision()) && entityId == null) {
            return decisions.separate(review, who);
        }
        if ("same".equals(choice.decision()) && entityId != null) {
            return decisions.same(review, entityId, who);
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
     * A review in an answer.
     *
     * @param observation what the record says, as an object of field to value
     * @param candidates ids of the companies or persons that it may speak of
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
            @Nullable Long undoneBy) {

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
                    review.undoneBy());
        }
    }
}
