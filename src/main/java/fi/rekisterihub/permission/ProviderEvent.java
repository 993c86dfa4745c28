package fi.rekisterihub.permission;

import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.mapping.PermissionAction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of a provider, read by its mapping table.
 *
 * @param key what makes it one event; the provider's own words may hold an address, so only their hash is in it
 * @param list the provider's id of the list or group that it is about
 * @param topic our name of the newsletter that it is about
 * @param evidence where it came from, without personal data
 */
record ProviderEvent(
        String provider,
        String key,
        PermissionAction action,
        @Nullable String email,
        @Nullable String reason,
        @Nullable String list,
        @Nullable String topic,
        Map<String, Object> evidence,
        Instant at) {

    static ProviderEvent of(InboxItem item, Mapping mapping, Observation seen) {
        Map<String, @Nullable String> values = seen.values();
        String at = values.get("at");
        String key = item.source() + ':' + Hashes.hex(seen.key());
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("inbox", item.id());
        evidence.put("mapping", mapping.feed() + "@" + mapping.version());
        for (String name : new String[] {"action", "reason", "list"}) {
            String value = values.get(name);
            if (value != null) {
                evidence.put(name, value);
            }
        }
        return new ProviderEvent(
                item.source(),
                // Without a time of its own the same words may be said again, and mean it again. A list that is asked
                // for
                // says the same each time, and means it once.
                at == null && mapping.hook().isPresent() ? key + ':' + item.id() : key,
                PermissionAction.of(values.get("action")),
                values.get("email"),
                values.get("reason"),
                values.get("list"),
                values.get("topic"),
                evidence,
                EventTime.of(at, item.receivedAt()));
    }
}
