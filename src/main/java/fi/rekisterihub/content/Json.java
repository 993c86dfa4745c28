package fi.rekisterihub.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Small values as JSON text, and small answers read whole. */
public final class Json {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static String of(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of plain values cannot fail to be JSON.", e);
        }
    }

    /** @throws UnreadableDelivery when it is no JSON */
    public static JsonNode parse(byte[] page) {
        try {
            return MAPPER.readTree(page);
        } catch (JsonProcessingException e) {
            throw JsonWalk.noJson(e);
        } catch (IOException e) {
            throw new UnreadableDelivery("The answer cannot be read as JSON.", e);
        }
    }
}
