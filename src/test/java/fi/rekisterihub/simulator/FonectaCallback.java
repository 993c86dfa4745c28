package fi.rekisterihub.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Fonecta's call to a watcher: "this company, or this person there, has changed", and nothing more. The vendor's rule for
 * the checksum is not public; here it is "Fonecta-style": hex HMAC-SHA256 of {@code Id|watcherId|timestamp|personId}
 * under a shared secret, {@code personId} empty when it is left out.
 */
public final class FonectaCallback {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private FonectaCallback() {}

    /** @return the JSON that Fonecta posts */
    public static String body(
            String companyId, String watcherId, Instant at, @Nullable String personId, String secret) {
        String timestamp = String.valueOf(at.getEpochSecond());
        ObjectNode body =
                Json.object().put("Id", companyId).put("watcherId", watcherId).put("timestamp", timestamp);
        if (personId != null) {
            body.put("personId", personId);
        }
        String signed = String.join("|", companyId, watcherId, timestamp, personId == null ? "" : personId);
        return body.put("checksum", hmac(secret, signed)).toString();
    }

    /** @return the status of the hub's answer */
    public static int send(String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java has no HmacSHA256, which every Java must have.", e);
        }
    }
}
