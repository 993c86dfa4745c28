package fi.rekisterihub.edge.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** Amazon's signature version 4, over host and time. */
final class AmazonSignature {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SIGNED = "host;x-amz-date";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);

    private AmazonSignature() {}

    static Map<String, String> headers(SignedCall call, CallKeys keys, Instant at) {
        String time = TIME.format(at);
        String scope = "%s/%s/aws4_request".formatted(DAY.format(at), keys.scope());
        String toSign = String.join(
                "\n",
                ALGORITHM,
                time,
                scope,
                Digests.hex("SHA-256", canonical(call, time).getBytes(StandardCharsets.UTF_8)));
        String signature = HexFormat.of().formatHex(Digests.hmac(signingKey(keys, scope), toSign));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Amz-Date", time);
        headers.put(
                "Authorization",
                "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(ALGORITHM, keys.user(), scope, SIGNED, signature));
        return headers;
    }

    private static String canonical(SignedCall call, String time) {
        return String.join(
                "\n",
                call.method(),
                canonicalPath(call.url()),
                canonicalQuery(call.url()),
                "host:" + call.host(),
                "x-amz-date:" + time,
                "",
                SIGNED,
                Digests.hex("SHA-256", call.body()));
    }

    /** Encoded once more than it is sent: every service but the file store wants it so. */
    private static String canonicalPath(URI url) {
        String path = url.getRawPath();
        return path.isEmpty()
                ? "/"
                : Arrays.stream(path.split("/", -1))
                        .map(part -> UriUtils.encode(part, StandardCharsets.UTF_8))
                        .collect(Collectors.joining("/"));
    }

    private static String canonicalQuery(URI url) {
        return url.getRawQuery() == null
                ? ""
                : Arrays.stream(url.getRawQuery().split("&"))
                        .map(pair -> pair.contains("=") ? pair : pair + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
    }

    private static byte[] signingKey(CallKeys keys, String scope) {
        byte[] key = ("AWS4" + keys.key()).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = Digests.hmac(key, part);
        }
        return key;
    }
}
