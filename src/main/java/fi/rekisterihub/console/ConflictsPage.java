package fi.rekisterihub.console;

import fi.rekisterihub.reconcile.ConflictDesk;
import fi.rekisterihub.reconcile.ConflictDesk.Outcome;
import fi.rekisterihub.reconcile.ConflictReader;
import fi.rekisterihub.reconcile.FieldConflict;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Where does a source say otherwise than somebody has told us, and who is right?" */
@Controller
class ConflictsPage {

    private static final List<String> STATUSES = List.of("open", "later", "kept", "taken");
    private static final Set<String> ANSWERS = Set.of("keep", "take", "later");
    private static final int LATER_DAYS = 14;

    private final ConflictReader conflicts;
    private final ConflictDesk desk;
    private final Called called;
    private final Audit audit;

    ConflictsPage(ConflictReader conflicts, ConflictDesk desk, Called called, Audit audit) {
        this.conflicts = conflicts;
        this.desk = desk;
        this.called = called;
        this.audit = audit;
    }

    @GetMapping("/conflicts")
    String all(
            Model model,
            @RequestParam(defaultValue = "open") String status,
            @RequestParam(required = false) @Nullable Long after) {
        String shown = STATUSES.contains(status) ? status : STATUSES.get(0);
        Pager<FieldConflict> page =
                Pager.of(conflicts.list(null, shown, after, Pager.ROWS + 1), conflict -> String.valueOf(conflict.id()));
        model.addAttribute("waiting", conflicts.waiting());
        model.addAttribute("conflicts", page);
        model.addAttribute("status", shown);
        model.addAttribute("statuses", STATUSES);
        model.addAttribute(
                "called",
                called.ofAll(page.items().stream()
                        .map(FieldConflict::entityId)
                        .distinct()
                        .toList()));
        return "conflicts";
    }

    /** The same answer to all that are ticked. */
    @PostMapping("/conflicts/decisions")
    @PreAuthorize("hasRole('STEWARD')")
    String decide(
            @RequestParam(name = "conflict", defaultValue = "") List<Long> ids,
            @RequestParam(defaultValue = "") String choice,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        boolean later = choice.equals("later");
        if (ids.isEmpty() || !ANSWERS.contains(choice) || reason.isBlank() && !later) {
            said.addFlashAttribute("failed", "conflict-incomplete");
            return "redirect:/conflicts";
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (FieldConflict conflict : ids.stream().map(this::find).toList()) {
            outcomes.add(answered(conflict, choice, reason.strip(), user));
        }
        outcomes.stream()
                .filter(outcome -> outcome != Outcome.DONE)
                .findFirst()
                .ifPresentOrElse(
                        outcome -> said.addFlashAttribute("failed", failure(outcome)),
                        () -> said.addFlashAttribute("done", later ? "later" : "decision"));
        return "redirect:/conflicts";
    }

    @PostMapping("/conflicts/{id}/undo")
    @PreAuthorize("hasRole('STEWARD')")
    String undo(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        FieldConflict conflict = find(id);
        if (reason.isBlank()) {
            said.addFlashAttribute("failed", "undo-incomplete");
            return "redirect:/conflicts?status=" + conflict.status().word();
        }
        Outcome outcome = desk.undo(id, user.getName());
        if (outcome == Outcome.DONE) {
            record(user, "conflict-undone", conflict, reason.strip());
            said.addFlashAttribute("done", "undo");
            return "redirect:/conflicts";
        }
        said.addFlashAttribute("failed", failure(outcome));
        return "redirect:/conflicts?status=" + conflict.status().word();
    }

    private Outcome answered(FieldConflict conflict, String choice, String reason, Principal user) {
        Outcome outcome =
                switch (choice) {
                    case "keep" -> desk.keep(conflict.id(), reason, user.getName());
                    case "take" -> desk.take(conflict.id(), reason, user.getName());
                    default -> desk.later(conflict.id(), Instant.now().plus(Duration.ofDays(LATER_DAYS)));
                };
        if (outcome == Outcome.DONE) {
            boolean later = choice.equals("later");
            record(user, later ? "conflict-later" : "conflict-decided", conflict, later ? "" : choice + ": " + reason);
        }
        return outcome;
    }

    private void record(Principal user, String action, FieldConflict conflict, String detail) {
        audit.record(
                user.getName(),
                action,
                conflict.entityId(),
                "conflict %d %s".formatted(conflict.id(), detail).strip());
    }

    private static String failure(Outcome outcome) {
        return switch (outcome) {
            case RESTRICTED, MUST_STAY_AWAY -> "corrected-refused";
            case MOVED_ON, NOT_OPEN, DONE -> "conflict-late";
        };
    }

    private FieldConflict find(long id) {
        return conflicts.find(id).orElseThrow(NotHere::new);
    }
}
