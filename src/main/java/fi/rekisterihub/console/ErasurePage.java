package fi.rekisterihub.console;

import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.Causes;
import fi.rekisterihub.subject.Erased;
import fi.rekisterihub.subject.Erasures;
import fi.rekisterihub.subject.Holds;
import fi.rekisterihub.subject.Restrictions;
import java.security.Principal;
import java.time.LocalDate;
import java.util.Optional;
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

/** "What would go, what stops it, and what remains?", then erase. Also the person's restrictions and holds. */
@Controller
@RequestMapping("/people/{id}")
class ErasurePage {

    private final RegisterReader register;
    private final Erasures erasures;
    private final Restrictions restrictions;
    private final Holds holds;
    private final Audit audit;
    private final ConsoleSettings settings;

    ErasurePage(
            RegisterReader register,
            Erasures erasures,
            Restrictions restrictions,
            Holds holds,
            Audit audit,
            ConsoleSettings settings) {
        this.register = register;
        this.erasures = erasures;
        this.restrictions = restrictions;
        this.holds = holds;
        this.audit = audit;
        this.settings = settings;
    }

    /** The part on the person's page. */
    void show(EntityView person, Model model) {
        model.addAttribute("restrictions", restrictions.inForce(person.id()));
        model.addAttribute("holds", holds.inForce(person.id()));
        model.addAttribute("holdWords", holds.words(person.registerId()));
    }

    /** The page of somebody who was erased; empty for who was not. */
    Optional<String> erased(long id, Model model) {
        return erasures.erased(id).map(was -> {
            model.addAttribute("id", id);
            model.addAttribute("was", was);
            return "erased";
        });
    }

    @GetMapping("/erasure")
    @PreAuthorize("hasRole('OFFICER')")
    String plan(@PathVariable long id, Model model, Principal user) {
        EntityView person = register.person(id).orElseThrow(NotHere::new);
        audit.record(user.getName(), "erasure-planned", id, null);
        model.addAttribute("entity", person);
        model.addAttribute("plan", erasures.plan(id, ""));
        model.addAttribute("grounds", Causes.GROUNDS);
        return "erasure";
    }

    @PostMapping("/erasure")
    @PreAuthorize("hasRole('OFFICER')")
    String erase(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(required = false) @Nullable Long request,
            Principal user,
            RedirectAttributes said) {
        if (request == null && !Causes.GROUNDS.contains(ground)) {
            said.addFlashAttribute("failed", "erased-incomplete");
            return "redirect:/people/" + id + "/erasure";
        }
        String cause = request == null ? Causes.ofGround(ground) : Causes.ofRequest(request);
        Erased erased = erasures.erase(id, cause, user.getName());
        if (erased instanceof Erased.Stopped) {
            said.addFlashAttribute("failed", "erased-stopped");
            return "redirect:/people/" + id + "/erasure";
        }
        if (erased instanceof Erased.Nobody) {
            throw new NotHere();
        }
        if (erased instanceof Erased.Done) {
            audit.record(user.getName(), "person-erased", id, cause);
        }
        said.addFlashAttribute("done", "erased");
        return "redirect:/people/" + id;
    }

    @PostMapping("/restriction")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String restrict(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long request,
            Principal user,
            RedirectAttributes said) {
        find(id);
        String cause = request == null ? "console:" + LocalDate.now(settings.zone()) : Causes.ofRequest(request);
        restrictions.restrict(id, cause, user.getName());
        audit.record(user.getName(), "restricted", id, cause);
        said.addFlashAttribute("done", "restricted");
        return "redirect:/people/" + id;
    }

    @PostMapping("/restriction/lifting")
    @PreAuthorize("hasRole('OFFICER')")
    String lift(@PathVariable long id, @RequestParam String cause, Principal user, RedirectAttributes said) {
        find(id);
        Optional<Long> request = restrictions.requestOf(id, cause);
        if (request.isPresent()) {
            said.addFlashAttribute("failed", "restricted-by-request");
            return "redirect:/requests/" + request.get();
        }
        if (restrictions.liftByHand(id, cause, user.getName())) {
            audit.record(user.getName(), "restriction-lifted", id, cause);
        }
        said.addFlashAttribute("done", "restriction-lifted");
        return "redirect:/people/" + id;
    }

    @PostMapping("/holds")
    @PreAuthorize("hasRole('OFFICER')")
    String hold(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until,
            Principal user,
            RedirectAttributes said) {
        find(id);
        try {
            holds.put(id, what, reason, until, user.getName());
            audit.record(user.getName(), "hold-put", id, what);
            said.addFlashAttribute("done", "hold-put");
        } catch (IllegalArgumentException cannotBe) {
            said.addFlashAttribute("failed", "hold-incomplete");
        }
        return "redirect:/people/" + id;
    }

    @PostMapping("/holds/{hold}/lifting")
    @PreAuthorize("hasRole('OFFICER')")
    String liftHold(@PathVariable long id, @PathVariable long hold, Principal user, RedirectAttributes said) {
        find(id);
        if (holds.inForce(id).stream().anyMatch(one -> one.id() == hold) && holds.lift(hold, user.getName())) {
            audit.record(user.getName(), "hold-lifted", id, "hold " + hold);
        }
        said.addFlashAttribute("done", "hold-lifted");
        return "redirect:/people/" + id;
    }

    private void find(long id) {
        if (register.person(id).isEmpty()) {
            throw new NotHere();
        }
    }
}
