package fi.rekisterihub.edge.signature;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of a hook, as it came.
 *
 * @param url the whole address as the provider knows it, which behind a proxy is not the one that the hub sees
 * @param query what stands behind the question mark, undecoded
 * @param contentType as the call says it
 * @param headers the value of a header by its name
 */
public record HookRequest(
        String method,
        String url,
        @Nullable String query,
        @Nullable String contentType,
        Function<String, @Nullable String> headers,
        byte[] body,
        Instant at) {

    @Nullable
    String header(String name) {
        return headers.apply(name);
    }
}
