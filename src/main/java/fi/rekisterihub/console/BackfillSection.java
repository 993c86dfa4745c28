package fi.rekisterihub.console;

import fi.rekisterihub.intake.BackfillReader;
import fi.rekisterihub.intake.Backfills;
import fi.rekisterihub.intake.Backfills.Asked;
import java.security.Principal;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Read these days once more": a part of a source's page. */
@Controller
@RequestMapping("/sources/{feed}/backfills")
class BackfillSection {

    private static final int SHOWN = 10;

    private final Backfills backfills;
    private final BackfillReader reader;
    private final ConsoleSettings settings;
    private final Words words;

    BackfillSection(Backfills backfills, BackfillReader reader, ConsoleSettings settings, Words words) {
        this.backfills = backfills;
        this.reader = reader;
        this.settings = settings;
        this.words = words;
    }

    void show(String feed, Model model) {
        model.addAttribute("backfills", reader.list(feed, null, SHOWN));
        model.addAttribute("canBackfill", reader.canBeAsked(feed));
        model.addAttribute("today", LocalDate.now(settings.zone()));
    }

    @PostMapping
    @PreAuthorize("hasRole('OPERATOR')")
    String ask(
            @PathVariable String feed,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            Principal user,
            RedirectAttributes said) {
        if (from == null || to == null) {
            said.addFlashAttribute("wrong", words.text("backfill.no.days"));
            return section(feed);
        }
        Asked asked = backfills.ask(feed, from, to, user.getName());
        if (asked instanceof Asked.Impossible impossible) {
            String why = impossible.reason().name().toLowerCase(Locale.ROOT);
            said.addFlashAttribute("wrong", words.text("backfill.no." + why));
        } else {
            said.addFlashAttribute("told", words.text("backfill.asked"));
        }
        return section(feed);
    }

    @PostMapping("/{id}/cancel")
    @PreAuthorize("hasRole('OPERATOR')")
    String cancel(@PathVariable String feed, @PathVariable long id, Principal user, RedirectAttributes said) {
        boolean done = backfills.cancel(feed, id, user.getName());
        said.addFlashAttribute(done ? "told" : "wrong", words.text(done ? "backfill.cancelled" : "backfill.late"));
        return section(feed);
    }

    private static String section(String feed) {
        return "redirect:/sources/" + feed + "#backfill";
    }
}
