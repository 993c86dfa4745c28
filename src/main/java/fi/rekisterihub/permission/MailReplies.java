package fi.rekisterihub.permission;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.register.SubjectKeys;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opt-outs by mail. The plus-address of the message says who writes; without one, From is believed, because all that
 * it can do is to add a prohibition.
 */
public final class MailReplies {

    public static final String SOURCE = "mailbox";

    private final Inbox inbox;
    private final PermissionLedger ledger;
    private final LinkTokens tokens;
    private final TransactionTemplate transaction;

    MailReplies(Inbox inbox, PermissionLedger ledger, LinkTokens tokens, TransactionTemplate transaction) {
        this.inbox = inbox;
        this.ledger = ledger;
        this.tokens = tokens;
        this.transaction = transaction;
    }

    /** Decides and ends the item in one transaction. */
    public void apply(InboxItem item, ReceivedMail mail) {
        transaction.executeWithoutResult(status -> {
            if (!settle(item, mail)) {
                status.setRollbackOnly();
            }
        });
    }

    /** Leaves to a person what cannot be read as a mail at all. */
    public void unreadable(InboxItem item) {
        inbox.review(item, "It cannot be read as a mail.");
    }

    private boolean settle(InboxItem item, ReceivedMail mail) {
        Optional<MailTokens.Subject> person = mail.recipients().stream()
                .map(tokens::readMailAddress)
                .flatMap(Optional::stream)
                .findFirst();
        ReplyIntent.Verdict verdict = ReplyIntent.of(mail, person.isPresent());
        return switch (verdict.action()) {
            case OPT_OUT -> optOut(item, mail, person.orElse(null), verdict.reason());
            case REVIEW -> inbox.review(item, verdict.reason());
            case BOUNCE, AUTO_REPLY, OTHER -> inbox.done(item, "ignored: " + verdict.reason());
        };
    }

    private boolean optOut(InboxItem item, ReceivedMail mail, MailTokens.@Nullable Subject person, String reason) {
        String from = mail.from().size() == 1 ? mail.from().get(0) : null;
        String email = SubjectKeys.normalEmail(from).orElse(null);
        if (person == null && email == null) {
            return inbox.review(item, "It asks for an opt-out but does not say from which one address.");
        }
        Recorded recorded = ledger.record(PermissionAct.emailOptOut(
                SOURCE + ':' + item.eventKey(),
                null,
                SOURCE,
                person == null ? Set.of() : Set.of(person.personId()),
                email,
                Map.of("inbox", item.id(), "by", person == null ? "from" : "token", "reason", reason),
                item.receivedAt()));
        return inbox.done(
                item,
                recorded instanceof Recorded.New
                        ? "opt-out recorded: " + reason
                        : "opt-out was in force before: " + reason);
    }
}
