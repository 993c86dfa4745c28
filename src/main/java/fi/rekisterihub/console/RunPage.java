package fi.rekisterihub.console;

import fi.rekisterihub.identity.LookReader;
import fi.rekisterihub.intake.DeliveryReader;
import fi.rekisterihub.intake.ParkedReader;
import fi.rekisterihub.intake.Reruns;
import fi.rekisterihub.intake.RunControl;
import fi.rekisterihub.intake.RunCounts;
import fi.rekisterihub.intake.RunReader;
import fi.rekisterihub.intake.RunReasons;
import fi.rekisterihub.intake.RunView;
import fi.rekisterihub.register.ChangeView;
import fi.rekisterihub.register.HistoryReader;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "What became of every row of this run?" */
@Controller
@RequestMapping("/runs/{id}")
class RunPage {

    private final RunReader runs;
    private final DeliveryReader deliveries;
    private final HistoryReader history;
    private final ParkedReader parked;
    private final RunControl control;
    private final Called called;
    private final Reruns reruns;
    private final RunStory story;
    private final RunReasons reasons;
    private final LookReader looks;

    RunPage(
            RunReader runs,
            DeliveryReader deliveries,
            HistoryReader history,
            ParkedReader parked,
            RunControl control,
            Called called,
            Reruns reruns,
            RunStory story,
            RunReasons reasons,
            LookReader looks) {
        this.runs = runs;
        this.deliveries = deliveries;
        this.history = history;
        this.parked = parked;
        this.control = control;
        this.called = called;
        this.reruns = reruns;
        this.story = story;
        this.reasons = reasons;
        this.looks = looks;
    }

    @GetMapping
    String show(@PathVariable long id, Model model, @RequestParam(required = false) @Nullable Long after) {
        RunView run = runs.find(id).orElseThrow(NotHere::new);
        model.addAttribute("run", run);
        model.addAttribute("look", looks.ofRun(id).orElse(null));
        model.addAttribute("again", reruns.possible(id));
        model.addAttribute("story", story.of(run));
        model.addAttribute("delivery", deliveries.find(run.deliveryId()).orElseThrow(NotHere::new));
        List<ChangeView> changes = called.companiesIn(history.ofRun(id, after, Pager.ROWS + 1));
        model.addAttribute("changes", Pager.of(changes, ChangeView::changeSetId));
        model.addAttribute("called", called.inChanges(changes));
        model.addAttribute("parked", parked.list(id, null, null, null, null, Pager.ROWS));
        return "run";
    }

    /** Only what moves, for open pages. */
    @GetMapping("/now")
    String now(@PathVariable long id, Model model) {
        model.addAttribute("run", runs.find(id).orElseThrow(NotHere::new));
        model.addAttribute("look", looks.ofRun(id).orElse(null));
        return "run :: now";
    }

    /** To be mailed or put on file. */
    @GetMapping(path = "/report.txt", produces = "text/plain;charset=UTF-8")
    @ResponseBody
    String report(@PathVariable long id) {
        return story.text(runs.find(id).orElseThrow(NotHere::new));
    }

    /** The same for programs: sentences in the reader's language beside the numbers. */
    @GetMapping(path = "/report.json", produces = "application/json")
    @ResponseBody
    Report reportForPrograms(@PathVariable long id) {
        RunView run = runs.find(id).orElseThrow(NotHere::new);
        return new Report(
                id,
                run.feed(),
                run.registerId(),
                run.status(),
                story.of(run),
                run.counts(),
                run.effects(),
                reasons.of(id, run.effects()));
    }

    @PostMapping("/release")
    @PreAuthorize("hasRole('OPERATOR')")
    String release(@PathVariable long id, @RequestParam String reason, Principal user, RedirectAttributes said) {
        boolean done = !reason.isBlank() && control.release(id, user.getName(), reason.strip());
        said.addFlashAttribute(done ? "done" : "failed", "release");
        return "redirect:/runs/" + id;
    }

    @PostMapping("/refuse")
    @PreAuthorize("hasRole('OPERATOR')")
    String refuse(@PathVariable long id, @RequestParam String reason, Principal user, RedirectAttributes said) {
        boolean done = !reason.isBlank() && control.refuse(id, user.getName(), reason.strip());
        said.addFlashAttribute(done ? "done" : "failed", "refuse");
        return "redirect:/runs/" + id;
    }

    @PostMapping("/again")
    @PreAuthorize("hasRole('OPERATOR')")
    String again(@PathVariable long id, Principal user, RedirectAttributes said) {
        said.addFlashAttribute(control.tryAgain(id, user.getName()) ? "done" : "failed", "again");
        return "redirect:/runs/" + id;
    }

    /** A run's report. */
    record Report(
            long run,
            String feed,
            String register,
            String status,
            List<String> sentences,
            RunCounts counts,
            Map<String, Long> effects,
            List<RunReasons.Reason> reasons) {}
}
