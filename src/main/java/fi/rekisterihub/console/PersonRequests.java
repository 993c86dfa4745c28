package fi.rekisterihub.console;

import fi.rekisterihub.Finland;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.Disclosures;
import fi.rekisterihub.subject.RequestReader;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person has asked, and to whom their data was disclosed: the part of the person's page. */
@Controller
class PersonRequests {

    private final RequestReader requests;
    private final Disclosures disclosures;
    private final Profiles profiles;
    private final RegisterReader register;
    private final Audit audit;

    PersonRequests(
            RequestReader requests, Disclosures disclosures, Profiles profiles, RegisterReader register, Audit audit) {
        this.requests = requests;
        this.disclosures = disclosures;
        this.profiles = profiles;
        this.register = register;
        this.audit = audit;
    }

    void show(EntityView person, Model model) {
        model.addAttribute("requestsOf", requests.ofPerson(person.id()));
        model.addAttribute("disclosed", disclosures.ofPerson(person.id()));
        model.addAttribute(
                "disclosable",
                profiles.find(person.registerId())
                        .map(profile -> List.copyOf(profile.fields("person")))
                        .orElse(List.of()));
        model.addAttribute("disclosureKey", UUID.randomUUID());
        model.addAttribute("dueToday", Finland.today());
    }

    /** Recorded first; then the values are shown once, to be handed over. */
    @PostMapping("/people/{id}/disclosures")
    @PreAuthorize("hasRole('OFFICER')")
    String disclose(
            @PathVariable long id,
            @RequestParam String key,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String recipient,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") List<String> fields,
            Principal user,
            RedirectAttributes said) {
        if (register.person(id).isEmpty()) {
            throw new NotHere();
        }
        try {
            Map<String, List<String>> content = disclosures.record(
                    new Disclosures.Act(
                            "console:" + UUID.fromString(key), Disclosures.What.of(what), recipient, ground, fields),
                    id,
                    user.getName());
            audit.record(user.getName(), "disclosed", id, null);
            said.addFlashAttribute("done", "disclosed");
            said.addFlashAttribute("handed", content);
        } catch (IllegalArgumentException cannotBe) {
            said.addFlashAttribute("failed", "disclosure");
        }
        return "redirect:/people/" + id;
    }
}
