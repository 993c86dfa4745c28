package fi.rekisterihub.edge.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.rekisterihub.edge.signature.Verdict.Genuine;
import fi.rekisterihub.edge.signature.Verdict.Refused;
import fi.rekisterihub.edge.signature.Verdict.Unsure;
import fi.rekisterihub.edge.signature.Verdict.Why;
import fi.rekisterihub.mapping.SignatureRule.Encoding;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.util.List;
import java.util.Optional;

/**
 * Amazon SNS: some fields of the message are signed with a certificate of Amazon's. Any customer of Amazon can have a
 * message signed so; what makes it ours is the topic.
 */
final class SnsSignature {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONFIRMATION = "SubscriptionConfirmation";
    private static final String NOTIFICATION = "Notification";
    private static final String UNSUBSCRIBED = "UnsubscribeConfirmation";
    private static final List<String> OF_NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> OF_CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private final AmazonAddress amazon;
    private final SnsCertificates certificates;

    SnsSignature(AmazonAddress amazon) {
        this.amazon = amazon;
        this.certificates = new SnsCertificates(amazon);
    }

    Verdict judge(HookRequest call, List<String> topics) {
        JsonNode message;
        try {
            message = JSON.readTree(call.body());
        } catch (IOException noJson) {
            return new Refused(Why.UNREADABLE);
        }
        String type = text(message, "Type");
        if (!type.equals(call.header("x-amz-sns-message-type"))
                || !text(message, "MessageId").equals(call.header("x-amz-sns-message-id"))) {
            return new Refused(Why.UNSIGNED);
        }
        Optional<URI> certificate = amazon.of(text(message, "SigningCertURL"));
        if (!topics.contains(text(message, "TopicArn"))
                || !List.of(NOTIFICATION, CONFIRMATION, UNSUBSCRIBED).contains(type)
                || certificate.isEmpty()) {
            return new Refused(Why.FORGED);
        }
        try {
            if (!isSigned(message, type, certificate.get(), call)) {
                return new Refused(Why.FORGED);
            }
        } catch (IOException unreachable) {
            return new Unsure("The certificate of Amazon SNS cannot be fetched, so the call cannot be checked.");
        } catch (GeneralSecurityException e) {
            return new Refused(Why.FORGED);
        }
        if (!type.equals(CONFIRMATION)) {
            return new Genuine("message:" + text(message, "MessageId"), true, null);
        }
        return amazon.of(text(message, "SubscribeURL"))
                .<Verdict>map(address -> new Genuine("message:" + text(message, "MessageId"), true, address))
                .orElse(new Refused(Why.FORGED));
    }

    private boolean isSigned(JsonNode message, String type, URI certificate, HookRequest call)
            throws IOException, GeneralSecurityException {
        String algorithm =
                switch (text(message, "SignatureVersion")) {
                    case "1" -> "SHA1withRSA";
                    case "2" -> "SHA256withRSA";
                    default -> "";
                };
        byte[] signature = Macs.decoded(text(message, "Signature"), Encoding.BASE64);
        if (algorithm.isEmpty() || signature == null) {
            return false;
        }
        Signature check = Signature.getInstance(algorithm);
        check.initVerify(certificates.at(certificate, call.at()).getPublicKey());
        check.update(Macs.bytes(signed(message, type)));
        try {
            return check.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        }
    }

    private static String signed(JsonNode message, String type) {
        StringBuilder signed = new StringBuilder();
        for (String name : type.equals(NOTIFICATION) ? OF_NOTIFICATION : OF_CONFIRMATION) {
            if (message.hasNonNull(name)) {
                signed.append(name).append('\n').append(text(message, name)).append('\n');
            }
        }
        return signed.toString();
    }

    private static String text(JsonNode message, String name) {
        return message.path(name).asText("");
    }
}
