package fi.rekisterihub.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Payloads as they lie in the database. Its own mapper, so that a setting for the web does not change evidence. */
final class PayloadJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    private PayloadJson() {}

    static String write(Map<String, ?> payload) {
        try {
            return JSON.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            // Without its cause: Jackson may quote the value that it could not write.
            throw new IllegalArgumentException(
                    "A notice payload holds something that is no JSON; its fields are %s.".formatted(payload.keySet()));
        }
    }

    static Map<String, Object> read(String json) {
        try {
            return JSON.readValue(json, FIELDS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored notice payload is no JSON object.");
        }
    }
}
