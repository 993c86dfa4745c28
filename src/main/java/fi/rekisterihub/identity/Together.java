package fi.rekisterihub.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those who are one with an entity, and how that came about.
 *
 * @param head the oldest, by whose id all are known
 * @param parts all of them, the head first; one alone when it stands for itself
 * @param golden what holds of them together
 * @param events when one became or ceased to be a part, the newest first; of parts that are two again as well
 * @param words what people said of two of them, or of one of them and another, in force
 */
public record Together(
        long head, List<Long> parts, List<GoldenField> golden, List<Event> events, List<SaidPair> words) {

    public boolean alone() {
        return parts.size() == 1;
    }

    /** How this one became a part; null for the head, and for one that nobody joined. */
    public @Nullable Event joined(long part) {
        return events.stream()
                .filter(event -> event.partId() == part && event.joined())
                .findFirst()
                .orElse(null);
    }

    /**
     * One event.
     *
     * @param cause matched, decided or evidence-withdrawn
     * @param actor who decided; null when the evidence did
     */
    public record Event(
            long id,
            long partId,
            long headBefore,
            long headAfter,
            String cause,
            @Nullable String actor,
            Instant at) {

        public boolean joined() {
            return partId != headAfter;
        }
    }
}
