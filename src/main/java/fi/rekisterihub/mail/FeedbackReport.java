package fi.rekisterihub.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Complaint reports (RFC 5965), and those that Hotmail sends in a form of its own. */
final class FeedbackReport {

    private FeedbackReport() {}

    static Optional<MailVerdict> read(ReadMail mail) {
        for (MailPart part : mail.parts()) {
            if (part.is("message/feedback-report")) {
                Headers fields = new Headers();
                HeaderLines.into(fields, part.text());
                return Optional.of(of(fields, mail));
            }
        }
        boolean hotmail = mail.original().has("x-hmxmroriginalrecipient")
                || mail.subject().toLowerCase(Locale.ROOT).startsWith("complaint about message from ")
                        && !mail.original().isEmpty();
        if (hotmail || mail.contentType().contains("feedback-report")) {
            return Optional.of(about(mail, Verdict.of(MailAction.COMPLAINT, "abuse", 0.9)));
        }
        return Optional.empty();
    }

    private static MailVerdict of(Headers fields, ReadMail mail) {
        String type = fields.word("feedback-type");
        Verdict verdict =
                switch (type) {
                    case "opt-out", "opt-out-list" -> Verdict.of(MailAction.OPT_OUT, "feedback-opt-out", 0.95);
                    case "not-spam" -> Verdict.of(MailAction.OTHER, "not-spam", 0.95);
                    // A machine tells of a failed check; nobody complained.
                    case "auth-failure", "dmarc" -> Verdict.of(MailAction.OTHER, "authentication-report", 0.9);
                    case "fraud", "virus" -> Verdict.of(MailAction.COMPLAINT, type, 0.95);
                    default -> Verdict.of(MailAction.COMPLAINT, "abuse", type.isEmpty() ? 0.8 : 0.98);
                };
        List<String> named = Addresses.in(fields, "original-rcpt-to", "removal-recipient");
        return named.isEmpty()
                ? about(mail, verdict)
                : new MailVerdict(named.stream().map(verdict::about).toList());
    }

    /** Reports often hide whom they are about; then the message inside may still say. */
    private static MailVerdict about(ReadMail mail, Verdict verdict) {
        List<String> recipients = mail.originalRecipients();
        return MailVerdict.of(verdict.about(recipients.size() == 1 ? recipients.get(0) : null));
    }
}
