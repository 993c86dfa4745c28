package fi.rekisterihub.permission;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One click on a link.
 *
 * @param text the token; under it, one a line, what was chosen on the page, when it is not simply what the link is about
 * @param how in which way it came
 */
record Click(String text, LinkSubject subject, Map<String, String> how) {

    /** The source of all acts by link, and of what the inbox keeps of them. */
    static final String SOURCE = "link";

    static final String CONTENT_TYPE = "text/plain";
    static final String OUTCOME = "opt-out by link";

    private static final String WAY = "Way";

    static Click of(String text, LinkSubject subject, LinkWay way, @Nullable String userAgent) {
        Map<String, String> how = new HashMap<>(Map.of(WAY, way.word()));
        if (userAgent != null) {
            how.put("User-Agent", userAgent);
        }
        return new Click(text, subject, how);
    }

    /** @param standing how it stood with those of whom the link speaks, before it */
    String eventKey(String standing) {
        return Hashes.hex(text) + ':' + standing;
    }

    /** @param inboxId where it is kept as it came */
    PermissionAct act(String eventKey, Wish wish, long inboxId, Instant receivedAt) {
        return new PermissionAct(
                SOURCE + ':' + eventKey,
                subject.registerId(),
                wish.purpose(),
                wish.channel(),
                wish.scope(),
                Permission.PROHIBITED,
                SOURCE,
                true,
                Set.of(subject.personId()),
                subject.email(),
                null,
                Map.of(
                        "inbox",
                        inboxId,
                        "message",
                        subject.messageId(),
                        "way",
                        how.getOrDefault(WAY, LinkWay.OTHER.word())),
                receivedAt);
    }
}
