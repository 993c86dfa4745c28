package fi.rekisterihub.api;

import fi.rekisterihub.permission.ErasedKeys;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.Returns;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who was erased and becomes a customer again by their own act. */
@RestController
@RequestMapping("/api/v1/registers/{register}/returns")
@PreAuthorize("hasRole('OFFICER')")
class ReturnsApi {

    private final Returns returns;
    private final Profiles profiles;
    private final Audit audit;

    ReturnsApi(Returns returns, Profiles profiles, Audit audit) {
        this.returns = returns;
        this.profiles = profiles;
        this.audit = audit;
    }

    /**
     * With {@code dryRun} the erasures by which whoever tells this stays away. Without it sources may bring the person into the
     * register again; what they forbade stays forbidden, and old records of theirs stay away.
     */
    @PostMapping
    Answer comeBack(
            @PathVariable String register,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody Asked asked,
            Principal user) {
        if (profiles.find(register).isEmpty()) {
            throw new NoSuchThing("register", register);
        }
        try {
            if (dryRun) {
                List<Returns.Away> away = returns.away(register, asked.told());
                audit.record(user.getName(), "return-looked-up", null, "api");
                return new Answer(away.isEmpty() ? "nobody-stays-away" : "stays-away", away);
            }
            String cause = asked.neededCause();
            List<Returns.Away> ended = returns.comeBack(register, asked.told(), cause, user.getName());
            if (ended.isEmpty()) {
                return new Answer("nobody-stays-away", ended);
            }
            audit.record(user.getName(), "person-returned", null, cause);
            return new Answer("returned", ended);
        } catch (IllegalArgumentException cannotBe) {
            throw new BadRequest(String.valueOf(cannotBe.getMessage()));
        }
    }

    /** @param cause the id of the person's act, such as {@code contract:2026-118} */
    record Asked(
            @Nullable String familyName,
            @Nullable String givenName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String street,
            @Nullable String postalCode,
            @Nullable String cause) {

        ErasedKeys.Told told() {
            return ErasedKeys.Told.typed(familyName, givenName, email, phone, street, postalCode);
        }

        String neededCause() {
            if (cause == null) {
                throw new IllegalArgumentException(
                        "cause is needed: the id of the person's own act, such as contract:2026-118.");
            }
            return cause;
        }
    }

    /**
     * What became of it.
     *
     * @param outcome returned, stays-away or nobody-stays-away
     * @param erasures by which the person was away
     */
    record Answer(String outcome, List<Returns.Away> erasures) {}
}
