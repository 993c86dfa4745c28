package fi.rekisterihub.edge.signature;

import fi.rekisterihub.mapping.SignatureRule;
import fi.rekisterihub.mapping.SignatureRule.BodyHmac;
import fi.rekisterihub.mapping.SignatureRule.Ecdsa;
import fi.rekisterihub.mapping.SignatureRule.RequestHmac;
import fi.rekisterihub.mapping.SignatureRule.Secret;
import fi.rekisterihub.mapping.SignatureRule.Sns;
import fi.rekisterihub.mapping.SignatureRule.TimestampedHmac;
import fi.rekisterihub.mapping.SignatureRule.TokenHmac;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges calls by the rules of the mapping tables. Thread-safe. */
public final class Signatures {

    private final SnsSignature sns;

    public Signatures(AmazonAddress amazon) {
        this.sns = new SnsSignature(amazon);
    }

    /** @param secrets all that are accepted; more than one while a secret is being changed */
    public Verdict judge(SignatureRule rule, HookRequest call, List<String> secrets) {
        if (rule instanceof Secret secret) {
            return ShownSecret.judge(secret, call, secrets);
        }
        if (rule instanceof BodyHmac hmac) {
            return BodySignature.judge(hmac, call, secrets);
        }
        if (rule instanceof TimestampedHmac hmac) {
            return BodySignature.judge(hmac, call, secrets);
        }
        if (rule instanceof TokenHmac hmac) {
            return TokenSignature.judge(hmac, call, secrets);
        }
        if (rule instanceof Ecdsa ecdsa) {
            return CurveSignature.judge(ecdsa, call, secrets);
        }
        if (rule instanceof RequestHmac hmac) {
            return RequestSignature.judge(hmac, call, secrets);
        }
        if (rule instanceof Sns) {
            return sns.judge(call, secrets);
        }
        throw new IllegalStateException("There is no check for the signature rule %s.".formatted(rule));
    }

    /** The headers that prove the call and hold no secret, so that they may be kept with it. */
    public static Set<String> evidence(SignatureRule rule) {
        if (rule instanceof BodyHmac hmac) {
            return Set.of(hmac.header());
        }
        if (rule instanceof TimestampedHmac hmac) {
            return Set.of(hmac.header());
        }
        if (rule instanceof Ecdsa ecdsa) {
            return Set.of(ecdsa.header(), ecdsa.timestampHeader());
        }
        if (rule instanceof RequestHmac) {
            return Set.of("X-HubSpot-Signature", "X-HubSpot-Signature-v3", "X-HubSpot-Request-Timestamp");
        }
        return Set.of();
    }

    /** What is wrong with a secret of the settings, as the end of a sentence; empty when it can be used. */
    public static Optional<String> flaw(SignatureRule rule, String secret) {
        if (rule instanceof Ecdsa) {
            try {
                CurveSignature.publicKey(secret);
            } catch (GeneralSecurityException e) {
                return Optional.of("is no public key; copy the verification key that the provider shows");
            }
        }
        if (rule instanceof Sns && !secret.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[\\w-]+(\\.fifo)?")) {
            return Optional.of("is no ARN of a topic, such as arn:aws:sns:eu-north-1:123456789012:ses-events");
        }
        return Optional.empty();
    }
}
