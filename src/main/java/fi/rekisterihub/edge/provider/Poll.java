package fi.rekisterihub.edge.provider;

import fi.rekisterihub.mapping.AnswerExpression;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.web.util.UriUtils;

/**
 * How one provider is asked, as its route says it.
 *
 * @param name under which the place is remembered
 * @param call path and query; {@code {from}} and {@code {to}} stand for the time since the last asking, {@code {page}} for
 *     the page of a list
 * @param pages how many pages there are, in the answer; null for one
 * @param accepted whether an answer is one; null when HTTP 200 says so
 * @param most pages in one asking; the next goes on from there
 */
record Poll(
        String provider,
        String name,
        String url,
        CallScheme scheme,
        CallKeys keys,
        String call,
        @Nullable AnswerExpression pages,
        @Nullable AnswerExpression accepted,
        int most,
        Duration first,
        Duration overlap,
        DateTimeFormatter times) {

    private static final String FROM = "{from}";

    /** @param said the parameters of the Kamelet by their names */
    static Poll of(Map<String, String> said) {
        return new Poll(
                ProviderWays.text(said, "provider"),
                ProviderWays.text(said, "name"),
                ProviderWays.text(said, "url"),
                CallScheme.of(ProviderWays.text(said, "scheme")),
                new CallKeys(
                        ProviderWays.text(said, "user"),
                        ProviderWays.text(said, "apiKey"),
                        ProviderWays.text(said, "scope")),
                ProviderWays.text(said, "call"),
                expression(ProviderWays.text(said, "pages")),
                expression(ProviderWays.text(said, "accepted")),
                Integer.parseInt(ProviderWays.text(said, "most")),
                DurationStyle.detectAndParse(ProviderWays.text(said, "first")),
                DurationStyle.detectAndParse(ProviderWays.text(said, "overlap")),
                DateTimeFormatter.ofPattern(ProviderWays.text(said, "times"))
                        .withZone(ZoneId.of(ProviderWays.text(said, "zone"))));
    }

    /** Whether it is asked about a time, and not for a list. */
    boolean asksForATime() {
        return call.contains(FROM);
    }

    URI address(Instant from, Instant to, int page) {
        return URI.create(url + "/"
                + call.replaceFirst("^/", "")
                        .replace(FROM, encoded(times.format(from)))
                        .replace("{to}", encoded(times.format(to)))
                        .replace("{page}", Integer.toString(page)));
    }

    /** Colons stay: they may stand in a query, and providers sign it so. */
    private static String encoded(String time) {
        return UriUtils.encode(time, StandardCharsets.UTF_8).replace("%3A", ":");
    }

    private static @Nullable AnswerExpression expression(String source) {
        return source.isBlank() ? null : AnswerExpression.of(source);
    }
}
