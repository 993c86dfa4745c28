package fi.rekisterihub.console;

import fi.rekisterihub.intake.InboxReader;
import fi.rekisterihub.notice.NoticeReader;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.permission.PermissionReader;
import fi.rekisterihub.permission.PermissionReader.Act;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** "Who has said no, and has every system heard it?" */
@Controller
class OptOutsPage {

    private static final Set<String> CHANNELS = Set.of("email", "phone", "sms", "post", "*");

    private final PermissionReader permissions;
    private final PermissionLedger ledger;
    private final NoticeReader notices;
    private final RegisterReader register;
    private final InboxReader inbox;
    private final Audit audit;

    OptOutsPage(
            PermissionReader permissions,
            PermissionLedger ledger,
            NoticeReader notices,
            RegisterReader register,
            InboxReader inbox,
            Audit audit) {
        this.permissions = permissions;
        this.ledger = ledger;
        this.notices = notices;
        this.register = register;
        this.inbox = inbox;
        this.audit = audit;
    }

    @GetMapping("/opt-outs")
    String show(Model model, @RequestParam(required = false) @Nullable Long after) {
        Pager<Act> acts = Pager.of(permissions.latest(after, Pager.ROWS + 1), Act::id);
        List<String> causes = acts.items().stream().map(Act::cause).toList();
        model.addAttribute("acts", acts);
        model.addAttribute("told", notices.byCause(causes));
        model.addAttribute("lists", permissions.lists());
        model.addAttribute("onTheWay", notices.optOutsOnTheWay());
        model.addAttribute("waiting", inbox.waiting());
        return "opt-outs";
    }

    /** A person has called or written; the one who wrote it down answers for it by name and reason. */
    @PostMapping("/people/{id}/opt-out")
    @PreAuthorize("hasAnyRole('OPERATOR', 'STEWARD', 'OFFICER')")
    String enter(
            @PathVariable long id,
            @RequestParam String channel,
            @RequestParam String reason,
            Principal user,
            RedirectAttributes said) {
        if (register.person(id).isEmpty()) {
            throw new NotHere();
        }
        boolean good = CHANNELS.contains(channel) && !reason.isBlank();
        if (good) {
            ledger.record(new PermissionAct(
                    "console:" + UUID.randomUUID(),
                    null,
                    PermissionAct.DIRECT_MARKETING,
                    channel,
                    PermissionAct.EVERYTHING,
                    Permission.PROHIBITED,
                    "console",
                    true,
                    Set.of(id),
                    null,
                    null,
                    Map.of("enteredBy", user.getName(), "reason", reason.strip()),
                    Instant.now()));
            audit.record(user.getName(), "opt-out-entered", id, reason.strip());
        }
        said.addFlashAttribute(good ? "done" : "failed", "opt-out");
        return "redirect:/people/" + id;
    }
}
