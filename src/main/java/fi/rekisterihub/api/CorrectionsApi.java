package fi.rekisterihub.api;

import fi.rekisterihub.reconcile.Because;
import fi.rekisterihub.reconcile.Corrections;
import fi.rekisterihub.reconcile.Corrections.Corrected;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Errors that people have told to a register's controller. */
@RestController
@RequestMapping("/api/v1")
class CorrectionsApi {

    private final Corrections corrections;
    private final RegisterReader register;
    private final Audit audit;

    CorrectionsApi(Corrections corrections, RegisterReader register, Audit audit) {
        this.corrections = corrections;
        this.register = register;
        this.audit = audit;
    }

    /**
     * Enters what the person has corrected, or what a steward knows better; every recipient who holds the field is told of the
     * value, and nobody of the reason.
     */
    @PostMapping("/persons/{id}/corrections")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    List<Corrected> person(@PathVariable long id, @RequestBody Correction correction, Principal user) {
        return correct(register.person(id).orElseThrow(() -> new NoSuchThing("person", id)), correction, user);
    }

    /** The same for a company. */
    @PostMapping("/companies/{id}/corrections")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    List<Corrected> company(@PathVariable long id, @RequestBody Correction correction, Principal user) {
        return correct(register.company(id).orElseThrow(() -> new NoSuchThing("company", id)), correction, user);
    }

    private List<Corrected> correct(EntityView entity, Correction correction, Principal user) {
        Map<String, @Nullable String> fields = correction.fields();
        String reason = correction.reason();
        if (fields == null || fields.isEmpty() || reason == null || reason.isBlank()) {
            throw new BadRequest("fields (field to the right value, null to empty it) and reason are needed.");
        }
        try {
            List<Corrected> corrected = corrections.correct(
                    entity,
                    correction.source(),
                    fields,
                    new Because(reason.strip(), correction.until()),
                    user.getName());
            audit.record(user.getName(), "corrected", entity.id(), reason.strip());
            return corrected;
        } catch (IllegalArgumentException cannotBe) {
            throw new BadRequest(String.valueOf(cannotBe.getMessage()));
        }
    }

    /**
     * A correction.
     *
     * @param source who says so: a source of the register's profile of kind person or steward; the person when absent
     * @param reason why; with a steward's own word it is kept beside the field
     * @param until the last day on which a steward's own word holds; until somebody lifts it when absent
     */
    record Correction(
            @Nullable String source,
            @Nullable Map<String, @Nullable String> fields,
            @Nullable String reason,
            @Nullable LocalDate until) {}
}
