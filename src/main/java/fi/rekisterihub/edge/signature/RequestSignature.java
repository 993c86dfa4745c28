package fi.rekisterihub.edge.signature;

import fi.rekisterihub.edge.signature.Verdict.Refused;
import fi.rekisterihub.edge.signature.Verdict.Why;
import fi.rekisterihub.mapping.SignatureRule.Encoding;
import fi.rekisterihub.mapping.SignatureRule.RequestHmac;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;

/** HubSpot: the method, the address and the body are signed together. */
final class RequestSignature {

    private static final String V3 = "X-HubSpot-Signature-v3";
    private static final String TIME = "X-HubSpot-Request-Timestamp";
    private static final String V2 = "X-HubSpot-Signature";

    /** HubSpot signs the address with these signs decoded. */
    private static final Map<String, String> DECODED = Map.ofEntries(
            Map.entry("%3A", ":"),
            Map.entry("%2F", "/"),
            Map.entry("%3F", "?"),
            Map.entry("%40", "@"),
            Map.entry("%21", "!"),
            Map.entry("%24", "$"),
            Map.entry("%27", "'"),
            Map.entry("%28", "("),
            Map.entry("%29", ")"),
            Map.entry("%2A", "*"),
            Map.entry("%2C", ","),
            Map.entry("%3B", ";"));

    private RequestSignature() {}

    static Verdict judge(RequestHmac rule, HookRequest call, List<String> secrets) {
        return rule.version() == 3 ? third(rule, call, secrets) : second(call, secrets);
    }

    private static Verdict third(RequestHmac rule, HookRequest call, List<String> secrets) {
        String shown = call.header(V3);
        String time = call.header(TIME);
        if (shown == null || time == null) {
            return new Refused(Why.UNSIGNED);
        }
        byte[] address = Macs.bytes(call.method() + decoded(call.url()));
        byte[] signature = Macs.decoded(shown, Encoding.BASE64);
        if (!Macs.anyMakes(secrets, signature, address, call.body(), Macs.bytes(time))) {
            return new Refused(Why.FORGED);
        }
        return time.matches("\\d{12,14}") && Macs.near(Long.parseLong(time), call.at(), rule.tolerance())
                ? Verdict.GENUINE
                : new Refused(Why.REPLAYED);
    }

    private static Verdict second(HookRequest call, List<String> secrets) {
        String shown = call.header(V2);
        byte[] signature = shown == null ? null : Macs.decoded(shown, Encoding.HEX);
        if (signature == null) {
            return new Refused(Why.UNSIGNED);
        }
        boolean fits = false;
        for (String secret : secrets) {
            fits |= MessageDigest.isEqual(
                    sha256(Macs.bytes(secret + call.method() + call.url()), call.body()), signature);
        }
        return fits ? Verdict.GENUINE : new Refused(Why.FORGED);
    }

    private static String decoded(String url) {
        String plain = url;
        for (Map.Entry<String, String> sign : DECODED.entrySet()) {
            plain = plain.replace(sign.getKey(), sign.getValue());
        }
        return plain;
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}
