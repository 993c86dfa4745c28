package fi.rekisterihub.console;

import fi.rekisterihub.Finding;
import fi.rekisterihub.Finland;
import fi.rekisterihub.description.ChangedText;
import fi.rekisterihub.route.RouteFolder;
import fi.rekisterihub.route.SwapReport;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.util.List;
import java.util.Set;
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
    private final Words words;

    RoutesPage(RouteFolder routes, Audit audit, Words words) {
        this.routes = routes;
        this.audit = audit;
        this.words = words;
    }

    /** Checking the files loads them all on trial, so it is done when asked for; else what was found last is shown. */
    @GetMapping("/routes")
    String show(Model model, @RequestParam(defaultValue = "false") boolean check) {
        model.addAttribute("routes", routes.states());
        model.addAttribute(
                "changes",
                routes.changesOfTexts().stream()
                        .map(change -> TextChange.of(change, words.language(), Finland.today()))
                        .toList());
        List<Finding> bad = routes.bad();
        if (check) {
            model.addAttribute("findings", routes.check());
        } else if (!bad.isEmpty()) {
            model.addAttribute("findings", bad);
        }
        return "routes";
    }

    /** @param seen fingerprints of the profiles whose change of text the page has shown */
    @PostMapping("/routes/swap")
    @PreAuthorize("hasRole('OPERATOR')")
    String swap(@RequestParam(defaultValue = "") Set<String> seen, Principal user, RedirectAttributes said) {
        List<ChangedText> changes = routes.changesOfTexts();
        SwapReport report = routes.swap(seen);
        if (report.swapped()) {
            audit.record(user.getName(), "routes-swapped", null, String.join(", ", report.changed()));
            changes.stream()
                    .filter(change -> seen.contains(change.after().fingerprint()))
                    .forEach(change -> audit.record(user.getName(), "text-changed", null, inWords(change)));
        }
        said.addFlashAttribute(
                report.swapped() ? "done" : "failed", report.waiting().isEmpty() ? "swap" : "swap-unseen");
        return "redirect:/routes";
    }

    private static String inWords(ChangedText change) {
        return "%s: %.12s, before %.12s"
                .formatted(
                        change.after().id(),
                        change.after().fingerprint(),
                        change.before().fingerprint());
    }
}
