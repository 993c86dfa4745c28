package fi.rekisterihub.notice;

import java.util.List;
import java.util.UUID;

/**
 * Deliveries that go out in one file, and so succeed or fail together.
 *
 * @param id the same at every attempt, so that a repeat writes the same file
 * @param lease the token without which no result is recorded
 * @param deliveries in order, never empty
 */
public record ClaimedBatch(UUID id, UUID lease, List<ClaimedDelivery> deliveries) {

    public ClaimedBatch {
        deliveries = List.copyOf(deliveries);
    }

    int attempts() {
        return deliveries.stream().mapToInt(ClaimedDelivery::attempts).max().orElse(0);
    }

    /** Without the payloads: this text may end in a log. */
    @Override
    public String toString() {
        return "batch %s of %d deliveries".formatted(id, deliveries.size());
    }
}
