package fi.rekisterihub.edge.opendsr;

import fi.rekisterihub.notice.PublicAddress;
import fi.rekisterihub.notice.signing.HubKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells others what the hub understands and by which certificate its signatures are verified. */
@RestController
class DiscoveryController {

    private static final String CERTIFICATE = "/opendsr/certificate.pem";
    private static final MediaType PEM = MediaType.parseMediaType("application/x-pem-file");

    private final HubKey key;
    private final PublicAddress address;
    private final SignedAnswers answers;

    DiscoveryController(HubKey key, PublicAddress address, SignedAnswers answers) {
        this.key = key;
        this.address = address;
        this.answers = answers;
    }

    @GetMapping("/opendsr/discovery")
    ResponseEntity<byte[]> discover(HttpServletRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("api_version", RequestReader.API_VERSION);
        body.put(
                "supported_identities",
                List.of(
                        identity("controller_customer_id", "raw"),
                        identity("email", "raw"),
                        identity("email", "sha256")));
        body.put("supported_subject_request_types", RequestReader.TYPES);
        body.put("processor_certificate", address.of(CERTIFICATE).orElseGet(() -> request.getRequestURL()
                .toString()
                .replaceFirst("/opendsr/discovery$", CERTIFICATE)));
        return answers.of(HttpStatus.OK, body);
    }

    @GetMapping(CERTIFICATE)
    ResponseEntity<String> certificate() {
        return ResponseEntity.ok().contentType(PEM).body(key.certificatePem());
    }

    private static Map<String, String> identity(String type, String format) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("identity_type", type);
        identity.put("identity_format", format);
        return identity;
    }
}
