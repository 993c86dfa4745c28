package fi.rekisterihub.api;

import fi.rekisterihub.intake.InboxControl;
import fi.rekisterihub.intake.InboxReader;
import fi.rekisterihub.intake.InboxReader.InboxView;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hooks, clicks and mails: those in {@code review} or {@code dead} wait for a person, and may hold somebody's wish. */
@RestController
@RequestMapping("/api/v1/inbox")
class InboxApi {

    private final InboxReader inbox;
    private final InboxControl control;
    private final Audit audit;

    InboxApi(InboxReader inbox, InboxControl control, Audit audit) {
        this.inbox = inbox;
        this.control = control;
        this.audit = audit;
    }

    /** Newest first. */
    @GetMapping
    Slice<InboxView> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        return Slice.of(inbox.list(status, after, most + 1), most, InboxView::id, Function.identity());
    }

    /** With the original as it came; looking at it is written down. */
    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('OPERATOR', 'STEWARD', 'OFFICER')")
    Original one(@PathVariable long id, Principal user) {
        InboxView item = find(id);
        audit.record(user.getName(), "inbox-viewed", null, "inbox %d".formatted(id));
        return new Original(item, inbox.original(id));
    }

    /** Gives it to its route once more. */
    @PostMapping("/{id}/retry")
    @PreAuthorize("hasRole('OPERATOR')")
    InboxView retry(@PathVariable long id, Principal user) {
        find(id);
        if (!control.tryAgain(id)) {
            throw new Conflict("Item %d does not wait for a person.".formatted(id));
        }
        audit.record(user.getName(), "inbox-retried", null, "inbox %d".formatted(id));
        return find(id);
    }

    /** Ends it, after its wish was entered by hand or none was found in it. */
    @PostMapping("/{id}/settle")
    @PreAuthorize("hasAnyRole('OPERATOR', 'STEWARD', 'OFFICER')")
    InboxView settle(@PathVariable long id, @RequestBody Settled settled, Principal user) {
        find(id);
        String reason = settled.reason();
        if (reason == null || reason.isBlank()) {
            throw new BadRequest("reason is needed: what was done, without personal data.");
        }
        if (!control.settle(id, "settled by hand: " + reason.strip())) {
            throw new Conflict("Item %d does not wait for a person.".formatted(id));
        }
        audit.record(user.getName(), "inbox-settled", null, "inbox %d: %s".formatted(id, reason.strip()));
        return find(id);
    }

    private InboxView find(long id) {
        return inbox.find(id).orElseThrow(() -> new NoSuchThing("inbox item", id));
    }

    /** @param original each byte a character */
    record Original(InboxView item, String original) {}

    /** @param reason what was done, without personal data */
    record Settled(@Nullable String reason) {}
}
