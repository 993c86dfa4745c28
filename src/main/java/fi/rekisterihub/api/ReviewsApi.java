package fi.rekisterihub.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import fi.rekisterihub.reconcile.ReviewReader;
import fi.rekisterihub.reconcile.ReviewView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Doubtful matches and conflicts. */
@RestController
@RequestMapping("/api/v1/reviews")
class ReviewsApi {

    private final ReviewReader reviews;

    ReviewsApi(ReviewReader reviews) {
        this.reviews = reviews;
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
            Instant at) {

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
                    review.at());
        }
    }
}
