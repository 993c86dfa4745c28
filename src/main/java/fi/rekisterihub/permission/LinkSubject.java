package fi.rekisterihub.permission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what an unsubscribe link is about.
 *
 * @param email the address that the message went to: lets the link work after the person is erased; null in the short
 *     form of a mail address, which has no room for it, and where the message went to no address
 * @param purpose what a click prohibits: {@code direct-marketing}, {@code research}
 * @param channel the channel that a click prohibits
 * @param scope {@code *} for everything in the purpose, or a topic
 * @param messageId the sender's id of the message or mailing; empty when it has none
 */
public record LinkSubject(
        String registerId,
        long personId,
        @Nullable String email,
        String purpose,
        String channel,
        String scope,
        String messageId,
        Instant issued) {

    /** A link in a marketing message by e-mail. */
    public LinkSubject(
            String registerId, long personId, @Nullable String email, String scope, String messageId, Instant issued) {
        this(registerId, personId, email, PermissionAct.DIRECT_MARKETING, "email", scope, messageId, issued);
    }

    /** What a click on the link itself prohibits. */
    Wish wish() {
        return new Wish(purpose, channel, scope);
    }
}
