package fi.rekisterihub.edge;

import fi.rekisterihub.intake.Inbox;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes what providers call us with and keeps it. Not a Camel route on purpose: routes are swapped while the hub runs,
 * and a call that comes at that moment must not be lost (docs/decisions/0010).
 */
@RestController
class HookController {

    /** All that is kept of a call's headers. What they say is evidence; nothing is steered by them. */
    private static final List<String> KEPT_HEADERS =
            List.of("Content-Type", "User-Agent", "Date", "X-Mailchimp-Signature", "X-Request-Id");

    private static final int LONGEST_HEADER = 500;

    private final HookSettings settings;
    private final Inbox inbox;

    HookController(HookSettings settings, Inbox inbox) {
        this.settings = settings;
        this.inbox = inbox;
    }

    /** 200 when the call is kept in the database, also when it was kept before. */
    @PostMapping("/hooks/{provider}")
    ResponseEntity<Void> accept(@PathVariable("provider") String provider, HttpServletRequest request)
            throws IOException {
        HttpStatus refusal = refusal(provider, request);
        if (refusal != null) {
            return ResponseEntity.status(refusal).build();
        }
        int largest = Math.toIntExact(settings.hooks().largest().toBytes());
        if (request.getContentLengthLong() > largest) {
            return ResponseEntity.status(HttpStatus.PAYLOAD_TOO_LARGE).build();
        }
        byte[] body = request.getInputStream().readNBytes(largest + 1);
        if (body.length > largest) {
            return ResponseEntity.status(HttpStatus.PAYLOAD_TOO_LARGE).build();
        }
        inbox.accept(provider, sha256(body), request.getContentType(), keptHeaders(request), body);
        return ResponseEntity.ok().build();
    }

    /** Providers ask by GET or HEAD whether the address is there before they use it. */
    @GetMapping("/hooks/{provider}")
    ResponseEntity<Void> probe(@PathVariable("provider") String provider, HttpServletRequest request) {
        HttpStatus refusal = refusal(provider, request);
        return ResponseEntity.status(refusal == null ? HttpStatus.OK : refusal).build();
    }

    private @org.jspecify.annotations.Nullable HttpStatus refusal(String provider, HttpServletRequest request) {
        HookSettings.Provider known = settings.providers().get(provider);
        if (known == null || known.webhookSecret().isBlank()) {
            return HttpStatus.NOT_FOUND;
        }
        return HookSecret.shown(request, known) ? null : HttpStatus.UNAUTHORIZED;
    }

    private static Map<String, String> keptHeaders(HttpServletRequest request) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : KEPT_HEADERS) {
            String value = request.getHeader(name);
            if (value != null) {
                kept.put(name, value.length() > LONGEST_HEADER ? value.substring(0, LONGEST_HEADER) : value);
            }
        }
        return kept;
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}
