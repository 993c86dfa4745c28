package fi.rekisterihub.permission;

import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mail.MailAction;
import fi.rekisterihub.mail.MailVerdict;
import fi.rekisterihub.mail.ReadMail;
import fi.rekisterihub.mail.Verdict;
import fi.rekisterihub.permission.SentTo.Addressee;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Enters mails that came back. A bounce makes an address of no use and prohibits nothing. A complaint is the person's
 * no, and is believed only with a token that proves whose message it was: anybody can write a complaint about anybody.
 */
final class ReturnedMails {

    private static final String STILL_TRIED = "delayed";

    private final SentTo sentTo;
    private final Bounces bounces;
    private final PermissionLedger ledger;

    ReturnedMails(SentTo sentTo, Bounces bounces, PermissionLedger ledger) {
        this.sentTo = sentTo;
        this.bounces = bounces;
        this.ledger = ledger;
    }

    /** @param sentence without personal data: what became of it, or why a person has to look */
    record Outcome(boolean forAPerson, String sentence) {}

    /** Joins the caller's transaction. */
    Outcome enter(InboxItem item, ReadMail mail, MailVerdict verdict) {
        boolean alone = verdict.recipients().size() == 1;
        Outcome last = new Outcome(false, "ignored: names nobody");
        Outcome forAPerson = null;
        int entered = 0;
        for (Verdict one : verdict.recipients()) {
            Optional<Addressee> proved = alone ? sentTo.proved(mail, one.recipient()) : Optional.empty();
            last = enter(item, mail, one, proved);
            if (last.forAPerson()) {
                forAPerson = last;
            } else {
                entered++;
            }
        }
        if (forAPerson != null) {
            return forAPerson;
        }
        return alone ? last : new Outcome(false, "%d recipients of one report entered or ignored".formatted(entered));
    }

    private Outcome enter(InboxItem item, ReadMail mail, Verdict verdict, Optional<Addressee> proved) {
        return switch (verdict.action()) {
            case COMPLAINT, OPT_OUT ->
                proved.map(addressee -> complaint(item, verdict, addressee))
                        .orElse(
                                new Outcome(
                                        true,
                                        "It is a complaint that does not prove by a token whose message it is about; see whom it names."));
            case HARD_BOUNCE, SOFT_BOUNCE ->
                bounce(item, mail, verdict, proved.or(() -> sentTo.known(verdict.recipient())));
            default -> new Outcome(false, "ignored: " + verdict.reason());
        };
    }

    private Outcome complaint(InboxItem item, Verdict verdict, Addressee addressee) {
        Recorded recorded = ledger.record(PermissionAct.emailOptOut(
                MailReplies.SOURCE + ':' + item.eventKey(),
                null,
                MailReplies.SOURCE,
                addressee.personId() == null ? Set.of() : Set.of(addressee.personId()),
                addressee.email(),
                Map.of("inbox", item.id(), "by", "token", "reason", "complaint:" + verdict.reason()),
                item.receivedAt()));
        return new Outcome(
                false,
                (recorded instanceof Recorded.New
                                ? "opt-out recorded for a complaint: "
                                : "opt-out of a complaint was in force before: ")
                        + verdict.reason());
    }

    private Outcome bounce(InboxItem item, ReadMail mail, Verdict verdict, Optional<Addressee> addressee) {
        boolean hard = verdict.action() == MailAction.HARD_BOUNCE;
        String kind = verdict.action().word() + ": " + verdict.reason();
        if (verdict.reason().equals(STILL_TRIED)) {
            return new Outcome(false, "ignored: it is still being delivered");
        }
        String email = addressee.map(Addressee::email).orElse(null);
        if (email == null) {
            return hard
                    ? new Outcome(
                            true, "It is a bounce of an address that is not in the register and carries no token.")
                    : new Outcome(false, "ignored " + kind + ", of an address that is not in the register");
        }
        boolean isNew = bounces.record(
                MailReplies.SOURCE, key(item, mail, email, hard), email, hard, verdict.reason(), item.receivedAt());
        return new Outcome(false, (isNew ? "entered " : "known before: ") + kind);
    }

    /** One message counts once for an address, however many warnings about it come before the end. */
    private static String key(InboxItem item, ReadMail mail, String email, boolean hard) {
        String message = mail.originalMessageId();
        String about = message == null ? item.eventKey() : message;
        return Hashes.hex(String.join("\n", List.of(about, email, String.valueOf(hard))));
    }
}
