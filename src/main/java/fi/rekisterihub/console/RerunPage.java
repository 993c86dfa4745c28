package fi.rekisterihub.console;

import fi.rekisterihub.FeedReport;
import fi.rekisterihub.intake.Reruns;
import fi.rekisterihub.intake.RunReader;
import fi.rekisterihub.intake.RunView;
import java.security.Principal;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "What would this delivery do under today's mapping?" */
@Controller
@RequestMapping("/runs/{id}/rerun")
@PreAuthorize("hasRole('OPERATOR')")
class RerunPage {

    private static final int SHOWN = 20;

    private final RunReader runs;
    private final Reruns reruns;
    private final Words words;
    private final RunStory story;

    RerunPage(RunReader runs, Reruns reruns, Words words, RunStory story) {
        this.story = story;
        this.runs = runs;
        this.reruns = reruns;
        this.words = words;
    }

    @GetMapping
    String preview(@PathVariable long id, Model model) {
        RunView run = runs.find(id).orElseThrow(NotHere::new);
        model.addAttribute("run", run);
        FeedReport preview = reruns.preview(id, SHOWN).orElseThrow(NotHere::new);
        model.addAttribute("preview", preview);
        model.addAttribute("story", story.ofPreview(preview.data()));
        String brake = String.valueOf(preview.data().getOrDefault("brake", ""));
        model.addAttribute("brake", brake.isEmpty() ? null : words.said(brake));
        return "rerun";
    }

    @PostMapping
    String queue(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        if (reason.isBlank()) {
            said.addFlashAttribute("wrong", words.text("rerun.no-reason"));
            return "redirect:/runs/" + id + "/rerun";
        }
        Optional<Long> queued = reruns.queue(id, user.getName(), reason.strip());
        said.addFlashAttribute(
                queued.isPresent() ? "told" : "wrong", words.text(queued.isPresent() ? "rerun.done" : "rerun.late"));
        return "redirect:/runs/" + queued.orElse(id);
    }
}
