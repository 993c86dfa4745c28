package fi.rekisterihub.mail;

import org.jspecify.annotations.Nullable;

/**
 * What a mail says of one recipient.
 *
 * @param reason one word of a closed list, such as {@code user-unknown}; for a person's words what was found in them
 * @param recipient the address of the message that this answers, where the mail names it: a claim until it is compared
 * @param confidence from 0 to 1
 */
public record Verdict(
        MailAction action, String reason, @Nullable String recipient, double confidence) {

    static Verdict of(MailAction action, String reason, double confidence) {
        return new Verdict(action, reason, null, confidence);
    }

    Verdict about(@Nullable String address) {
        return new Verdict(action, reason, address, confidence);
    }
}
