package fi.rekisterihub.api;

import fi.rekisterihub.reconcile.FieldOverrides;
import fi.rekisterihub.reconcile.OverrideLifting;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Fields where a steward knows better than the sources. They are set by a correction in the steward's name. */
@RestController
@RequestMapping("/api/v1/entities/{id}")
class OverridesApi {

    private final RegisterReader register;
    private final FieldOverrides overrides;
    private final OverrideLifting lifting;
    private final Audit audit;

    OverridesApi(RegisterReader register, FieldOverrides overrides, OverrideLifting lifting, Audit audit) {
        this.register = register;
        this.overrides = overrides;
        this.lifting = lifting;
        this.audit = audit;
    }

    /** Those by which a value stands now. */
    @GetMapping("/overrides")
    List<OverrideAnswer> list(@PathVariable long id, Principal user) {
        EntityView entity = find(id);
        if (entity.kind() == EntityKind.PERSON) {
            audit.record(user.getName(), "person-viewed", id, "api");
        }
        return overrides.holding(entity).stream().map(OverrideAnswer::of).toList();
    }

    /** Ends one before its day: the field is again what the best of its sources says. */
    @DeleteMapping("/fields/{field}/override")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    void lift(@PathVariable long id, @PathVariable String field, Principal user) {
        switch (lifting.lift(find(id).registerId(), id, field, user.getName())) {
            case ENDED -> audit.record(user.getName(), "override-lifted", id, field);
            case NOT_IN_FORCE -> throw new NoSuchThing("override of '%s'".formatted(field), id);
            case RESTRICTED ->
                throw new Conflict(
                        "The data of %d is restricted, so it must not be changed until that ends.".formatted(id));
        }
    }

    private EntityView find(long id) {
        return register.person(id).or(() -> register.company(id)).orElseThrow(() -> new NoSuchThing("entity", id));
    }
}
