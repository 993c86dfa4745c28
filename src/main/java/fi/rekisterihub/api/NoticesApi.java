package fi.rekisterihub.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import fi.rekisterihub.notice.DeliveryView;
import fi.rekisterihub.notice.NoticeReader;
import fi.rekisterihub.notice.Outbox;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Notices to recipients and how far each has come. */
@RestController
@RequestMapping("/api/v1/notices")
class NoticesApi {

    private final NoticeReader notices;
    private final Outbox outbox;
    private final Audit audit;

    NoticesApi(NoticeReader notices, Outbox outbox, Audit audit) {
        this.notices = notices;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** Newest first. */
    @GetMapping
    Slice<DeliveryView> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String recipient,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        return Slice.of(notices.list(status, recipient, after, most + 1), most, DeliveryView::id, Function.identity());
    }

    @GetMapping("/{id}")
    Notice one(@PathVariable UUID id, Principal user) {
        DeliveryView delivery = notices.find(id).orElseThrow(() -> new NoSuchThing("notice", id));
        audit.record(user.getName(), "notice-viewed", delivery.entityId(), id.toString());
        return new Notice(delivery, notices.payload(id));
    }

    /** Gives a dead notice a new row of attempts, under the same id. */
    @PostMapping("/{id}/retry")
    @PreAuthorize("hasRole('OPERATOR')")
    DeliveryView retry(@PathVariable UUID id, Principal user) {
        if (notices.find(id).isEmpty()) {
            throw new NoSuchThing("notice", id);
        }
        if (!outbox.retryNow(id)) {
            throw new BadRequest("Notice %s is not dead, so it needs no new attempt.".formatted(id));
        }
        audit.record(user.getName(), "notice-retried", null, id.toString());
        return notices.find(id).orElseThrow(() -> new NoSuchThing("notice", id));
    }

    /** @param payload what the recipient is told */
    record Notice(
            @JsonUnwrapped DeliveryView delivery,
            @JsonRawValue String payload) {}
}
