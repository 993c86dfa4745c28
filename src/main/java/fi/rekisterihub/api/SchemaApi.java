package fi.rekisterihub.api;

import fi.rekisterihub.intake.SchemaReader;
import fi.rekisterihub.intake.SchemaReader.DriftView;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Fields of sources that are new, gone or of another type than in the last good run. */
@RestController
@RequestMapping("/api/v1/sources")
class SchemaApi {

    private final SchemaReader drifts;

    SchemaApi(SchemaReader drifts) {
        this.drifts = drifts;
    }

    /** @param status open, approved or ignored; all when absent */
    @GetMapping("/{feed}/field-changes")
    List<DriftView> list(@PathVariable String feed, @RequestParam(required = false) @Nullable String status) {
        return drifts.list(feed, status);
    }

    @PostMapping("/{feed}/field-changes/{id}/approve")
    @PreAuthorize("hasRole('OPERATOR')")
    DriftView approve(@PathVariable String feed, @PathVariable long id, Principal user) {
        return settled(drifts.approve(feed, id, user.getName()), feed, id);
    }

    /** The change is not shown again, also when it comes back. */
    @PostMapping("/{feed}/field-changes/{id}/ignore")
    @PreAuthorize("hasRole('OPERATOR')")
    DriftView ignore(@PathVariable String feed, @PathVariable long id, Principal user) {
        return settled(drifts.ignore(feed, id, user.getName()), feed, id);
    }

    private DriftView settled(boolean done, String feed, long id) {
        DriftView drift = drifts.list(feed, null).stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> new NoSuchThing("field change", id));
        if (!done) {
            throw new Conflict("Field change %d is %s already.".formatted(id, drift.status()));
        }
        return drift;
    }
}
