package fi.rekisterihub.console;

import fi.rekisterihub.intake.ParkedReader;
import fi.rekisterihub.intake.RunReader;
import fi.rekisterihub.intake.RunView;
import fi.rekisterihub.intake.Schedules;
import fi.rekisterihub.intake.SchemaReader;
import fi.rekisterihub.intake.SourceReader;
import fi.rekisterihub.intake.SourceStandings;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "How fresh is each source, and when does it come next?" */
@Controller
class SourcesPage {

    private final SourceReader sources;
    private final RunReader runs;
    private final ParkedReader parked;
    private final SchemaReader drifts;
    private final Schedules schedules;
    private final Audit audit;
    private final Words words;
    private final SourceStandings standings;
    private final BackfillSection backfills;

    SourcesPage(
            SourceReader sources,
            RunReader runs,
            ParkedReader parked,
            SchemaReader drifts,
            Schedules schedules,
            Audit audit,
            SourceStandings standings,
            BackfillSection backfills,
            Words words) {
        this.backfills = backfills;
        this.sources = sources;
        this.runs = runs;
        this.parked = parked;
        this.drifts = drifts;
        this.schedules = schedules;
        this.audit = audit;
        this.words = words;
        this.standings = standings;
    }

    @GetMapping("/sources")
    String all(Model model, @RequestParam(required = false) @Nullable Long after) {
        model.addAttribute("sources", sources.all());
        model.addAttribute("parkedOpen", parked.open());
        model.addAttribute("standings", standings.all());
        model.addAttribute("runs", Pager.of(runs.list(null, null, after, Pager.ROWS + 1), RunView::id));
        return "sources";
    }

    @GetMapping("/sources/{feed}")
    String one(@PathVariable String feed, Model model, @RequestParam(required = false) @Nullable Long after) {
        model.addAttribute("history", RunHistory.of(runs.list(feed, null, null, RunHistory.MOST), words));
        model.addAttribute("drifts", drifts.list(feed, "open"));
        model.addAttribute(
                "settled",
                drifts.list(feed, null).stream().filter(drift -> !drift.open()).toList());
        model.addAttribute("source", sources.find(feed).orElseThrow(NotHere::new));
        model.addAttribute("runs", Pager.of(runs.list(feed, null, after, Pager.ROWS + 1), RunView::id));
        backfills.show(feed, model);
        return "source";
    }

    @PostMapping("/sources/{feed}/now")
    @PreAuthorize("hasRole('OPERATOR')")
    String fetchNow(@PathVariable String feed, Principal user, RedirectAttributes said) {
        boolean scheduled = schedules.runNow(feed);
        if (scheduled) {
            audit.record(user.getName(), "fetch-now", null, feed);
        }
        said.addFlashAttribute(scheduled ? "done" : "failed", "fetch-now");
        return "redirect:/sources";
    }

    /** @param verdict approve, ignore or reopen */
    @PostMapping("/sources/{feed}/fields/{id}/{verdict}")
    @PreAuthorize("hasRole('OPERATOR')")
    String settle(
            @PathVariable String feed,
            @PathVariable long id,
            @PathVariable String verdict,
            Principal user,
            RedirectAttributes said) {
        boolean done =
                switch (verdict) {
                    case "approve" -> drifts.approve(feed, id, user.getName());
                    case "ignore" -> drifts.ignore(feed, id, user.getName());
                    case "reopen" -> drifts.reopen(feed, id, user.getName());
                    default -> throw new NotHere();
                };
        said.addFlashAttribute(done ? "told" : "wrong", words.text(done ? "drift.done." + verdict : "drift.late"));
        return "redirect:/sources/" + feed + "#fields";
    }
}
