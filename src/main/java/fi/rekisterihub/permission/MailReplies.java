package fi.rekisterihub.permission;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mail.MailAction;
import fi.rekisterihub.mail.MailClassifier;
import fi.rekisterihub.mail.MailVerdict;
import fi.rekisterihub.mail.ReadMail;
import fi.rekisterihub.mail.Verdict;
import fi.rekisterihub.mail.WishReason;
import fi.rekisterihub.register.SubjectKeys;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What comes of a mail. The plus-addresses of the messages say who writes; without one, From is believed, because all that
 * it can do is to add a prohibition. Mails that came back and complaints are {@link ReturnedMails}'s.
 */
public final class MailReplies {

    public static final String SOURCE = "mailbox";

    /** The header of an item of which only the beginning was kept. */
    private static final String CUT = "cut";

    private final Inbox inbox;
    private final PermissionLedger ledger;
    private final LinkTokens tokens;
    private final ReturnedMails returned;
    private final TransactionTemplate transaction;
    private final RightsDesk rights;
    private final MailClassifier classifier;

    MailReplies(
            Inbox inbox,
            PermissionLedger ledger,
            LinkTokens tokens,
            ReturnedMails returned,
            RightsDesk rights,
            TransactionTemplate transaction) {
        this.rights = rights;
        this.inbox = inbox;
        this.ledger = ledger;
        this.tokens = tokens;
        this.returned = returned;
        this.transaction = transaction;
        this.classifier =
                new MailClassifier(address -> tokens.readMailAddress(address).isPresent());
    }

    /** Decides and ends the item in one transaction. */
    public void apply(InboxItem item, ReadMail mail) {
        transaction.executeWithoutResult(status -> {
            if (!settle(item, mail)) {
                status.setRollbackOnly();
            }
        });
    }

    /** It will never be read: no further attempt would change that. The original stays. */
    public void unreadable(InboxItem item) {
        inbox.dead(item, "It cannot be read as a mail.");
    }

    /** What is kept beside a mail of which only the beginning is. */
    public static Map<String, String> headers(boolean cut) {
        return cut ? Map.of(CUT, "true") : Map.of();
    }

    /** Whether the mail is longer than what is kept of it, so that nobody has read it to its end. */
    public static boolean isCut(InboxItem item) {
        return item.headers().containsKey(CUT);
    }

    private boolean settle(InboxItem item, ReadMail mail) {
        MailVerdict verdict = classifier.classify(mail);
        Verdict gravest = verdict.gravest();
        return switch (gravest.action()) {
            case OPT_OUT -> isReported(gravest) ? report(item, mail, verdict) : optOut(item, mail, gravest);
            case COMPLAINT, HARD_BOUNCE, SOFT_BOUNCE -> report(item, mail, verdict);
            case REVIEW -> inbox.review(item, opened(item, mail, gravest).orElseGet(gravest::sentence));
            case AUTO_REPLY, OTHER ->
                isCut(item)
                        ? inbox.review(item, WishReason.TOO_LONG.sentence())
                        : inbox.done(item, "ignored: " + gravest.told());
        };
    }

    /** A complaint report may say "opt-out" too; it is a provider's word, not the person's own mail. */
    private static boolean isReported(Verdict verdict) {
        return verdict.action() == MailAction.OPT_OUT && verdict.reason().equals("feedback-opt-out");
    }

    private boolean report(InboxItem item, ReadMail mail, MailVerdict verdict) {
        ReturnedMails.Outcome outcome = returned.enter(item, mail, verdict);
        return outcome.forAPerson() ? inbox.review(item, outcome.sentence()) : inbox.done(item, outcome.sentence());
    }

    private boolean optOut(InboxItem item, ReadMail mail, Verdict verdict) {
        Set<Long> persons = persons(mail);
        String email = sender(mail);
        if (persons.isEmpty() && email == null) {
            return inbox.review(item, "It asks for an opt-out but does not say from which one address.");
        }
        Optional<String> opened = opened(item, mail, verdict);
        Recorded recorded = ledger.record(act(item, persons, email, verdict.reason()));
        if (opened.isPresent()) {
            // The opt-out is in force; what else was asked has a due date of its own and needs a person.
            return inbox.review(item, opened.get());
        }
        return inbox.done(
                item,
                (recorded instanceof Recorded.New ? "opt-out recorded: " : "opt-out was in force before: ")
                        + verdict.told());
    }

    /** The mail waits with its original until the request is closed. */
    private Optional<String> opened(InboxItem item, ReadMail mail, Verdict verdict) {
        return verdict.otherRight().map(right -> rights.open(item, right, persons(mail), sender(mail)));
    }

    /** Everybody whom a plus-address of ours names: one mail may answer messages to several. */
    private Set<Long> persons(ReadMail mail) {
        return mail.recipients().stream()
                .map(tokens::readMailAddress)
                .flatMap(Optional::stream)
                .map(MailTokens.Subject::personId)
                .collect(Collectors.toSet());
    }

    private static @Nullable String sender(ReadMail mail) {
        String from = mail.from().size() == 1 ? mail.from().get(0) : null;
        return SubjectKeys.normalEmail(from).orElse(null);
    }

    private static PermissionAct act(InboxItem item, Set<Long> persons, @Nullable String email, String reason) {
        return PermissionAct.emailOptOut(
                SOURCE + ':' + item.eventKey(),
                null,
                SOURCE,
                persons,
                email,
                Map.of("inbox", item.id(), "by", persons.isEmpty() ? "from" : "token", "reason", reason),
                item.receivedAt());
    }
}
