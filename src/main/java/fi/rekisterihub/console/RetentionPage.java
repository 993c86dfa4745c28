package fi.rekisterihub.console;

import fi.rekisterihub.Finland;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.Texts;
import fi.rekisterihub.retention.GroupHolds;
import fi.rekisterihub.retention.Preview;
import fi.rekisterihub.retention.RetentionDesk;
import fi.rekisterihub.retention.RetentionPreview;
import fi.rekisterihub.retention.RetentionRuns;
import fi.rekisterihub.retention.Standings;
import fi.rekisterihub.subject.Holds;
import java.security.Principal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "What has lapsed in this register, what holds it, and when does it go?" */
@Controller
@RequestMapping("/registers/{id}/retention")
class RetentionPage {

    private static final int RUNS = 10;

    private final Profiles profiles;
    private final RetentionPreview previews;
    private final RetentionRuns runs;
    private final RetentionDesk desk;
    private final Standings standings;
    private final GroupHolds holds;
    private final Holds words;
    private final RetentionWords retentionWords;

    RetentionPage(
            Profiles profiles,
            RetentionPreview previews,
            RetentionRuns runs,
            RetentionDesk desk,
            Standings standings,
            GroupHolds holds,
            Holds words,
            RetentionWords retentionWords) {
        this.profiles = profiles;
        this.previews = previews;
        this.runs = runs;
        this.desk = desk;
        this.standings = standings;
        this.holds = holds;
        this.words = words;
        this.retentionWords = retentionWords;
    }

    /** Counts only when asked to: a million clocks take seconds. */
    @GetMapping
    String show(@PathVariable String id, @RequestParam(defaultValue = "false") boolean preview, Model model) {
        Profile profile = profiles.find(id).orElseThrow(NotHere::new);
        LocalDate today = Finland.today();
        model.addAttribute("profile", profile);
        model.addAttribute("today", today);
        model.addAttribute("retentionWords", retentionWords);
        model.addAttribute("standing", standings.of(id).orElse(null));
        model.addAttribute("next", standings.nextLook(id).orElse(null));
        model.addAttribute("runs", runs.latest(id, RUNS));
        model.addAttribute("open", runs.open(id).orElse(null));
        model.addAttribute("groupHolds", holds.inForce(id, today));
        model.addAttribute("holdable", holds.holdable(id));
        model.addAttribute("holdWords", words.words(id));
        model.addAttribute("names", names(profile));
        if (preview) {
            Preview counted = previews.of(id, today);
            model.addAttribute("preview", counted);
            Map<String, YearChart> charts = new LinkedHashMap<>();
            counted.lines().stream()
                    .filter(line -> !line.years().isEmpty())
                    .forEach(line -> charts.put(line.what(), YearChart.of(line.years(), today.getYear())));
            model.addAttribute("charts", charts);
        }
        return "retention";
    }

    @PostMapping("/purge")
    @PreAuthorize("hasRole('OFFICER')")
    String purge(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        if (profiles.find(id).isEmpty()) {
            throw new NotHere();
        }
        if (reason.isBlank()) {
            return failed(id, "retention-reason", said);
        }
        desk.purge(id, Finland.today(), reason.strip(), user.getName());
        return done(id, "retention-purge", said);
    }

    @PostMapping("/runs/{run}/release")
    @PreAuthorize("hasRole('OFFICER')")
    String release(
            @PathVariable String id,
            @PathVariable long run,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        if (reason.isBlank()) {
            return failed(id, "retention-reason", said);
        }
        return desk.release(id, run, Finland.today(), reason.strip(), user.getName())
                ? done(id, "retention-released", said)
                : failed(id, "retention-late", said);
    }

    @PostMapping("/runs/{run}/refusal")
    @PreAuthorize("hasRole('OFFICER')")
    String refuse(
            @PathVariable String id,
            @PathVariable long run,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        if (reason.isBlank()) {
            return failed(id, "retention-reason", said);
        }
        return desk.refuse(id, run, reason.strip(), user.getName())
                ? done(id, "retention-refused", said)
                : failed(id, "retention-late", said);
    }

    @PostMapping("/holds")
    @PreAuthorize("hasRole('OFFICER')")
    String hold(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String hold,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until,
            Principal user,
            RedirectAttributes said) {
        try {
            desk.putHold(id, what, hold, reason, until, user.getName());
            return done(id, "retention-hold", said);
        } catch (IllegalArgumentException cannotBe) {
            return failed(id, "retention-hold", said);
        }
    }

    @PostMapping("/holds/{hold}/lifting")
    @PreAuthorize("hasRole('OFFICER')")
    String lift(@PathVariable String id, @PathVariable long hold, Principal user, RedirectAttributes said) {
        return desk.liftHold(id, hold, user.getName())
                ? done(id, "retention-hold-lifted", said)
                : failed(id, "retention-late", said);
    }

    private static String done(String register, String what, RedirectAttributes said) {
        said.addFlashAttribute("done", what);
        return "redirect:/registers/" + register + "/retention";
    }

    private static String failed(String register, String why, RedirectAttributes said) {
        said.addFlashAttribute("failed", why);
        return "redirect:/registers/" + register + "/retention";
    }

    /** Groups and classes by the names that their readers know. */
    private static Map<String, Texts> names(Profile profile) {
        Map<String, Texts> names = new LinkedHashMap<>();
        profile.groups().forEach(group -> names.put(group.id(), group.text()));
        profile.dataClasses().forEach(one -> names.put(one.id(), one.text()));
        return names;
    }
}
