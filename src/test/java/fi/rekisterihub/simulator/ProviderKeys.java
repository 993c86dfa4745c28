package fi.rekisterihub.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a call may be believed, worked out anew from what came over the line. */
final class ProviderKeys {

    private static final Pattern AMAZON = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

    private ProviderKeys() {}

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static boolean creamailer(ProviderCall call, String token, String secret) {
        String second = call.header("X-Request-Timestamp");
        return call.carries("X-Access-Token", token)
                && second.matches("\\d{10}")
                && isNow(Instant.ofEpochSecond(Long.parseLong(second)))
                && call.carries(
                        "X-Request-Signature",
                        hex(hmac(
                                secret.getBytes(StandardCharsets.UTF_8),
                                call.request().getAbsoluteUrl() + call.request().getBodyAsString() + second)));
    }

    static boolean liana(ProviderCall call, String realm, String user, String key) {
        String date = call.header("Date");
        String body = call.request().getBodyAsString();
        String digest = hex(digest("MD5", body));
        String signed = String.join(
                "\n",
                call.request().getMethod().value(),
                digest,
                "application/json",
                date,
                body,
                // The simulator lies below a path of its own, which the client takes for the vendor's.
                call.request().getUrl());
        return !date.isEmpty()
                && isNow(OffsetDateTime.parse(date).toInstant())
                && call.carries("Content-Type", "application/json")
                && call.carries("Content-MD5", digest)
                && call.carries(
                        "Authorization",
                        "%s %s:%s".formatted(realm, user, hex(hmac(key.getBytes(StandardCharsets.UTF_8), signed))));
    }

    static boolean amazon(ProviderCall call, String user, String key, String region, String service) {
        Matcher told = AMAZON.matcher(call.header("Authorization"));
        String time = call.header("X-Amz-Date");
        if (!told.matches()
                || !told.group(1).equals(user)
                || !time.startsWith(told.group(2))
                || !told.group(3).equals(region)
                || !told.group(4).equals(service)
                || !told.group(5).equals("host;x-amz-date")) {
            return false;
        }
        URI url = URI.create(call.request().getAbsoluteUrl());
        String request = call.request().getMethod().value() + "\n"
                + url.getRawPath().replace("%", "%25").replace("@", "%40") + "\n"
                + (url.getRawQuery() == null ? "" : url.getRawQuery()) + "\n"
                + "host:" + call.header("Host") + "\n"
                + "x-amz-date:" + time + "\n\nhost;x-amz-date\n"
                + hex(digest("SHA-256", call.request().getBodyAsString()));
        String scope = "%s/%s/%s/aws4_request".formatted(told.group(2), region, service);
        byte[] signing = hmac(
                hmac(hmac(hmac(("AWS4" + key).getBytes(StandardCharsets.UTF_8), told.group(2)), region), service),
                "aws4_request");
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(digest("SHA-256", request));
        return hex(hmac(signing, toSign)).equals(told.group(6));
    }

    private static boolean isNow(Instant at) {
        return Duration.between(at, Instant.now()).abs().compareTo(Duration.ofMinutes(5)) < 0;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
