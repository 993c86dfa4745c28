package fi.rekisterihub.edge;

import fi.rekisterihub.edge.signature.HookRequest;
import fi.rekisterihub.edge.signature.Signatures;
import fi.rekisterihub.edge.signature.Verdict;
import fi.rekisterihub.edge.signature.Verdict.Genuine;
import fi.rekisterihub.edge.signature.Verdict.Refused;
import fi.rekisterihub.edge.signature.Verdict.Unsure;
import fi.rekisterihub.edge.signature.Verdict.Why;
import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.mapping.HookRule;
import fi.rekisterihub.mapping.SignatureRule.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes what providers call us with and keeps it. Not a Camel route on purpose: routes are swapped while the hub runs,
 * and a call that comes at that moment must not be lost (docs/decisions/0010).
 *
 * <p>What is surely the provider's is kept and answered 200, readable or not: a provider that is refused may never say it
 * again, and a person can look at what is kept. What is not surely the provider's is not kept.
 */
@RestController
class HookController {

    /** All that is kept of a call's headers, with those of its signature. They are evidence; nothing is steered by them. */
    private static final List<String> KEPT_HEADERS = List.of("Content-Type", "User-Agent", "Date", "X-Request-Id");

    private static final int LONGEST_HEADER = 500;
    private static final String AGAIN_AFTER_SECONDS = "60";

    private final HookSettings settings;
    private final HookRules rules;
    private final HookMeter meter;
    private final Inbox inbox;

    HookController(HookSettings settings, HookRules rules, HookMeter meter, Inbox inbox) {
        this.settings = settings;
        this.rules = rules;
        this.meter = meter;
        this.inbox = inbox;
    }

    /** 200 when the call is kept in the database, also when it was kept before. */
    @PostMapping("/hooks/{provider}")
    ResponseEntity<Void> accept(@PathVariable("provider") String provider, HttpServletRequest request) {
        HookSettings.Provider known = settings.providers().get(provider);
        if (known == null || !known.isOpen()) {
            return status(HttpStatus.NOT_FOUND);
        }
        int largest = Math.toIntExact(settings.hooks().largest().toBytes());
        if (request.getContentLengthLong() > largest) {
            return tooLarge(provider);
        }
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(largest + 1);
        } catch (IOException cutOff) {
            return status(HttpStatus.BAD_REQUEST);
        }
        if (body.length > largest) {
            return tooLarge(provider);
        }
        Optional<HookRule> rule = rules.of(provider, known);
        return rule.isEmpty()
                ? later(provider, "its mapping table is wrong, and says how a call is checked.")
                : judged(provider, known, rule.get(), request, body);
    }

    /** Providers ask by GET or HEAD whether the address is there before they use it. */
    @GetMapping("/hooks/{provider}")
    ResponseEntity<Void> probe(@PathVariable("provider") String provider, HttpServletRequest request) {
        HookSettings.Provider known = settings.providers().get(provider);
        if (known == null || !known.isOpen()) {
            return status(HttpStatus.NOT_FOUND);
        }
        Optional<HookRule> rule = rules.of(provider, known);
        if (rule.isPresent() && !(rule.get().signature() instanceof Secret)) {
            // Nobody signs a question without a body.
            return status(HttpStatus.OK);
        }
        boolean shown = rule.isPresent()
                && rules.signatures()
                                .judge(rule.get().signature(), call(provider, request, new byte[0]), known.secrets())
                        instanceof Genuine;
        return status(shown ? HttpStatus.OK : HttpStatus.UNAUTHORIZED);
    }

    private ResponseEntity<Void> judged(
            String provider, HookSettings.Provider known, HookRule rule, HttpServletRequest request, byte[] body) {
        Verdict verdict = rules.signatures().judge(rule.signature(), call(provider, request, body), known.secrets());
        if (verdict instanceof Unsure unsure) {
            return later(provider, unsure.why());
        }
        if (verdict instanceof Refused refused) {
            return refused(provider, refused.why());
        }
        Genuine genuine = (Genuine) verdict;
        URI confirm = genuine.confirm();
        if (confirm != null) {
            try {
                rules.amazon().get(confirm);
            } catch (IOException e) {
                return later(provider, "the subscription could not be confirmed at the address that it names.");
            }
        }
        return keep(provider, rule, genuine, request, body);
    }

    private ResponseEntity<Void> keep(
            String provider, HookRule rule, Genuine genuine, HttpServletRequest request, byte[] body) {
        String once = genuine.once();
        String key = once != null ? once : rule.keepsRepeats() ? sha256(body) + '@' + UUID.randomUUID() : sha256(body);
        boolean isNew = inbox.accept(provider, key, request.getContentType(), keptHeaders(request, rule), body);
        if (!isNew && !genuine.bodySigned() && !inbox.holds(provider, key, body)) {
            return refused(provider, Why.REPLAYED);
        }
        meter.kept(provider, !isNew);
        return status(HttpStatus.OK);
    }

    private ResponseEntity<Void> tooLarge(String provider) {
        meter.tooLarge(provider);
        return status(HttpStatus.PAYLOAD_TOO_LARGE);
    }

    private ResponseEntity<Void> refused(String provider, Why why) {
        meter.refused(provider, why);
        return status(why == Why.UNREADABLE ? HttpStatus.BAD_REQUEST : HttpStatus.UNAUTHORIZED);
    }

    /** A status after which every provider tries again; a refusal would be the last that is heard of the event. */
    private ResponseEntity<Void> later(String provider, String why) {
        meter.unsure(provider, why);
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS)
                .build();
    }

    private HookRequest call(String provider, HttpServletRequest request, byte[] body) {
        URI base = settings.publicUrl();
        String query = request.getQueryString();
        String address = (base == null ? request.getRequestURL().toString() : base + "/hooks/" + provider)
                + (query == null ? "" : "?" + query);
        return new HookRequest(
                request.getMethod(), address, query, request.getContentType(), request::getHeader, body, Instant.now());
    }

    private static Map<String, String> keptHeaders(HttpServletRequest request, HookRule rule) {
        Set<String> names = new LinkedHashSet<>(KEPT_HEADERS);
        names.addAll(Signatures.evidence(rule.signature()));
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : names) {
            String value = request.getHeader(name);
            if (value != null) {
                kept.put(name, value.length() > LONGEST_HEADER ? value.substring(0, LONGEST_HEADER) : value);
            }
        }
        return kept;
    }

    private static ResponseEntity<Void> status(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}
