package fi.rekisterihub.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Amazon SNS as the sender of messages that it signs with a certificate of its own. */
public final class AmazonSns {

    private static final String PASSWORD = "changeit";
    private static final List<String> SIGNED =
            List.of("Message", "MessageId", "SubscribeURL", "Subject", "Timestamp", "Token", "TopicArn", "Type");

    private final PrivateKey key;
    private final byte[] certificate;

    private AmazonSns(PrivateKey key, byte[] certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** @param body what is posted; the other two are its headers too */
    public record Message(String id, String type, String body) {}

    private static final class OfThisProcess {
        private static final AmazonSns ONE = withNewKey();
    }

    /** One key a process: the JDK makes certificates with a tool only, which takes a second each time. */
    public static AmazonSns here() {
        return OfThisProcess.ONE;
    }

    private static AmazonSns withNewKey() {
        try {
            Path store = Files.createTempDirectory("sns").resolve("key.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "sns",
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-validity",
                            "30",
                            "-dname",
                            "CN=sns.amazonaws.com",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            store.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool made no key: " + said);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream file = Files.newInputStream(store)) {
                keys.load(file, PASSWORD.toCharArray());
            }
            Files.delete(store);
            String pem = "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                    .formatted(Base64.getMimeEncoder()
                            .encodeToString(keys.getCertificate("sns").getEncoded()));
            return new AmazonSns(
                    (PrivateKey) keys.getKey("sns", PASSWORD.toCharArray()), pem.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("No key for the simulator of Amazon SNS.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** In PEM. */
    public byte[] certificate() {
        return certificate.clone();
    }

    /** @param version of the signature, 1 or 2 */
    public Message notification(String topic, String version, String certificateUrl, String message) {
        return signed(version, certificateUrl, message("Notification", topic, message));
    }

    public Message confirmation(String topic, String certificateUrl, String subscribeUrl) {
        ObjectNode message =
                message("SubscriptionConfirmation", topic, "You have chosen to subscribe to the topic " + topic + ".");
        message.put("Token", "2336412f37fb687f5d51e6e2425f004aef").put("SubscribeURL", subscribeUrl);
        return signed("2", certificateUrl, message);
    }

    private static ObjectNode message(String type, String topic, String message) {
        return Json.object()
                .put("Type", type)
                .put("MessageId", UUID.randomUUID().toString())
                .put("TopicArn", topic)
                .put("Message", message)
                .put("Timestamp", Instant.now().toString());
    }

    private Message signed(String version, String certificateUrl, ObjectNode message) {
        StringBuilder signed = new StringBuilder();
        for (String name : SIGNED) {
            if (message.has(name)) {
                signed.append(name)
                        .append('\n')
                        .append(message.get(name).asText())
                        .append('\n');
            }
        }
        try {
            Signature signature = Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.toString().getBytes(StandardCharsets.UTF_8));
            message.put("SignatureVersion", version)
                    .put("Signature", Base64.getEncoder().encodeToString(signature.sign()))
                    .put("SigningCertURL", certificateUrl)
                    .put("UnsubscribeURL", "https://sns.eu-north-1.amazonaws.com/?Action=Unsubscribe");
            return new Message(
                    message.get("MessageId").asText(), message.get("Type").asText(), message.toString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
