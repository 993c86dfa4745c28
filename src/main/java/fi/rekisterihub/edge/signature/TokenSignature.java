package fi.rekisterihub.edge.signature;

import fi.rekisterihub.edge.signature.Verdict.Genuine;
import fi.rekisterihub.edge.signature.Verdict.Refused;
import fi.rekisterihub.edge.signature.Verdict.Why;
import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.SignatureRule.Encoding;
import fi.rekisterihub.mapping.SignatureRule.TokenHmac;
import fi.rekisterihub.permission.HookBody;
import java.util.List;
import java.util.Map;

/**
 * Mailgun: time, token and signature stand in the body, under {@code signature} or, in the older form, at its top. The
 * rest of the body is not signed, so a token is good for one body only.
 */
final class TokenSignature {

    private static final String SIGNATURE = "signature";

    private TokenSignature() {}

    static Verdict judge(TokenHmac rule, HookRequest call, List<String> secrets) {
        List<Map<String, Object>> records;
        try {
            records = HookBody.records(call.contentType(), call.body());
        } catch (BadRecord unreadable) {
            return new Refused(Why.UNREADABLE);
        }
        if (records.size() != 1) {
            return new Refused(Why.UNREADABLE);
        }
        Map<?, ?> place = records.get(0).get(SIGNATURE) instanceof Map<?, ?> nested ? nested : records.get(0);
        String time = text(place, "timestamp");
        String token = text(place, "token");
        String signature = text(place, SIGNATURE);
        if (time.isEmpty() || token.isEmpty() || signature.isEmpty()) {
            return new Refused(Why.UNSIGNED);
        }
        byte[] decoded = Macs.decoded(signature, Encoding.HEX);
        if (!Macs.anyMakes(secrets, decoded, Macs.bytes(time + token))) {
            return new Refused(Why.FORGED);
        }
        // What is signed, and so remembered, is the two written together: no token can be moved over the border.
        return Macs.isOf(time, call.at(), rule.tolerance())
                ? new Genuine("token:" + time + token, false, null)
                : new Refused(Why.REPLAYED);
    }

    private static String text(Map<?, ?> place, String name) {
        Object value = place.get(name);
        return value instanceof String || value instanceof Number ? value.toString() : "";
    }
}
