package fi.rekisterihub.intake;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One feed: how fresh it is and what it does next.
 *
 * @param lastDone when the last run over it was done, or its last fetch begun that ended well, whichever is later
 * @param nextAt when its route fetches next; null when nothing is scheduled
 * @param failures fetches that failed in a row
 * @param fetching whether a fetch is under way
 * @param off the setting that switches its route on, empty when it has none; null when the route is on
 * @param restReason why the last fetch ended early although nothing failed; it goes on at {@code nextAt}
 */
public record SourceView(
        String feed,
        @Nullable Instant lastDone,
        @Nullable Long lastRunId,
        @Nullable String lastStatus,
        @Nullable Instant nextAt,
        @Nullable Instant lastFetch,
        @Nullable String lastError,
        int failures,
        @Nullable String restReason,
        boolean fetching,
        @Nullable String off) {

    /** A fetch that should have begun so long ago is late. */
    static final Duration GRACE = Duration.ofMinutes(5);

    /** In words of a traffic light; the worst that is true. */
    public Freshness freshness() {
        if (off != null) {
            return Freshness.OFF;
        }
        if ("braked".equals(lastStatus)) {
            return Freshness.BRAKED;
        }
        if (failures > 0 || "failed".equals(lastStatus)) {
            return Freshness.FAILING;
        }
        boolean late = nextAt != null && nextAt.plus(GRACE).isBefore(Instant.now());
        if (fetching && (late || lastDone == null)) {
            return Freshness.FETCHING;
        }
        if (late) {
            return Freshness.LATE;
        }
        if (restReason != null) {
            return Freshness.RESTING;
        }
        return lastDone == null ? Freshness.NEVER : Freshness.FRESH;
    }

    public boolean scheduled() {
        return nextAt != null && off == null;
    }
}
