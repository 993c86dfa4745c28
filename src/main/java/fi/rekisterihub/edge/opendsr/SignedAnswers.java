package fi.rekisterihub.edge.opendsr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.notice.signing.BodySignature;
import fi.rekisterihub.notice.signing.HubKey;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers as a processor gives them: JSON, signed by the hub's key, and never kept by what lies between. */
@Component
class SignedAnswers {

    private final ObjectMapper json = new ObjectMapper();
    private final HubKey key;

    SignedAnswers(HubKey key) {
        this.key = key;
    }

    ResponseEntity<byte[]> of(HttpStatus status, Map<String, ?> body) {
        byte[] bytes = bytes(body);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(BodySignature.PROCESSOR_HEADER, key.domain())
                .header(BodySignature.HEADER, key.sign(bytes))
                .body(bytes);
    }

    /** @param message without anything of what was sent */
    ResponseEntity<byte[]> refused(HttpStatus status, String message) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(bytes(Map.of("error", Map.of("code", status.value(), "message", message))));
    }

    byte[] bytes(Map<String, ?> body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer of OpenDSR cannot be written.");
        }
    }
}
