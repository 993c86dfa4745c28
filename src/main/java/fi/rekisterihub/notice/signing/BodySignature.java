package fi.rekisterihub.notice.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * The signature of OpenDSR: of the SHA-256 of a body, byte for byte as it goes over the line, in Base64. By RSA or ECDSA
 * (FIPS 186-4), whichever the key is made for.
 */
public final class BodySignature {

    /** Who signed, when a processor did; by the word of the specification. */
    public static final String PROCESSOR_HEADER = "X-OpenDSR-Processor-Domain";
    /** Who signed, when a controller did; ours, since the specification leaves that to the parties. */
    public static final String CONTROLLER_HEADER = "X-OpenDSR-Controller-Domain";

    public static final String HEADER = "X-OpenDSR-Signature";

    private static final int LONGEST = 4_096;

    /** Every notice is signed, and Java's own ECDSA takes six times as long. */
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private BodySignature() {}

    /** What is signed where a call has no body: its method and the id of the request that it is about. */
    public static byte[] bodyless(String method, String requestId) {
        return "%s %s".formatted(method, requestId).getBytes(StandardCharsets.UTF_8);
    }

    static String sign(PrivateKey key, byte[] body) {
        try {
            String algorithm = algorithm(key.getAlgorithm());
            Signature signing = key.getAlgorithm().equals("EC")
                    ? Signature.getInstance(algorithm, BOUNCY_CASTLE)
                    : Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(body);
            return Base64.getEncoder().encodeToString(signing.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of the hub cannot sign; look at hub.opendsr.key.", e);
        }
    }

    /** Whether this key has signed this body; false for whatever is no signature at all. */
    public static boolean verifies(PublicKey key, byte[] body, @Nullable String signature) {
        if (signature == null || signature.length() > LONGEST) {
            return false;
        }
        try {
            // Long ones are shown folded.
            byte[] bytes = Base64.getDecoder().decode(signature.replaceAll("\\s+", ""));
            Signature check = Signature.getInstance(algorithm(key.getAlgorithm()));
            check.initVerify(key);
            check.update(body);
            return check.verify(bytes);
        } catch (IllegalArgumentException | SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "This Java cannot verify a signature by %s.".formatted(key.getAlgorithm()), e);
        }
    }

    /** SHA-256 in hex. */
    public static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }

    /** @throws IllegalArgumentException for a kind of key that OpenDSR does not sign with */
    static String algorithm(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default ->
                throw new IllegalArgumentException(
                        "A key for %s cannot sign notices; take one for RSA or EC.".formatted(keyAlgorithm));
        };
    }
}
