package fi.rekisterihub.console;

import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.Answers;
import fi.rekisterihub.subject.RefusedStep;
import fi.rekisterihub.subject.RequestDesk;
import fi.rekisterihub.subject.RequestKind;
import fi.rekisterihub.subject.RequestReader;
import fi.rekisterihub.subject.RequestView;
import fi.rekisterihub.subject.RequestWay;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The buttons of a request's page. What may not follow is said in words, and changes nothing. */
@Controller
class RequestSteps {

    private static final String STEP = "request-step";

    private final RequestDesk desk;
    private final RequestReader reader;
    private final Answers answers;
    private final Audit audit;

    RequestSteps(RequestDesk desk, RequestReader reader, Answers answers, Audit audit) {
        this.desk = desk;
        this.reader = reader;
        this.answers = answers;
        this.audit = audit;
    }

    @PostMapping("/requests/{id}/person")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String person(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long person,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.findPerson(id, person == null ? 0 : person, user.getName()), STEP, user, said);
    }

    @PostMapping("/requests/{id}/kind")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String kind(
            @PathVariable long id,
            @RequestParam String kind,
            @RequestParam(required = false) @Nullable String purpose,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.correctKind(id, RequestKind.of(kind), purpose, user.getName()), STEP, user, said);
    }

    @PostMapping("/requests/{id}/identity-asked")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String identityAsked(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.askIdentity(id, note, user.getName()), STEP, user, said);
    }

    @PostMapping("/requests/{id}/identity")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String identity(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String means,
            @RequestParam(defaultValue = "") String note,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.verifyIdentity(id, means, note, user.getName()), STEP, user, said);
    }

    @PostMapping("/requests/{id}/details-asked")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String detailsAsked(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.askDetails(id, note, user.getName()), STEP, user, said);
    }

    @PostMapping("/requests/{id}/details")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String details(
            @PathVariable long id,
            @RequestParam(name = "said", defaultValue = "") String words,
            @RequestParam(defaultValue = "") String situation,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.giveDetails(id, words, situation, user.getName()), STEP, user, said);
    }

    @PostMapping("/requests/{id}/restriction")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String restrict(@PathVariable long id, Principal user, RedirectAttributes said) {
        return step(id, () -> desk.restrict(id, user.getName()), STEP, user, said);
    }

    @PostMapping("/requests/{id}/lifting")
    @PreAuthorize("hasRole('OFFICER')")
    String lift(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.liftRestriction(id, note, user.getName()), STEP, user, said);
    }

    @PostMapping("/requests/{id}/extension")
    @PreAuthorize("hasRole('OFFICER')")
    String extend(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.extend(id, note, user.getName()), STEP, user, said);
    }

    @PostMapping("/requests/{id}/grant")
    @PreAuthorize("hasRole('OFFICER')")
    String grant(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "") String note,
            Principal user,
            RedirectAttributes said) {
        Map<String, @Nullable String> fields = new HashMap<>();
        if (!field.isBlank()) {
            fields.put(field, value.isBlank() ? null : value);
        }
        return step(id, () -> desk.grant(id, fields, note, user.getName()), "request-granted", user, said);
    }

    @PostMapping("/requests/{id}/refusal")
    @PreAuthorize("hasRole('OFFICER')")
    String refuse(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String note,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.refuse(id, ground, note, user.getName()), "request-refused", user, said);
    }

    @PostMapping("/requests/{id}/reopening")
    @PreAuthorize("hasRole('OFFICER')")
    String reopen(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.reopen(id, note, user.getName()), "request-reopened", user, said);
    }

    @PostMapping("/requests/{id}/answer")
    @PreAuthorize("hasRole('OFFICER')")
    String answer(
            @PathVariable long id,
            @RequestParam(defaultValue = "post") String way,
            @RequestParam(defaultValue = "") String note,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.answer(id, RequestWay.of(way), note, user.getName()), STEP, user, said);
    }

    @PostMapping("/requests/{id}/closing")
    @PreAuthorize("hasRole('OFFICER')")
    String close(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.close(id, note, user.getName()), "request-closed", user, said);
    }

    @PostMapping("/requests/{id}/withdrawal")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    String withdraw(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            Principal user,
            RedirectAttributes said) {
        return step(id, () -> desk.withdraw(id, note, user.getName()), "request-closed", user, said);
    }

    /** A file to hand over. A POST, because each is written down. */
    @PostMapping("/requests/{id}/answers/{text}")
    @PreAuthorize("hasRole('OFFICER')")
    ResponseEntity<byte[]> make(@PathVariable long id, @PathVariable String text, Principal user) {
        if (reader.find(id).isEmpty()) {
            throw new NotHere();
        }
        Answers.Made made;
        try {
            made = answers.make(id, Answers.Text.of(text), user.getName());
        } catch (RefusedStep | IllegalArgumentException refused) {
            return ResponseEntity.status(HttpStatus.CONFLICT).build();
        }
        audit.record(user.getName(), "answer-made", made.personId(), "request " + id);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, made.type())
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(made.fileName())
                                .build()
                                .toString())
                .body(made.content());
    }

    private String step(long id, Supplier<RequestView> act, String done, Principal user, RedirectAttributes said) {
        if (reader.find(id).isEmpty()) {
            throw new NotHere();
        }
        try {
            RequestView now = act.get();
            audit.record(user.getName(), STEP, now.personId(), "request " + id);
            said.addFlashAttribute("done", done);
        } catch (RefusedStep refused) {
            said.addFlashAttribute("failed", "request-" + refused.why().word());
        } catch (IllegalArgumentException cannotBe) {
            said.addFlashAttribute("failed", "request-bad-entry");
        }
        return "redirect:/requests/" + id;
    }
}
