package fi.rekisterihub.edge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Keeps a program from filling the desk with requests: so many an hour from one address, and from all. In memory and on each node
 * by itself, so that no address of anybody is kept; who is turned away is told how else to ask.
 */
@Component
final class RightsThrottle {

    static final int OF_ONE_ADDRESS = 10;
    static final int OF_ALL = 300;
    private static final Duration WITHIN = Duration.ofHours(1);

    private final Map<String, Deque<Instant>> ofAddresses = new HashMap<>();
    private final Deque<Instant> all = new ArrayDeque<>();
    private final Clock clock;

    RightsThrottle() {
        this(Clock.systemUTC());
    }

    RightsThrottle(Clock clock) {
        this.clock = clock;
    }

    /** Whether one more may come now; it counts when it may. */
    synchronized boolean lets(String address) {
        Instant now = clock.instant();
        forget(all, now);
        ofAddresses.values().removeIf(times -> {
            forget(times, now);
            return times.isEmpty();
        });
        Deque<Instant> theirs = ofAddresses.computeIfAbsent(address, first -> new ArrayDeque<>());
        if (theirs.size() >= OF_ONE_ADDRESS || all.size() >= OF_ALL) {
            return false;
        }
        theirs.add(now);
        all.add(now);
        return true;
    }

    private static void forget(Deque<Instant> times, Instant now) {
        while (!times.isEmpty() && times.peek().isBefore(now.minus(WITHIN))) {
            times.remove();
        }
    }
}
