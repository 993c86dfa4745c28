package fi.rekisterihub.permission;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A provider with a clock that is up to a day wrong, a memory that may lose what it was told, and a hook that tells
 * everything; that of some also what the provider was just told.
 */
final class SimulatedProvider {

    final String id;
    final List<Hook> hooks = new ArrayList<>();
    final Map<Long, List<Long>> positions = new HashMap<>();
    private final Set<String> clicked = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private final Chance chance;
    private final Duration slow;
    private final boolean echoes;
    private int number;

    /**
     * One call of its hook.
     *
     * @param event what it tells, also when it is told again
     */
    record Hook(String key, String event, String body) {}

    SimulatedProvider(String id, Chance chance) {
        this.id = id;
        this.chance = chance;
        this.slow = Duration.ofMinutes(chance.below(2 * 24 * 60) - 24 * 60);
        this.echoes = chance.oneIn(3);
    }

    boolean keepsSilent(String email) {
        return clicked.contains(email) || asked.contains(email);
    }

    /**
     * Somebody clicks in one of its messages.
     *
     * @return the event that it tells
     */
    String clicked(String email) {
        clicked.add(email);
        return tell("unsubscribe", email);
    }

    /** The hub asks for it; doing it twice is doing it once, but the hook may tell it again. */
    void suppress(String email) {
        asked.add(email);
        if (echoes && chance.below(10) < 7) {
            tell("unsubscribe", email);
        }
    }

    /** It is restored from an old copy, or somebody takes addresses off its list of silence: nobody is told. */
    void forget() {
        asked.removeIf(email -> chance.oneIn(2));
    }

    /** Somebody fills in its form, imports an address, or takes it off the list by hand. */
    void subscribe(String email) {
        clicked.remove(email);
        asked.remove(email);
        tell("list_addition", email);
    }

    private String tell(String event, String email) {
        String key = id + '-' + ++number;
        String body = """
                {"event": "%s", "email": "%s", "ts_epoch": %d, "message-id": "%s", "camp_id": 7}
                """.formatted(event, email, Instant.now().minus(slow).toEpochMilli(), key);
        int times = 1 + chance.below(8) / 6;
        for (int i = 0; i < times; i++) {
            // Sent again it is another call of the hook with the same event in it.
            hooks.add(new Hook(key + '/' + i, key, body));
        }
        return key;
    }
}
