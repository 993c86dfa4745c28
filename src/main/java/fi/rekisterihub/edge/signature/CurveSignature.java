package fi.rekisterihub.edge.signature;

import fi.rekisterihub.edge.signature.Verdict.Refused;
import fi.rekisterihub.edge.signature.Verdict.Unsure;
import fi.rekisterihub.edge.signature.Verdict.Why;
import fi.rekisterihub.mapping.SignatureRule.Ecdsa;
import fi.rekisterihub.mapping.SignatureRule.Encoding;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** SendGrid: ECDSA over the time of a header and the body, to its last byte. The secret is a public key. */
final class CurveSignature {

    private CurveSignature() {}

    static Verdict judge(Ecdsa rule, HookRequest call, List<String> keys) {
        String shown = call.header(rule.header());
        String time = call.header(rule.timestampHeader());
        if (shown == null || time == null) {
            return new Refused(Why.UNSIGNED);
        }
        byte[] signature = Macs.decoded(shown, Encoding.BASE64);
        boolean fits = false;
        try {
            for (String key : keys) {
                fits |= signature != null && verifies(publicKey(key), signature, Macs.bytes(time), call.body());
            }
        } catch (GeneralSecurityException e) {
            return new Unsure("The webhook-secret is no public key of the kind that signs this hook.");
        }
        if (!fits) {
            return new Refused(Why.FORGED);
        }
        return Macs.isOf(time, call.at(), rule.tolerance()) ? Verdict.GENUINE : new Refused(Why.REPLAYED);
    }

    static PublicKey publicKey(String text) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
        } catch (IllegalArgumentException noBase64) {
            throw new GeneralSecurityException("It is no Base64.", noBase64);
        }
    }

    private static boolean verifies(PublicKey key, byte[] signature, byte[] time, byte[] body)
            throws GeneralSecurityException {
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(key);
        check.update(time);
        check.update(body);
        try {
            return check.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        }
    }
}
