package fi.rekisterihub.permission;

import fi.rekisterihub.mapping.HashScheme;
import fi.rekisterihub.permission.OptOutRow.HashedValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An opt-out list of addresses that comes again and again, each time with one more of somebody's, in plain words or as a hash,
 * or with one less.
 */
final class SimulatedList {

    private static final HashScheme SCHEME = HashScheme.parse("SHA-256|LOWER|UTF-8|");

    private final SimulatedWorld world;
    private final SimulatedHub hub;
    private final PermissionModel model;
    private final Map<String, String> keys = new HashMap<>();

    SimulatedList(SimulatedWorld world) {
        this.world = world;
        this.hub = world.hub;
        this.model = world.model;
    }

    void comes(int human) {
        String email = world.emailOf(human);
        if (model.isListed(email)) {
            leaves(email);
        } else {
            lists(email);
        }
    }

    /** Also under an address that nobody has yet, or has any more. */
    private void lists(String email) {
        String key = world.unique("entry");
        boolean hashed = world.chance.oneIn(2);
        world.deeds.atOnce("the list comes with " + email, () -> {
            Instant at = Instant.now();
            apply(List.of(row(key, hashed ? null : email, hashed ? hash(email) : null)), List.of());
            model.listed(email, at);
        });
        keys.put(email, key);
    }

    private void leaves(String email) {
        String key = String.valueOf(keys.remove(email));
        world.deeds.atOnce("the list comes without " + email, () -> {
            apply(List.of(), List.of(key));
            model.offTheList(email);
        });
    }

    private void apply(List<OptOutRow> rows, List<String> absent) {
        hub.transaction.executeWithoutResult(status -> hub.lists.apply(SimulatedHub.LIST, 1, rows, absent));
    }

    private static OptOutRow row(String key, @Nullable String email, @Nullable HashedValue hashed) {
        return new OptOutRow(key, "email", false, null, email, hashed, null, null, null, null, null);
    }

    private static HashedValue hash(String email) {
        return new HashedValue(SCHEME.text(), SCHEME.of(email).orElseThrow());
    }
}
