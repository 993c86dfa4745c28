package fi.rekisterihub.subject;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a request.
 *
 * @param ground a word of the closed lists
 * @param detail ids, field names and counts
 * @param note what somebody wrote about it; null when nobody did, or when it went with the person
 */
public record RequestEvent(
        long id,
        Instant at,
        Happening what,
        @Nullable String ground,
        @Nullable String detail,
        String who,
        @Nullable String note) {}
