package fi.rekisterihub.api;

import fi.rekisterihub.permission.Deliverability;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whether mail reaches a person: what a steward knows better than the messages that came back. */
@RestController
@RequestMapping("/api/v1/persons/{id}/reachable")
class DeliverabilityApi {

    private final Deliverability deliverability;
    private final RegisterReader register;
    private final Audit audit;

    DeliverabilityApi(Deliverability deliverability, RegisterReader register, Audit audit) {
        this.deliverability = deliverability;
        this.register = register;
        this.audit = audit;
    }

    /** Says that the person's address is of use again. What comes back after that counts anew. */
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    void reachable(@PathVariable long id, @RequestBody Reachable reachable, Principal user) {
        if (register.person(id).isEmpty()) {
            throw new NoSuchThing("person", id);
        }
        String reason = reachable.reason();
        if (reason == null || reason.isBlank()) {
            throw new BadRequest("reason is needed: how is it known that the address is of use again?");
        }
        if (!deliverability.reachableAgain(id, reason.strip(), user.getName())) {
            throw new Conflict("Nothing keeps the address of person %d from being written to.".formatted(id));
        }
        audit.record(user.getName(), "reachable-again", id, reason.strip());
    }

    /** @param reason how it is known, without the address */
    record Reachable(@Nullable String reason) {}
}
