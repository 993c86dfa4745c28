package fi.rekisterihub.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** Reads the column {@code run.effects}: names and numbers. */
final class Effects {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Long>> NUMBERS = new TypeReference<>() {};

    private Effects() {}

    static Map<String, Long> read(String json) {
        try {
            return JSON.readValue(json, NUMBERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("run.effects holds something else than names and numbers.", e);
        }
    }
}
