package fi.rekisterihub.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a source as it is sealed.
 *
 * @param keys keyed hashes and {@code entity:<id>} of others than {@code entityId} of whom it speaks
 * @param facts what else it says; nothing personal
 * @param outline the names of the fields that the contents tell
 * @param contents what is sealed by a salted hash only
 */
record SealedRow(
        Source source,
        long id,
        @Nullable String registerId,
        @Nullable Long entityId,
        @Nullable String recipient,
        List<String> keys,
        Instant at,
        String kind,
        String facts,
        List<String> outline,
        @Nullable String contents) {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** @param commitment what stands for the contents, when there are any */
    ObjectNode entry(@Nullable String commitment) {
        ObjectNode entry = CanonicalJson.object();
        entry.put("at", TIME.format(at));
        JsonNode said = CanonicalJson.read(facts);
        entry.set("facts", said);
        if (!outline.isEmpty()) {
            texts(entry, "fields", outline);
        }
        entry.put("id", id);
        entry.put("kind", kind);
        if (entityId != null) {
            entry.put("entity", entityId);
        }
        if (recipient != null) {
            entry.put("recipient", recipient);
        }
        if (registerId != null) {
            entry.put("register", registerId);
        }
        if (!keys.isEmpty()) {
            texts(entry, "keys", keys);
        }
        if (commitment != null) {
            entry.put("contents", commitment);
        }
        entry.put("source", source.word());
        return entry;
    }

    private static void texts(ObjectNode entry, String name, List<String> values) {
        ArrayNode texts = entry.putArray(name);
        values.forEach(texts::add);
    }
}
