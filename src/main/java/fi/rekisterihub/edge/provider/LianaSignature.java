package fi.rekisterihub.edge.provider;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** LianaMailer: six lines under HMAC-SHA256, told as {@code <realm> <user>:<hex>}. */
final class LianaSignature {

    private static final String JSON = "application/json";
    private static final ZoneId FINLAND = ZoneId.of("Europe/Helsinki");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private LianaSignature() {}

    static Map<String, String> headers(SignedCall call, CallKeys keys, Instant at) {
        String date = DATE.format(at.truncatedTo(ChronoUnit.SECONDS).atZone(FINLAND));
        String digest = Digests.hex("MD5", call.body());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-MD5", digest);
        headers.put("Date", date);
        headers.put(
                "Authorization",
                "%s %s:%s".formatted(keys.scope(), keys.user(), signature(call, keys.key(), digest, date)));
        return headers;
    }

    static String signature(SignedCall call, String key, String digest, String date) {
        return Digests.hmacHex(
                key, String.join("\n", call.method(), digest, JSON, date, call.text(), call.pathAndQuery()));
    }
}
