package fi.rekisterihub.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Payloads as they lie in the database. Its own mapper, so that a setting for the web does not change evidence. */
final class PayloadJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonStringEncoder ESCAPES = JsonStringEncoder.getInstance();
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    private PayloadJson() {}

    static String write(Map<String, ?> payload) {
        StringBuilder json = new StringBuilder(128);
        if (!writeTexts(payload, json)) {
            return byTheLibrary(payload);
        }
        return json.toString();
    }

    /** Objects and texts, of which the payloads of changes are made, a million a run. False when there is anything else. */
    private static boolean writeTexts(Map<?, ?> object, StringBuilder json) {
        char before = '{';
        for (Map.Entry<?, ?> field : object.entrySet()) {
            json.append(before);
            before = ',';
            text(String.valueOf(field.getKey()), json);
            json.append(':');
            Object value = field.getValue();
            if (value == null) {
                json.append("null");
            } else if (value instanceof String text) {
                text(text, json);
            } else if (!(value instanceof Map<?, ?> inner) || !writeTexts(inner, json)) {
                return false;
            }
        }
        json.append(before == '{' ? "{}" : "}");
        return true;
    }

    private static void text(String text, StringBuilder json) {
        json.append('"');
        ESCAPES.quoteAsString(text, json);
        json.append('"');
    }

    private static String byTheLibrary(Map<String, ?> payload) {
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
