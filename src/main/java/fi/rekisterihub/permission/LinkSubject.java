package fi.rekisterihub.permission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what an unsubscribe link is about.
 *
 * @param email the address that the message went to: lets the link work after the person is erased; null in the short
 *     form of a mail address, which has no room for it
 * @param scope {@code *} for all direct marketing, or a topic
 * @param messageId the sender's id of the message or mailing; empty when it has none
 */
public record LinkSubject(
        String registerId, long personId, @Nullable String email, String scope, String messageId, Instant issued) {}
