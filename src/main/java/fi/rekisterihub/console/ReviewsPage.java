package fi.rekisterihub.console;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.console.StewardNotes.Note;
import fi.rekisterihub.intake.RecordLinks;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.reconcile.ReviewDecision;
import fi.rekisterihub.reconcile.ReviewDecisions;
import fi.rekisterihub.reconcile.ReviewReader;
import fi.rekisterihub.reconcile.ReviewUndo;
import fi.rekisterihub.reconcile.ReviewView;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Which matches are doubtful, and what speaks for and against?" */
@Controller
class ReviewsPage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SEPARATE = "separate";
    private static final Set<String> LEAVING = Set.of("end", "keep");

    private final ReviewReader reviews;
    private final RegisterReader register;

    private final ReviewDecisions decisions;
    private final ReviewUndo undo;
    private final RecordLinks records;
    private final Called called;
    private final Profiles profiles;
    private final ReviewNotes notes;

    ReviewsPage(
            ReviewReader reviews,
            RegisterReader register,
            ReviewDecisions decisions,
            ReviewUndo undo,
            RecordLinks records,
            Called called,
            Profiles profiles,
            ReviewNotes notes) {
        this.reviews = reviews;
        this.register = register;
        this.decisions = decisions;
        this.undo = undo;
        this.records = records;
        this.called = called;
        this.profiles = profiles;
        this.notes = notes;
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
    String one(@PathVariable long id, Model model, Principal user) {
        ReviewView review = reviews.find(id).orElseThrow(NotHere::new);
        List<EntityView> candidates = review.candidates().stream()
                .map(candidate ->
                        review.entity().equals("company") ? register.company(candidate) : register.person(candidate))
                .flatMap(Optional::stream)
                .toList();
        model.addAttribute("review", review);
        model.addAttribute("candidates", candidates);
        model.addAttribute("details", candidates.stream().collect(toMap(EntityView::id, ReviewsPage::details)));
        model.addAttribute(
                "again",
                review.undoneBy() == null ? null : reviews.openAgain(review).orElse(null));
        if (review.undoable()) {
            records.entityOf(review.feed(), review.registerId(), review.recordKey())
                    .ifPresent(entity -> {
                        model.addAttribute("decidedFor", entity);
                        model.addAttribute("called", called.of(entity));
                    });
        }
        model.addAttribute("me", user.getName());
        model.addAttribute(
                "eyes",
                profiles.find(review.registerId()).map(Profile::fourEyes).orElse(Set.of()));
        if (review.proposal() != null) {
            model.addAttribute("proposedFor", called.of(review.proposal().entityId()));
        }
        model.addAttribute("rows", SideBySide.of(observation(review), candidates));
        return "review";
    }

    private ReviewDecision leaving(ReviewView review, String choice, String who) {
        return choice.equals("end") ? decisions.end(review, who) : decisions.keep(review, who);
    }

    /** @param choice the id of a candidate, {@code separate}; of somebody whom a list has left {@code end} or {@code keep} */
    @PostMapping("/reviews/{id}/decision")
    @PreAuthorize("hasRole('STEWARD')")
    String decide(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String choice,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        ReviewView review = reviews.find(id).orElseThrow(NotHere::new);
        boolean separate = choice.equals(SEPARATE);
        boolean leaving = review.ofAbsence() && LEAVING.contains(choice);
        Optional<Long> entity = review.candidates().stream()
                .filter(candidate -> choice.equals(candidate.toString()))
                .findFirst();
        if (reason.isBlank() || (!leaving && !separate && entity.isEmpty())) {
            said.addFlashAttribute("failed", "decision-incomplete");
            return "redirect:/reviews/" + id;
        }
        ReviewDecision decision = leaving
                ? leaving(review, choice, user.getName())
                : entity.isPresent()
                        ? decisions.same(review, entity.get(), reason.strip(), user.getName())
                        : decisions.separate(review, user.getName());
        Note note = notes.of(decision, ReviewNotes.DECIDED, review, reason.strip(), user.getName());
        note.on(said);
        return "redirect:/reviews" + (note.good() ? "" : "/" + id);
    }

    /** The second person's answer to what another has proposed, or the first's own second thought. */
    @PostMapping("/reviews/{id}/proposal")
    @PreAuthorize("hasRole('STEWARD')")
    String answer(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "0") long entity,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        ReviewView review = reviews.find(id).orElseThrow(NotHere::new);
        boolean confirms = answer.equals("confirm");
        if (!confirms && (reason.isBlank() || !answer.equals("refuse"))) {
            said.addFlashAttribute("failed", "decision-incomplete");
            return "redirect:/reviews/" + id;
        }
        String why = reason.isBlank() ? "-" : reason.strip();
        // Confirmed is what the page showed: another proposal may stand by now.
        boolean stands = review.proposal() != null && review.proposal().entityId() == entity;
        ReviewDecision decision = !stands
                ? new ReviewDecision.NotOpen()
                : !confirms
                        ? decisions.refuse(review)
                        : review.open()
                                ? decisions.same(review, entity, why, user.getName())
                                : undo.undo(review, why, user.getName());
        notes.of(
                        decision,
                        review.open() ? ReviewNotes.DECISION_ANSWERED : ReviewNotes.UNDO_ANSWERED,
                        review,
                        why,
                        user.getName())
                .on(said);
        return "redirect:/reviews/" + id;
    }

    @PostMapping("/reviews/{id}/undo")
    @PreAuthorize("hasRole('STEWARD')")
    String undo(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        ReviewView review = reviews.find(id).orElseThrow(NotHere::new);
        if (reason.isBlank()) {
            said.addFlashAttribute("failed", "undo-incomplete");
            return "redirect:/reviews/" + id;
        }
        ReviewDecision undone = undo.undo(review, reason.strip(), user.getName());
        notes.of(undone, ReviewNotes.UNDONE, review, reason.strip(), user.getName())
                .on(said);
        return "redirect:/reviews/" + id;
    }

    /** What tells namesakes apart. */
    private static String details(EntityView candidate) {
        return Stream.of("businessId", "title", "email", "phone", "city")
                .flatMap(field -> candidate.value(field).stream())
                .limit(2)
                .collect(joining(" · "));
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
