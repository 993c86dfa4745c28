package fi.rekisterihub.console;

import fi.rekisterihub.permission.ErasedKeys;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.Returns;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * "Why does this customer not come into the register?", and letting in who was erased and has come back. What is typed is sent in
 * the body only, so that no address stands in a log or a history.
 */
@Controller
@RequestMapping("/returns")
@PreAuthorize("hasRole('OFFICER')")
class ReturnPage {

    private final Returns returns;
    private final Profiles profiles;
    private final Audit audit;

    ReturnPage(Returns returns, Profiles profiles, Audit audit) {
        this.returns = returns;
        this.profiles = profiles;
        this.audit = audit;
    }

    @GetMapping
    String form(Model model, @RequestParam(defaultValue = "") String register) {
        return page(model, new Typed(register, null, null, null, null, null, null));
    }

    /** What is typed stays in the form, for the second step. */
    @PostMapping("/look")
    String look(Typed typed, Model model, Principal user) {
        try {
            model.addAttribute("away", returns.away(known(typed.register()), typed.told()));
            audit.record(user.getName(), "return-looked-up", null, null);
        } catch (IllegalArgumentException tooLittle) {
            model.addAttribute("failed", "return-incomplete");
        }
        return page(model, typed);
    }

    @PostMapping
    String comeBack(
            Typed typed,
            @RequestParam(defaultValue = "") String cause,
            Model model,
            Principal user,
            RedirectAttributes said) {
        String act = cause.strip();
        try {
            if (returns.comeBack(known(typed.register()), typed.told(), act, user.getName())
                    .isEmpty()) {
                // Another officer has let them in meanwhile.
                return look(typed, model, user);
            }
        } catch (IllegalArgumentException incomplete) {
            String page = look(typed, model, user);
            model.asMap().putIfAbsent("failed", "return-cause");
            return page;
        }
        audit.record(user.getName(), "person-returned", null, act);
        said.addFlashAttribute("done", "returned");
        return "redirect:/returns";
    }

    private String page(Model model, Typed typed) {
        model.addAttribute("typed", typed);
        model.addAttribute("registers", profiles.all());
        return "returns";
    }

    private String known(String register) {
        return profiles.find(register).orElseThrow(NotHere::new).id();
    }

    /** What stands in the form. */
    record Typed(
            String register,
            @Nullable String familyName,
            @Nullable String givenName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String street,
            @Nullable String postalCode) {

        ErasedKeys.Told told() {
            return ErasedKeys.Told.typed(familyName, givenName, email, phone, street, postalCode);
        }
    }
}
