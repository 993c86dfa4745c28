package fi.rekisterihub.mail;

import java.util.Comparator;
import java.util.List;

/** What a mail is, for each recipient that it speaks of. Never empty. */
public record MailVerdict(List<Verdict> recipients) {

    public MailVerdict {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("A verdict without recipients says nothing.");
        }
    }

    static MailVerdict of(Verdict verdict) {
        return new MailVerdict(List.of(verdict));
    }

    /** Of several recipients the one with the gravest news; the first of these. */
    public Verdict gravest() {
        return recipients.stream().min(Comparator.comparing(Verdict::action)).orElseThrow();
    }
}
