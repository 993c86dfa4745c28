package fi.rekisterihub.notice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One notice to one recipient, without what it says.
 *
 * @param kind rectified, erased, restricted, restriction-lifted, objected or opt-out
 * @param cause {@code change-set:<id>} or {@code permission-event:<id>}
 * @param status new, claimed, sent, confirmed, dead or refused
 * @param nextAt the next attempt, for those that wait
 * @param confirmedAt when the recipient said what became of it, or when a provider was first seen to keep it
 * @param checkedAt when the provider was last seen to keep it
 * @param driftedAt when it was last found not to
 * @param repairs how often it was told again for that
 * @param origin whether nobody was told: the recipient said so itself, and is looked at
 * @param answer what it said last: pending, in-progress, completed or cancelled
 * @param answerReason why it does not do it, in its own words
 * @param promisedAt when it expects to have done it
 * @param remindedAt when it was reminded
 */
public record DeliveryView(
        UUID id,
        UUID noticeId,
        String registerId,
        String kind,
        @Nullable Long entityId,
        String cause,
        String recipient,
        String route,
        String status,
        int attempts,
        Instant nextAt,
        @Nullable String lastError,
        @Nullable String receipt,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant checkedAt,
        @Nullable Instant driftedAt,
        int repairs,
        boolean origin,
        @Nullable String answer,
        @Nullable String answerReason,
        @Nullable Instant answeredAt,
        @Nullable Instant promisedAt,
        @Nullable Instant remindedAt) {

    /** Whether the recipient has it. */
    public boolean arrived() {
        return status.equals("sent") || status.equals("confirmed");
    }

    /** Said there, and neither told nor seen by us. */
    public boolean saidThere() {
        return origin && status.equals("sent") && sentAt == null;
    }

    public boolean dead() {
        return status.equals("dead");
    }
}
