package fi.rekisterihub.console;

import fi.rekisterihub.Finding;
import fi.rekisterihub.route.RouteFolder;
import fi.rekisterihub.route.SwapReport;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.util.List;
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

    /** Checking the files loads them all on trial, so it is done when asked for; else what was found last is shown. */
    @GetMapping("/routes")
    String show(Model model, @RequestParam(defaultValue = "false") boolean check) {
        model.addAttribute("routes", routes.states());
        List<Finding> bad = routes.bad();
        if (check) {
            model.addAttribute("findings", routes.check());
        } else if (!bad.isEmpty()) {
            model.addAttribute("findings", bad);
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
        return "redirect:/routes";
    }
}
