package fi.rekisterihub.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Of whom an entry speaks: {@code entity:17}, {@code recipient:asiakastieto}, or a keyed hash such as {@code email:…}. */
final class Subjects {

    private static final String ENTITY = "entity:";
    private static final String RECIPIENT = "recipient:";

    private Subjects() {}

    static String entity(long id) {
        return ENTITY + id;
    }

    static String recipient(String id) {
        return RECIPIENT + id;
    }

    static Set<String> of(@Nullable Long entityId, @Nullable String recipient, Iterable<String> keys) {
        Set<String> all = new TreeSet<>();
        if (entityId != null) {
            all.add(entity(entityId));
        }
        if (recipient != null) {
            all.add(recipient(recipient));
        }
        keys.forEach(all::add);
        return all;
    }

    static Set<String> of(JsonNode entry) {
        Set<String> all = new TreeSet<>();
        if (entry.has("entity")) {
            all.add(entity(entry.get("entity").longValue()));
        }
        if (entry.has("recipient")) {
            all.add(recipient(entry.get("recipient").textValue()));
        }
        entry.path("keys").forEach(key -> all.add(key.textValue()));
        return all;
    }

    static byte[] tag(Hash hash, String subject) {
        return hash.of(subject.getBytes(StandardCharsets.UTF_8));
    }
}
