package fi.rekisterihub.evidence;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Ed25519 (RFC 8032) with keys as their 32 bytes, in hexadecimal. */
final class Signature {

    static final int LENGTH = 64;

    private static final String NAME = "Ed25519";
    /** RFC 8410: what stands before the 32 bytes in the usual forms. */
    private static final String BEFORE_PUBLIC = "302a300506032b6570032100";

    private static final String BEFORE_PRIVATE = "302e020100300506032b657004220420";

    private Signature() {}

    static String publicKey(byte[] seed) {
        return Hash.hex(
                new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded());
    }

    static byte[] sign(byte[] seed, byte[] message) {
        try {
            PrivateKey key = KeyFactory.getInstance(NAME)
                    .generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(BEFORE_PRIVATE + Hash.hex(seed))));
            java.security.Signature signing = java.security.Signature.getInstance(NAME);
            signing.initSign(key);
            signing.update(message);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot sign with Ed25519, which every Java from 15 on can.", e);
        }
    }

    /** False also for a key that is none. */
    static boolean holds(String publicKey, byte[] message, byte[] signature) {
        try {
            PublicKey key = KeyFactory.getInstance(NAME)
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(BEFORE_PUBLIC + publicKey)));
            java.security.Signature checking = java.security.Signature.getInstance(NAME);
            checking.initVerify(key);
            checking.update(message);
            return checking.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return false;
        }
    }
}
