package fi.rekisterihub.edge.provider;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests in the forms that providers want them. */
final class Digests {

    private static final String HMAC = "HmacSHA256";

    private Digests() {}

    static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no %s, which every Java must have.".formatted(algorithm), e);
        }
    }

    static byte[] hmac(byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "A call cannot be signed: look whether the provider's key is set below hub.providers.", e);
        }
    }

    static String hmacHex(String key, String content) {
        return HexFormat.of().formatHex(hmac(key.getBytes(StandardCharsets.UTF_8), content));
    }
}
