package fi.rekisterihub.edge.signature;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the hub may call because an SNS message says so: an address of Amazon's own and no other, or anybody could have it
 * call whom they like, or believe a certificate of their own.
 */
public final class AmazonAddress {

    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    // SNS waits 15 seconds for the hub's own answer.
    private static final Duration ANSWER = Duration.ofSeconds(8);

    private final Pattern allowed;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param allowed what a whole address must look like */
    public AmazonAddress(Pattern allowed) {
        this.allowed = allowed;
    }

    /** Empty for an address that is not to be called. */
    Optional<URI> of(@Nullable String address) {
        if (address == null || !allowed.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(address));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** @throws IOException when it does not answer 200 with a short body in time */
    public byte[] get(URI address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(LARGEST_ANSWER + 1);
                if (answer.statusCode() != 200 || bytes.length > LARGEST_ANSWER) {
                    throw new IOException("Amazon SNS answered HTTP %d with %d bytes or more."
                            .formatted(answer.statusCode(), bytes.length));
                }
                return bytes;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The call to Amazon SNS was interrupted.", e);
        }
    }
}
