package fi.rekisterihub.console;

import fi.rekisterihub.Finland;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.retention.PersonClocks;
import fi.rekisterihub.retention.RetentionDays;
import fi.rekisterihub.retention.RetentionDesk;
import java.security.Principal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Kept until when, because of what": a part of a person's page, with a form for a day that no source tells. */
@Controller
class RetentionSection {

    private final PersonClocks clocks;
    private final RetentionDays days;
    private final RetentionDesk desk;
    private final RetentionWords words;

    RetentionSection(PersonClocks clocks, RetentionDays days, RetentionDesk desk, RetentionWords words) {
        this.clocks = clocks;
        this.days = days;
        this.desk = desk;
        this.words = words;
    }

    void show(EntityView person, Model model) {
        model.addAttribute("clocks", clocks.of(person.id(), Finland.today()));
        model.addAttribute("keptDays", days.of(person.id()));
        model.addAttribute("keptAnchors", RetentionDays.ANCHORS);
        model.addAttribute("retentionWords", words);
    }

    @PostMapping("/people/{id}/retention-days")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String enter(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String anchor,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate day,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        try {
            desk.enterDay(id, anchor, day, reason, user.getName());
            said.addFlashAttribute("done", "retention-day");
        } catch (IllegalArgumentException cannotBe) {
            said.addFlashAttribute("failed", "retention-day");
        }
        return "redirect:/people/" + id;
    }
}
