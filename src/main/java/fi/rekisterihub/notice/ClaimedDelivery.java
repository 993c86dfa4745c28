package fi.rekisterihub.notice;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this worker alone may finish until its lease runs out.
 *
 * @param id the stable id that the recipient sees at every attempt
 * @param lease the token without which no result is recorded
 * @param noticeId the notice; several recipients share it
 * @param position grows with every delivery: the later of two about one entity has the higher one
 * @param attempts how many times it was claimed, this time included
 * @param noticedAt when the cause happened
 * @param reminder whether the recipient has it and has not answered
 * @param payload what is told; see {@code docs/processors.md}
 */
public record ClaimedDelivery(
        UUID id,
        UUID lease,
        UUID noticeId,
        String registerId,
        NoticeKind kind,
        @Nullable Long entityId,
        String recipient,
        String route,
        long position,
        int attempts,
        Instant noticedAt,
        boolean reminder,
        Map<String, Object> payload) {

    /** The same with what may be told of it by now. */
    ClaimedDelivery with(Map<String, Object> payload) {
        return new ClaimedDelivery(
                id,
                lease,
                noticeId,
                registerId,
                kind,
                entityId,
                recipient,
                route,
                position,
                attempts,
                noticedAt,
                reminder,
                payload);
    }

    /** Without the payload: this text may end in a log. */
    @Override
    public String toString() {
        return "delivery %s of notice %s to %s, attempt %d".formatted(id, noticeId, recipient, attempts);
    }
}
