package fi.rekisterihub.api;

import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** By which identity number a person is followed at the population register. It can be given and forgotten, never read. */
@RestController
@RequestMapping("/api/v1/persons/{id}/identity-number")
class IdentityNumbersApi {

    private final Identities identities;
    private final RegisterReader register;
    private final Audit audit;

    IdentityNumbersApi(Identities identities, RegisterReader register, Audit audit) {
        this.identities = identities;
        this.register = register;
        this.audit = audit;
    }

    /** Follows the person by this number from now on. */
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    void follow(@PathVariable long id, @RequestBody Given given, Principal user) {
        mustExist(id);
        IdentityNumber number = IdentityNumber.parse(given.number())
                .orElseThrow(
                        () -> new BadRequest("number is no identity number: its form or check character is wrong."));
        identities.follow(id, number);
        audit.record(user.getName(), "identity-number-given", id, null);
    }

    /** Stops following the person, and forgets every number of theirs. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    void forget(@PathVariable long id, Principal user) {
        mustExist(id);
        identities.forget(id);
        audit.record(user.getName(), "identity-number-forgotten", id, null);
    }

    private void mustExist(long id) {
        if (register.person(id).isEmpty()) {
            throw new NoSuchThing("person", id);
        }
    }

    /** @param number with the sign of the century, such as {@code 010594Y9032} */
    record Given(@Nullable String number) {}
}
