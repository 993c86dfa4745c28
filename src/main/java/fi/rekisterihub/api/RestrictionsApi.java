package fi.rekisterihub.api;

import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.Hold;
import fi.rekisterihub.subject.Holds;
import fi.rekisterihub.subject.Restriction;
import fi.rekisterihub.subject.Restrictions;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Restriction of a person's data while it is disputed, and holds by which it is kept. */
@RestController
@RequestMapping("/api/v1/persons/{id}")
class RestrictionsApi {

    private final Restrictions restrictions;
    private final Holds holds;
    private final RegisterReader register;
    private final Audit audit;

    RestrictionsApi(Restrictions restrictions, Holds holds, RegisterReader register, Audit audit) {
        this.restrictions = restrictions;
        this.holds = holds;
        this.register = register;
        this.audit = audit;
    }

    /** Why the person's data is restricted now; empty when it is not. */
    @GetMapping("/restrictions")
    List<Restriction> restrictions(@PathVariable long id) {
        find(id);
        return restrictions.inForce(id);
    }

    /** Restricts the data of the person and of all who are one with them; processors that hold it are told. */
    @PostMapping("/restrictions")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    List<Restriction> restrict(@PathVariable long id, @RequestBody Cause cause, Principal user) {
        find(id);
        try {
            restrictions.restrict(id, String.valueOf(cause.cause()), user.getName());
        } catch (IllegalArgumentException cannotBe) {
            throw new BadRequest(String.valueOf(cannotBe.getMessage()));
        }
        audit.record(user.getName(), "restricted", id, cause.cause());
        return restrictions.inForce(id);
    }

    /** Lifts one cause; with the last of them the restriction is over. */
    @DeleteMapping("/restrictions/{cause}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('OFFICER')")
    void lift(@PathVariable long id, @PathVariable String cause, Principal user) {
        find(id);
        boolean lifted;
        try {
            lifted = restrictions.liftByHand(id, cause, user.getName());
        } catch (IllegalArgumentException cannotBe) {
            throw new BadRequest(String.valueOf(cannotBe.getMessage()));
        }
        if (!lifted) {
            throw new NoSuchThing("restriction for this cause", id);
        }
        audit.record(user.getName(), "restriction-lifted", id, cause);
    }

    /** What of the person must be kept, and why. */
    @GetMapping("/holds")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    List<Hold> holds(@PathVariable long id) {
        find(id);
        return holds.inForce(id);
    }

    @PostMapping("/holds")
    @PreAuthorize("hasRole('OFFICER')")
    List<Hold> hold(@PathVariable long id, @RequestBody Held held, Principal user) {
        find(id);
        try {
            holds.put(
                    id,
                    String.valueOf(held.what()),
                    held.reason() == null ? "" : held.reason(),
                    held.until(),
                    user.getName());
        } catch (IllegalArgumentException cannotBe) {
            throw new BadRequest(String.valueOf(cannotBe.getMessage()));
        }
        audit.record(user.getName(), "hold-put", id, held.what());
        return holds.inForce(id);
    }

    @DeleteMapping("/holds/{hold}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('OFFICER')")
    void liftHold(@PathVariable long id, @PathVariable long hold, Principal user) {
        if (holds.inForce(id).stream().noneMatch(one -> one.id() == hold) || !holds.lift(hold, user.getName())) {
            throw new NoSuchThing("hold", hold);
        }
        audit.record(user.getName(), "hold-lifted", id, "hold " + hold);
    }

    private void find(long id) {
        if (register.person(id).isEmpty()) {
            throw new NoSuchThing("person", id);
        }
    }

    /** @param cause an id such as {@code subject-request:12}; never words */
    record Cause(@Nullable String cause) {}

    /**
     * @param what a hold of the profile: legal-duty, dispute, complaint and so on
     * @param until the last day on which it holds; until somebody lifts it when absent
     */
    record Held(
            @Nullable String what,
            @Nullable String reason,
            @Nullable LocalDate until) {}
}
