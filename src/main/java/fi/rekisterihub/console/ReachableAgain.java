package fi.rekisterihub.console;

import fi.rekisterihub.permission.Deliverability;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes back that a person's mail does not arrive: somebody knows better than the bounces. */
@Controller
class ReachableAgain {

    private static final int LONGEST_REASON = 500;

    private final Deliverability deliverability;
    private final RegisterReader register;
    private final Audit audit;

    ReachableAgain(Deliverability deliverability, RegisterReader register, Audit audit) {
        this.deliverability = deliverability;
        this.register = register;
        this.audit = audit;
    }

    @PostMapping("/people/{id}/reachable")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String say(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        if (register.person(id).isEmpty()) {
            throw new NotHere();
        }
        String why = reason.strip();
        boolean good = !why.isEmpty()
                && why.length() <= LONGEST_REASON
                && deliverability.reachableAgain(id, why, user.getName());
        if (good) {
            audit.record(user.getName(), "reachable-again", id, why);
        }
        said.addFlashAttribute(good ? "done" : "failed", "reachable");
        return "redirect:/people/" + id;
    }
}
