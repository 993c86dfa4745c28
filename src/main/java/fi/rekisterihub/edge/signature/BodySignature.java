package fi.rekisterihub.edge.signature;

import fi.rekisterihub.edge.signature.Verdict.Refused;
import fi.rekisterihub.edge.signature.Verdict.Why;
import fi.rekisterihub.mapping.SignatureRule.BodyHmac;
import fi.rekisterihub.mapping.SignatureRule.Encoding;
import fi.rekisterihub.mapping.SignatureRule.TimestampedHmac;
import java.util.List;

/** HMAC-SHA256 of the body, in a header: by itself, or with the time of signing. */
final class BodySignature {

    private static final String TIME = "t=";
    private static final String VERSION_ONE = "v1=";

    private BodySignature() {}

    static Verdict judge(BodyHmac rule, HookRequest call, List<String> secrets) {
        String shown = call.header(rule.header());
        if (shown == null || !shown.startsWith(rule.prefix())) {
            return new Refused(Why.UNSIGNED);
        }
        byte[] signature = Macs.decoded(shown.substring(rule.prefix().length()), rule.encoding());
        return Macs.anyMakes(secrets, signature, call.body()) ? Verdict.GENUINE : new Refused(Why.FORGED);
    }

    static Verdict judge(TimestampedHmac rule, HookRequest call, List<String> secrets) {
        String shown = call.header(rule.header());
        if (shown == null) {
            return new Refused(Why.UNSIGNED);
        }
        String time = "";
        boolean fits = false;
        String[] parts = shown.split(",", 20);
        for (String part : parts) {
            if (part.strip().startsWith(TIME)) {
                time = part.strip().substring(TIME.length());
            }
        }
        for (String part : parts) {
            // There are several while the provider changes its key.
            if (part.strip().startsWith(VERSION_ONE)) {
                byte[] signature = Macs.decoded(part.strip().substring(VERSION_ONE.length()), Encoding.HEX);
                fits |= Macs.anyMakes(secrets, signature, Macs.bytes(time + "."), call.body());
            }
        }
        if (!fits) {
            return new Refused(Why.FORGED);
        }
        return Macs.isOf(time, call.at(), rule.tolerance()) ? Verdict.GENUINE : new Refused(Why.REPLAYED);
    }
}
