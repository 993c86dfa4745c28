package fi.rekisterihub.edge.provider;

import java.time.Instant;
import java.util.Map;

/** Creamailer: HMAC-SHA256 over the whole address, the content and the second of the call. */
final class CreamailerSignature {

    private CreamailerSignature() {}

    static Map<String, String> headers(SignedCall call, CallKeys keys, Instant at) {
        String second = Long.toString(at.getEpochSecond());
        return Map.of(
                "X-Access-Token",
                keys.user(),
                "X-Request-Timestamp",
                second,
                "X-Request-Signature",
                Digests.hmacHex(keys.key(), call.url() + call.text() + second));
    }
}
