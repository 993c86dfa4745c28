package fi.rekisterihub.console;

import fi.rekisterihub.identity.Proposal;
import fi.rekisterihub.identity.Stewards;
import fi.rekisterihub.identity.Stewards.Outcome;
import java.security.Principal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The second person's answer to what another has proposed; the question stands on the pages of the duplicates. */
@Controller
class ProposalsPage {

    private final Stewards stewards;
    private final StewardNotes notes;

    ProposalsPage(Stewards stewards, StewardNotes notes) {
        this.stewards = stewards;
        this.notes = notes;
    }

    @PostMapping("/duplicates/proposals/{id}")
    @PreAuthorize("hasRole('STEWARD')")
    String answer(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        boolean confirms = answer.equals("confirm");
        if (!confirms && (reason.isBlank() || !answer.equals("refuse"))) {
            said.addFlashAttribute("failed", "decision-incomplete");
            return "redirect:/duplicates";
        }
        String why = reason.isBlank() ? "-" : reason.strip();
        long about = stewards.proposal(id)
                .map(Proposal::pair)
                .orElseThrow(NotHere::new)
                .one();
        Outcome outcome = confirms
                ? stewards.confirm(id, reason.isBlank() ? null : why, user.getName())
                : stewards.refuse(id, why, user.getName());
        notes.of(outcome, StewardNotes.CONFIRMED, about, why, user.getName()).on(said);
        return "redirect:/duplicates";
    }
}
