package fi.rekisterihub.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.reconcile.ReviewReader;
import fi.rekisterihub.reconcile.ReviewView;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** "Which matches are doubtful, and what speaks for and against?" */
@Controller
class ReviewsPage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReviewReader reviews;
    private final RegisterReader register;

    ReviewsPage(ReviewReader reviews, RegisterReader register) {
        this.reviews = reviews;
        this.register = register;
    }

    @GetMapping("/reviews")
    String all(
            Model model,
            @RequestParam(defaultValue = "open") String status,
            @RequestParam(required = false) @Nullable Long after) {
        model.addAttribute("status", status);
        model.addAttribute("waiting", reviews.waiting());
        model.addAttribute("reviews", Pager.of(reviews.list(status, after, Pager.ROWS + 1), ReviewView::id));
        return "reviews";
    }

    @GetMapping("/reviews/{id}")
    String one(@PathVariable long id, Model model) {
        ReviewView review = reviews.find(id).orElseThrow(NotHere::new);
        List<EntityView> candidates = review.candidates().stream()
                .map(candidate ->
                        review.entity().equals("company") ? register.company(candidate) : register.person(candidate))
                .flatMap(Optional::stream)
                .toList();
        model.addAttribute("review", review);
        model.addAttribute("candidates", candidates);
        model.addAttribute("rows", SideBySide.of(observation(review), candidates));
        return "review";
    }

    private static JsonNode observation(ReviewView review) {
        try {
            return JSON.readTree(review.observation());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Review %d holds an observation that is no JSON.".formatted(review.id()), e);
        }
    }
}
