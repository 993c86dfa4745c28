package fi.rekisterihub.console;

import fi.rekisterihub.route.RouteFolder;
import fi.rekisterihub.route.SwapReport;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Which routes run, and are the files in order?" */
@Controller
class RoutesPage {

    private final RouteFolder routes;
    private final Audit audit;

    RoutesPage(RouteFolder routes, Audit audit) {
        this.routes = routes;
        this.audit = audit;
    }

    /** Checking the files loads them all on trial, so it is done when asked for, not at every look. */
    @GetMapping("/routes")
    String show(Model model, @RequestParam(defaultValue = "false") boolean check) {
        model.addAttribute("routes", routes.states());
        if (check) {
            model.addAttribute("findings", routes.check());
        }
        return "routes";
    }

    @PostMapping("/routes/swap")
    @PreAuthorize("hasRole('OPERATOR')")
    String swap(Principal user, RedirectAttributes said) {
        SwapReport report = routes.swap();
        if (report.swapped()) {
            audit.record(user.getName(), "routes-swapped", null, String.join(", ", report.changed()));
        }
        said.addFlashAttribute(report.swapped() ? "done" : "failed", "swap");
        return report.swapped() ? "redirect:/routes" : "redirect:/routes?check=true";
    }
}
