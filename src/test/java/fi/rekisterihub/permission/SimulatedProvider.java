package fi.rekisterihub.permission;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A provider with a memory, a clock that is wrong, and a hook that tells everything, also what it was just told. */
final class SimulatedProvider {

    final String id;
    final Set<String> suppressed = new HashSet<>();
    final List<Hook> hooks = new ArrayList<>();
    final Map<Long, List<Long>> positions = new HashMap<>();
    private final Random random;
    private final Duration slow;
    private int number;

    /**
     * One call of its hook.
     *
     * @param event what it tells, also when it is told again
     */
    record Hook(String key, String event, String body) {}

    SimulatedProvider(String id, Random random) {
        this.id = id;
        this.random = random;
        this.slow = Duration.ofMinutes(random.nextInt(2 * 24 * 60) - 24 * 60);
    }

    /** Somebody clicks in one of its messages. */
    void clicked(String email) {
        suppressed.add(email);
        tell(email);
    }

    /** The hub asks for it; doing it twice is doing it once, but the hook may tell it again. */
    void suppress(String email) {
        suppressed.add(email);
        if (random.nextInt(10) < 7) {
            tell(email);
        }
    }

    private void tell(String email) {
        String key = id + '-' + ++number;
        String body = """
                {"event": "unsubscribe", "email": "%s", "ts_epoch": %d, "message-id": "%s", "camp_id": 7}
                """.formatted(email, Instant.now().minus(slow).toEpochMilli(), key);
        int times = 1 + random.nextInt(8) / 6;
        for (int i = 0; i < times; i++) {
            // Sent again it is another call of the hook with the same event in it.
            hooks.add(new Hook(key + '/' + i, key, body));
        }
    }

    /** The event that it told last. */
    String newest() {
        return id + '-' + number;
    }
}
