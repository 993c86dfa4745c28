package fi.rekisterihub.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.match.FieldEvidence;
import fi.rekisterihub.match.FieldType;
import java.util.List;

/** Evidence as it is kept: field, level and bits, never a value. */
final class EvidenceJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Kept>> LIST = new TypeReference<>() {};

    private EvidenceJson() {}

    private record Kept(String field, int level, double bits) {}

    static String write(List<FieldEvidence> evidence) {
        try {
            return JSON.writeValueAsString(evidence.stream()
                    .map(one -> new Kept(one.type().word(), one.level(), Math.round(one.bits() * 100) / 100.0))
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A list of numbers and words cannot fail to be JSON.", e);
        }
    }

    static List<FieldEvidence> read(String json) {
        try {
            return JSON.readValue(json, LIST).stream()
                    .map(kept -> new FieldEvidence(FieldType.of(kept.field()).orElseThrow(), kept.level(), kept.bits()))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The evidence of a pair is not what it was written as.", e);
        }
    }
}
