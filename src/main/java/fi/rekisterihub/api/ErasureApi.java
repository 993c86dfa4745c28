package fi.rekisterihub.api;

import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.Erased;
import fi.rekisterihub.subject.ErasurePlan;
import fi.rekisterihub.subject.Erasures;
import fi.rekisterihub.subject.Stop;
import java.security.Principal;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Erasure of a person from a register. Ask for the dry run first: there is no way back. */
@RestController
@RequestMapping("/api/v1/persons/{id}/erasure")
@PreAuthorize("hasRole('OFFICER')")
class ErasureApi {

    private final Erasures erasures;
    private final Audit audit;

    ErasureApi(Erasures erasures, Audit audit) {
        this.erasures = erasures;
        this.audit = audit;
    }

    /**
     * With {@code dryRun} what would be erased, place by place, what stops it, who would be told and what remains; nothing is
     * changed. Without it the person is erased, with all who were found to be one with them, and stays away.
     */
    @PostMapping
    Object erase(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody(required = false) @Nullable Asked asked,
            Principal user) {
        String cause = asked == null ? null : asked.cause();
        try {
            if (dryRun) {
                ErasurePlan plan = erasures.plan(id, cause == null ? "" : cause);
                audit.record(user.getName(), "erasure-planned", id, "api");
                return plan;
            }
            if (cause == null) {
                throw new BadRequest(
                        "cause is needed: the id of the request, or the ground, such as ground:not-needed.");
            }
            return erased(id, cause, user);
        } catch (NoSuchElementException nobody) {
            throw new NoSuchThing("person", id);
        } catch (IllegalArgumentException cannotBe) {
            throw new BadRequest(String.valueOf(cannotBe.getMessage()));
        }
    }

    private Answer erased(long id, String cause, Principal user) {
        Erased erased = erasures.erase(id, cause, user.getName());
        if (erased instanceof Erased.Done done) {
            audit.record(user.getName(), "person-erased", id, cause);
            return new Answer("erased", done);
        }
        if (erased instanceof Erased.Before before) {
            return new Answer("erased-before", before);
        }
        if (erased instanceof Erased.Stopped stopped) {
            throw new Conflict("Data of the person must be kept, so nothing was erased: %s."
                    .formatted(String.join(
                            "; ", stopped.stops().stream().map(ErasureApi::said).toList())));
        }
        throw new NoSuchThing("person", id);
    }

    private static String said(Stop stop) {
        return stop.what() + (stop.until() == null ? " until it is lifted" : " until " + stop.until());
    }

    /** @param cause the id of the request or the ground, such as {@code subject-request:12} or {@code ground:not-needed} */
    record Asked(@Nullable String cause) {}

    /**
     * What became of it.
     *
     * @param outcome erased or erased-before
     */
    record Answer(String outcome, Erased erased) {}
}
