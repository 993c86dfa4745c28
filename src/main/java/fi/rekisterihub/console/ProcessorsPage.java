package fi.rekisterihub.console;

import fi.rekisterihub.notice.DeliveryView;
import fi.rekisterihub.notice.LateAnswers;
import fi.rekisterihub.notice.NoticeReader;
import fi.rekisterihub.notice.Outbox;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Who was told what, and has it arrived?" */
@Controller
class ProcessorsPage {

    private final NoticeReader notices;
    private final LateAnswers late;
    private final Outbox outbox;
    private final Audit audit;
    private final Called called;
    private final Words words;

    ProcessorsPage(NoticeReader notices, LateAnswers late, Outbox outbox, Audit audit, Called called, Words words) {
        this.notices = notices;
        this.late = late;
        this.outbox = outbox;
        this.audit = audit;
        this.called = called;
        this.words = words;
    }

    @GetMapping("/processors")
    String show(
            Model model,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String recipient,
            @RequestParam(required = false) @Nullable UUID after) {
        model.addAttribute("states", NoticeStates.of(notices.counts()));
        model.addAttribute("lateAnswers", late.now());
        model.addAttribute("status", status);
        model.addAttribute("recipient", recipient);
        List<DeliveryView> deliveries =
                notices.list(blankAsNull(status), blankAsNull(recipient), after, Pager.ROWS + 1);
        model.addAttribute("deliveries", Pager.of(deliveries, DeliveryView::id));
        model.addAttribute("called", called.inNotices(deliveries));
        return "processors";
    }

    @GetMapping("/notices/{id}")
    String one(@PathVariable UUID id, Model model, Principal user) {
        DeliveryView delivery = notices.find(id).orElseThrow(NotHere::new);
        audit.record(user.getName(), "notice-viewed", delivery.entityId(), id.toString());
        model.addAttribute("delivery", delivery);
        String payload = notices.payload(id);
        model.addAttribute("payload", payload);
        model.addAttribute("told", NoticeText.of(payload, words));
        model.addAttribute("called", called.inNotices(List.of(delivery)));
        return "notice";
    }

    @PostMapping("/notices/{id}/again")
    @PreAuthorize("hasRole('OPERATOR')")
    String again(@PathVariable UUID id, Principal user, RedirectAttributes said) {
        boolean done = outbox.retryNow(id);
        if (done) {
            audit.record(user.getName(), "notice-retried", null, id.toString());
        }
        said.addFlashAttribute(done ? "done" : "failed", "retry");
        return "redirect:/notices/" + id;
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
