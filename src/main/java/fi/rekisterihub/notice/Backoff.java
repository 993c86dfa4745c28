package fi.rekisterihub.notice;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after a failure: doubled each time up to a cap, and shaken by a tenth so that thousands of
 * deliveries that failed together do not come back together.
 */
final class Backoff {

    private static final double SHAKE = 0.1;

    private final NoticeSettings settings;
    private final RandomGenerator random;

    Backoff(NoticeSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * @param attempts attempts made so far, at least 1
     * @param retryAfter what the recipient asked for; honoured when longer than the own wait, never beyond the cap
     */
    Duration after(int attempts, @Nullable Duration retryAfter) {
        Duration own = shaken(doubled(attempts));
        if (retryAfter == null || retryAfter.compareTo(own) <= 0) {
            return own;
        }
        return retryAfter.compareTo(settings.longestDelay()) > 0 ? settings.longestDelay() : retryAfter;
    }

    private Duration doubled(int attempts) {
        Duration delay = settings.firstDelay();
        for (int i = 1; i < attempts && delay.compareTo(settings.longestDelay()) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(settings.longestDelay()) > 0 ? settings.longestDelay() : delay;
    }

    private Duration shaken(Duration delay) {
        double factor = 1 + SHAKE * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(delay.toMillis() * factor));
    }
}
