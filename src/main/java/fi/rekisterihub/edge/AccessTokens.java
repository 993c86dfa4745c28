package fi.rekisterihub.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.rekisterihub.edge.SourceTrouble.SourceRefused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.stereotype.Component;

/**
 * Access tokens of sources whose log-in is not OAuth to the letter: {@code expires_in} may be a number or a text, and
 * {@code scope} a list of objects. Kept in memory until shortly before they end.
 */
@Component("hubTokens")
public final class AccessTokens {

    static final String TOKEN = "hubToken";
    static final String MISSING = "hubTokenMissing";
    static final String AGAIN = "hubCallAgain";
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock = Clock.systemUTC();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    /** Puts a token that is at hand into the variable {@value #TOKEN}, and says in {@value #MISSING} when there is none. */
    public void look(String source, Exchange exchange) {
        Token token = tokens.get(source);
        boolean missing = token == null || token.until().isBefore(clock.instant());
        exchange.setVariable(MISSING, missing);
        if (token != null && !missing) {
            exchange.setVariable(TOKEN, "Bearer " + token.value());
        }
    }

    /** For routes, whose constants are texts. */
    public boolean yes() {
        return true;
    }

    public boolean no() {
        return false;
    }

    /** The form of the log-in call. */
    public String form(String clientId, String clientSecret) {
        return "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(
                        URLEncoder.encode(clientId, StandardCharsets.UTF_8),
                        URLEncoder.encode(clientSecret, StandardCharsets.UTF_8));
    }

    /** Keeps the token of a log-in answer. */
    public void keep(String source, Exchange exchange) {
        exchange.setVariable(
                TOKEN, "Bearer " + keep(source, exchange.getMessage().getBody(String.class)));
    }

    /** A token that is at hand, or one of a new log-in. */
    String valid(String source, Supplier<String> logIn) {
        Token token = tokens.get(source);
        return token == null || token.until().isBefore(clock.instant()) ? keep(source, logIn.get()) : token.value();
    }

    private String keep(String source, String logInAnswer) {
        try {
            JsonNode answer = JSON.readTree(logInAnswer);
            String value = answer.path("access_token").asText();
            long seconds = answer.path("expires_in").asLong(300);
            if (value.isEmpty()) {
                throw new SourceRefused("The source's log-in answer has no access_token.");
            }
            tokens.put(
                    source,
                    new Token(value, clock.instant().plusSeconds(seconds).minus(MARGIN)));
            return value;
        } catch (JsonProcessingException e) {
            throw new SourceRefused("The source's log-in answer is no JSON.");
        }
    }

    /**
     * Whether the call is worth making again: the source refused a token that was at hand, so it has ended before its
     * time. A token of just now that is refused is another matter.
     */
    public void refused(String source, Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        boolean ended = cause instanceof HttpOperationFailedException answer
                && answer.getStatusCode() == 401
                && !Boolean.TRUE.equals(exchange.getVariable(MISSING, Boolean.class));
        if (cause instanceof HttpOperationFailedException) {
            forget(source);
        }
        if (ended) {
            // Mended by the second call: the end of the route must not take the whole start for a failed one.
            exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
        }
        exchange.setVariable(AGAIN, ended);
    }

    /** Forgets a token that the source does not accept any more; the next call logs in anew. */
    public void forget(String source) {
        tokens.remove(source);
    }

    private record Token(String value, Instant until) {}
}
