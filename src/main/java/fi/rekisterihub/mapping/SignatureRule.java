package fi.rekisterihub.mapping;

import java.time.Duration;
import java.util.Locale;

/**
 * How a provider shows that a call of its hook is its own: {@code hook.signature} of a mapping table. The words are
 * closed; the room {@code edge} knows how each is checked.
 */
public sealed interface SignatureRule {

    /**
     * The call shows the secret itself, for providers that can do no better.
     *
     * @param name of the parameter in the address, or of the header
     */
    record Secret(Shown shown, String name) implements SignatureRule {}

    /**
     * HMAC-SHA256 of the body.
     *
     * @param prefix what stands before the signature in the header
     */
    record BodyHmac(String header, Encoding encoding, String prefix) implements SignatureRule {}

    /** {@code t=<seconds>,v1=<hex>}: HMAC-SHA256 of the time, a dot and the body. */
    record TimestampedHmac(String header, Duration tolerance) implements SignatureRule {}

    /** Mailgun: HMAC-SHA256 of a time and a token that stand in the body, which itself is not signed. */
    record TokenHmac(Duration tolerance) implements SignatureRule {}

    /** SendGrid: ECDSA with SHA-256 of the time in a header and the body. */
    record Ecdsa(String header, String timestampHeader, Duration tolerance) implements SignatureRule {}

    /** Amazon SNS: RSA by a certificate of Amazon's; the hook's secret is the ARN of the topic. */
    record Sns() implements SignatureRule {}

    /** HubSpot: of the method, the address and the body; version 3 also of the time, which stands in a header. */
    record RequestHmac(int version, Duration tolerance) implements SignatureRule {}

    /** Where a secret is shown. */
    enum Shown {
        /** {@code ?secret=…} of the address. */
        QUERY,
        /** {@code Authorization: Bearer …}. */
        BEARER,
        /** The password of {@code Authorization: Basic …}, any user name. */
        BASIC,
        /** A header of the provider's own. */
        HEADER;

        static Shown of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** How a signature is written. */
    enum Encoding {
        HEX,
        BASE64
    }
}
