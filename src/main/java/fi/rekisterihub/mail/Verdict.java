package fi.rekisterihub.mail;

import java.util.Arrays;
import java.util.Optional;
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

    /** What a steward is told of a mail that waits for one. */
    public String sentence() {
        return wish().map(WishReason::sentence).orElse("The mail names nobody: see whom it is about.");
    }

    /** The reason in words where it has any, else as a word. */
    public String told() {
        return wish().map(WishReason::sentence).orElse(reason);
    }

    /** Which other right than to object the person uses, where it is one. */
    public Optional<WishReason> otherRight() {
        return wish().filter(WishReason::isOtherRight);
    }

    private Optional<WishReason> wish() {
        return Arrays.stream(WishReason.values())
                .filter(wish -> wish.code().equals(reason))
                .findFirst();
    }

    static Verdict of(MailAction action, String reason, double confidence) {
        return new Verdict(action, reason, null, confidence);
    }

    Verdict about(@Nullable String address) {
        return new Verdict(action, reason, address, confidence);
    }
}
