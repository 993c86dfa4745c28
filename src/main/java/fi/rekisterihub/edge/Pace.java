package fi.rekisterihub.edge;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many deliveries of a route are claimed at a time: about as many as go out within a second. Then a quick recipient
 * seldom waits for a claim, and what is sent to a slow one is not much older than its claim, so that a restriction of the
 * meantime is heeded.
 */
final class Pace {

    private static final int BEGINNING = 40;
    /** As many as are sent at the same time. */
    private static final int FEWEST = 10;

    private static final Duration QUICK = Duration.ofMillis(500);
    private static final Duration SLOW = Duration.ofSeconds(4);

    private final LongSupplier nanos;
    private int size = BEGINNING;
    private int claimed;
    private long since;

    Pace() {
        this(System::nanoTime);
    }

    Pace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * All that was claimed before is sent, failed or given back.
     *
     * @param most the most that the route wants
     */
    int next(int most) {
        if (claimed > 0) {
            adapt(Duration.ofNanos(nanos.getAsLong() - since));
        }
        since = nanos.getAsLong();
        claimed = 0;
        size = Math.min(size, most);
        return size;
    }

    void claimed(int number) {
        claimed = number;
    }

    private void adapt(Duration took) {
        if (claimed == size && took.compareTo(QUICK) < 0) {
            size *= 2;
        } else if (took.compareTo(SLOW) > 0) {
            size = Math.max(FEWEST, size / 2);
        }
    }
}
