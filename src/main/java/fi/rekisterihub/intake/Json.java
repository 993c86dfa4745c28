package fi.rekisterihub.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/** Small values as JSON text for jsonb columns. */
final class Json {

    private Json() {}

    static String of(@Nullable Object value) {
        try {
            return JsonRecords.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of plain values cannot fail to be JSON.", e);
        }
    }
}
