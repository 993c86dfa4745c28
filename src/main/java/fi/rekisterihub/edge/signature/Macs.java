package fi.rekisterihub.edge.signature;

import fi.rekisterihub.mapping.SignatureRule.Encoding;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA256, and comparing what is shown with what it should be. */
final class Macs {

    private static final String HMAC = "HmacSHA256";

    private Macs() {}

    static byte[] of(String secret, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes(secret), HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA256, which every Java must have.", e);
        }
    }

    /** Whether any of the secrets makes the signature; looks at all of them, whichever it is. */
    static boolean anyMakes(Collection<String> secrets, byte @Nullable [] signature, byte[]... parts) {
        boolean fits = false;
        for (String secret : secrets) {
            fits |= signature != null && MessageDigest.isEqual(of(secret, parts), signature);
        }
        return fits;
    }

    /** Null when it is not written so. */
    static byte @Nullable [] decoded(String text, Encoding encoding) {
        try {
            return encoding == Encoding.HEX
                    ? HexFormat.of().parseHex(text.strip())
                    : Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException noSuchText) {
            return null;
        }
    }

    /** Whether it was signed not too long before or after the call, by a clock that may differ; seconds since 1970. */
    static boolean isOf(String seconds, Instant call, Duration tolerance) {
        return seconds.matches("\\d{9,12}") && near(Long.parseLong(seconds) * 1000, call, tolerance);
    }

    static boolean near(long millis, Instant call, Duration tolerance) {
        try {
            return Duration.between(Instant.ofEpochMilli(millis), call).abs().compareTo(tolerance) <= 0;
        } catch (DateTimeException | ArithmeticException noTime) {
            return false;
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
