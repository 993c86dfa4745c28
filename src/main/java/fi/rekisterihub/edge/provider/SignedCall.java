package fi.rekisterihub.edge.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A call exactly as it goes out, for signatures over it.
 *
 * @param url with query, encoded
 * @param body empty for none
 */
record SignedCall(String method, URI url, byte[] body) {

    /** The path, and the query behind a question mark where there is one. */
    String pathAndQuery() {
        return url.getRawQuery() == null ? url.getRawPath() : url.getRawPath() + "?" + url.getRawQuery();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** As the HTTP client writes it: with the port only when it is not the usual one. */
    String host() {
        @Nullable String host = url.getHost();
        return url.getPort() < 0 ? String.valueOf(host) : host + ":" + url.getPort();
    }
}
