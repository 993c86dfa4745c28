package fi.rekisterihub.console;

import fi.rekisterihub.identity.Stewards;
import fi.rekisterihub.identity.Stewards.Outcome;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import java.security.Principal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** From a bare number to the page of what it names: companies and persons share one row of ids. */
@Controller
class EntityPage {

    private final RegisterReader register;

    private final Stewards stewards;
    private final StewardNotes notes;

    EntityPage(RegisterReader register, Stewards stewards, StewardNotes notes) {
        this.register = register;
        this.stewards = stewards;
        this.notes = notes;
    }

    /** Takes this one out of those with whom it was found to be one. */
    @PostMapping("/entities/{id}/separation")
    @PreAuthorize("hasRole('STEWARD')")
    String separate(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        EntityView entity = register.person(id).or(() -> register.company(id)).orElseThrow(NotHere::new);
        if (reason.isBlank()) {
            said.addFlashAttribute("failed", "separated");
        } else {
            Outcome outcome = stewards.separate(entity.registerId(), entity.kind(), id, reason.strip(), user.getName());
            notes.of(outcome, StewardNotes.SEPARATED, id, reason.strip(), user.getName())
                    .on(said);
        }
        return (entity.kind() == EntityKind.COMPANY ? "redirect:/companies/" : "redirect:/people/") + id;
    }

    @GetMapping("/entities/{id}")
    String find(@PathVariable long id, @RequestParam(defaultValue = "") String kind) {
        return (register.company(id).isPresent() ? "redirect:/companies/" : "redirect:/people/")
                + id
                + (kind.matches("change|permission|notice") ? "?kind=" + kind : "");
    }
}
