package fi.rekisterihub.api;

import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.Disclosures;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Disclosures for research and to authorities: recorded first, then handed over. */
@RestController
@RequestMapping("/api/v1/persons/{id}/disclosures")
@PreAuthorize("hasRole('OFFICER')")
class DisclosuresApi {

    private final Disclosures disclosures;
    private final RegisterReader register;
    private final Audit audit;

    DisclosuresApi(Disclosures disclosures, RegisterReader register, Audit audit) {
        this.disclosures = disclosures;
        this.register = register;
        this.audit = audit;
    }

    /** Without values, newest first. */
    @GetMapping
    List<Disclosures.Recorded> list(@PathVariable long id, Principal user) {
        find(id);
        audit.record(user.getName(), "person-viewed", id, "api");
        return disclosures.ofPerson(id);
    }

    /** Records it and gives the values. No permission, prohibition or restriction stops it. The same key twice is one. */
    @PostMapping
    Handed record(@PathVariable long id, @RequestBody Act act, Principal user) {
        find(id);
        try {
            Map<String, List<String>> content = disclosures.record(act.disclosure(), id, user.getName());
            audit.record(user.getName(), "disclosed", id, null);
            return new Handed(content);
        } catch (IllegalArgumentException cannotBe) {
            throw new BadRequest(String.valueOf(cannotBe.getMessage()));
        }
    }

    private void find(long id) {
        if (register.person(id).isEmpty()) {
            throw new NoSuchThing("person", id);
        }
    }

    /**
     * A disclosure.
     *
     * @param key the caller's own id of it
     * @param what research or authority
     * @param ground the section of the law, or the permit
     */
    record Act(
            @Nullable String key,
            @Nullable String what,
            @Nullable String recipient,
            @Nullable String ground,
            @Nullable List<String> fields) {

        Disclosures.Act disclosure() {
            return new Disclosures.Act(
                    key == null || key.isBlank() ? "" : "api:" + key.strip(),
                    Disclosures.What.of(String.valueOf(what)),
                    Objects.requireNonNullElse(recipient, ""),
                    Objects.requireNonNullElse(ground, ""),
                    Objects.requireNonNullElse(fields, List.of()));
        }
    }

    /** Field to the values of all entries of the person. */
    record Handed(Map<String, List<String>> content) {}
}
