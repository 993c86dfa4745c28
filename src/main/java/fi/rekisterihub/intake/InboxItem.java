package fi.rekisterihub.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that reached the hub, as it came, held by one worker.
 *
 * @param attempts how often it has been claimed, this time included
 * @param lease proof that the worker still holds it; every final write shows it
 */
public record InboxItem(
        long id,
        String source,
        String eventKey,
        @Nullable String contentType,
        Map<String, String> headers,
        byte[] body,
        Instant receivedAt,
        int attempts,
        UUID lease) {

    /** The body read as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Says which item, and nothing of what a person wrote in it. */
    @Override
    public String toString() {
        return "inbox item %d from %s".formatted(id, source);
    }
}
