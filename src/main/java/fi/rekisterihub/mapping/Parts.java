package fi.rekisterihub.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a table reads, and what in a record of theirs are its own records.
 *
 * @param feed the feed that is delivered; another's when one answer of a source speaks of several kinds of things
 * @param each gives the records of this table that one delivered record holds; null when it is one itself
 */
record Parts(String feed, @Nullable Expression each) {

    /** The fields of a delivered record that its parts are made of; empty when it is one itself. */
    Set<String> fields() {
        return each == null ? Set.of() : each.fields();
    }

    /** @throws BadRecord when the delivered record cannot be taken apart */
    @SuppressWarnings("unchecked") // JSON objects have texts for keys
    List<Map<String, Object>> of(Map<String, ?> record) {
        if (each == null) {
            return List.of((Map<String, Object>) record);
        }
        Object found;
        try {
            found = each.value(record);
        } catch (BadRecord bad) {
            throw new BadRecord("each", bad.reason());
        } catch (RuntimeException e) {
            // The language's own message may quote the value, so it is not passed on.
            throw new BadRecord("each", "The expression '%s' cannot be worked out for this record.".formatted(each));
        }
        if (found == null || found == Expression.MISSING) {
            return List.of();
        }
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Object part : found instanceof List<?> many ? many : List.of(found)) {
            if (!(part instanceof Map)) {
                throw new BadRecord("each", "The expression '%s' gives something that is no object.".formatted(each));
            }
            parts.add((Map<String, Object>) part);
        }
        return parts;
    }
}
