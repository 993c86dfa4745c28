package fi.rekisterihub.console;

import fi.rekisterihub.reconcile.Because;
import fi.rekisterihub.reconcile.ConflictReader;
import fi.rekisterihub.reconcile.Corrections;
import fi.rekisterihub.reconcile.Corrections.Corrected;
import fi.rekisterihub.reconcile.FieldOverrides;
import fi.rekisterihub.reconcile.OverrideLifting;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

/** "We know better": what a steward has said of fields, and a form to say it. A part of the page of a person or company. */
@Controller
@RequestMapping("/entities/{id}/corrections")
class CorrectionSection {

    private final Corrections corrections;
    private final FieldOverrides overrides;
    private final ConflictReader conflicts;
    private final OverrideLifting lifting;
    private final RegisterReader register;
    private final Audit audit;
    private final ConsoleSettings settings;

    CorrectionSection(
            Corrections corrections,
            FieldOverrides overrides,
            ConflictReader conflicts,
            OverrideLifting lifting,
            RegisterReader register,
            Audit audit,
            ConsoleSettings settings) {
        this.corrections = corrections;
        this.overrides = overrides;
        this.conflicts = conflicts;
        this.lifting = lifting;
        this.register = register;
        this.audit = audit;
        this.settings = settings;
    }

    /** No form where the register knows no staff of its own, or nothing may be changed. */
    void show(EntityView entity, Model model) {
        boolean may = entity.restrictedAt() == null
                && corrections.steward(entity.registerId()).isPresent();
        model.addAttribute("overrides", overrides.holding(entity));
        model.addAttribute("conflicts", conflicts.waiting(entity.id()));
        model.addAttribute("correctable", may ? correctable(entity) : List.of());
        model.addAttribute("today", LocalDate.now(settings.zone()));
    }

    private List<String> correctable(EntityView entity) {
        return corrections.fields(entity).stream()
                .filter(field ->
                        entity.fields().stream().noneMatch(one -> one.name().equals(field) && one.withheld()))
                .toList();
    }

    @PostMapping
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String correct(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until,
            Principal user,
            RedirectAttributes said) {
        EntityView entity = find(id);
        Optional<String> source = corrections.steward(entity.registerId());
        if (source.isEmpty() || reason.isBlank()) {
            said.addFlashAttribute("failed", "corrected-incomplete");
            return page(entity);
        }
        try {
            Corrected corrected = corrections
                    .correct(
                            entity,
                            source.get(),
                            Collections.singletonMap(field, value),
                            new Because(reason.strip(), until),
                            user.getName())
                    .get(0);
            audit.record(user.getName(), "corrected", id, reason.strip());
            switch (corrected.outcome()) {
                case "keep" -> said.addFlashAttribute("failed", "corrected-outranked");
                case "refuse" -> said.addFlashAttribute("failed", refused(corrected.rule()));
                default -> said.addFlashAttribute("done", "corrected");
            }
        } catch (IllegalArgumentException cannotBe) {
            said.addFlashAttribute("failed", "corrected-incomplete");
        }
        return page(entity);
    }

    @PostMapping("/{field}/lifting")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String lift(@PathVariable long id, @PathVariable String field, Principal user, RedirectAttributes said) {
        EntityView entity = find(id);
        switch (lifting.lift(entity.registerId(), id, field, user.getName())) {
            case ENDED -> {
                audit.record(user.getName(), "override-lifted", id, field);
                said.addFlashAttribute("done", "lifted");
            }
            case NOT_IN_FORCE -> said.addFlashAttribute("failed", "lifted-late");
            case RESTRICTED -> said.addFlashAttribute("failed", "corrected-refused");
        }
        return page(entity);
    }

    private static String refused(String rule) {
        return switch (rule.replaceFirst(":.*", "")) {
            case "limit" -> "corrected-limit";
            case "prohibited" -> "corrected-prohibited";
            default -> "corrected-refused";
        };
    }

    private EntityView find(long id) {
        return register.person(id).or(() -> register.company(id)).orElseThrow(NotHere::new);
    }

    private static String page(EntityView entity) {
        return (entity.kind() == EntityKind.COMPANY ? "redirect:/companies/" : "redirect:/people/") + entity.id();
    }
}
