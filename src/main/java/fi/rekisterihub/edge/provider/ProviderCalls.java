package fi.rekisterihub.edge.provider;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.rekisterihub.edge.HubLimits;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The calls of a pass, as the Kamelet makes them: each is prepared, made by Camel, and read. */
@Component("hubProviderCalls")
public final class ProviderCalls {

    static final String WORK = "hubSuppression";
    static final String PASS = "hubPass";
    private static final String WAYS = "hubWays";
    private static final String CALLER = "hubCaller";
    private static final String NEXT = "hubCallNext";
    private static final String LOGGING_IN = "hubLoggingIn";
    private static final String LOGGED_IN = "hubLoggedIn";

    /** About this address; everything else is about the provider, its address or the hub's credentials. */
    static final Set<Integer> ABOUT_THE_ADDRESS = Set.of(400, 409, 413, 415, 422);

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final HubLimits limits;
    private final Clock clock;
    private final LogIns logIns;
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();

    @Autowired
    public ProviderCalls(HubLimits limits) {
        this(limits, Clock.systemUTC());
    }

    ProviderCalls(HubLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.logIns = new LogIns(clock);
    }

    /** What the route says of its provider, read once for each text. */
    private record Caller(ProviderWays ways, CallScheme scheme, CallKeys keys, String url) {

        static Caller of(String text) {
            Map<String, String> said = new LinkedHashMap<>();
            text.lines().map(line -> line.split("=", 2)).forEach(pair -> said.put(pair[0].strip(), pair[1].strip()));
            try {
                return new Caller(
                        ProviderWays.of(said),
                        CallScheme.of(ProviderWays.text(said, "scheme")),
                        new CallKeys(
                                ProviderWays.text(said, "user"),
                                ProviderWays.text(said, "apiKey"),
                                ProviderWays.text(said, "scope")),
                        ProviderWays.text(said, "url"));
            } catch (IllegalArgumentException e) {
                throw new UnusableWays(String.valueOf(e.getMessage()), e);
            }
        }
    }

    /** Begins the pass over the work that the source has handed on. */
    public void begin(Exchange exchange) {
        SuppressionWork work = exchange.getVariable(WORK, SuppressionWork.class);
        if (work == null) {
            throw new IllegalStateException("Route %s carries no opt-out; begin it with kamelet:hub-suppression-source."
                    .formatted(exchange.getFromRouteId()));
        }
        Caller caller = callers.computeIfAbsent(String.valueOf(exchange.getVariable(WAYS, String.class)), Caller::of);
        exchange.setVariable(CALLER, caller);
        exchange.setVariable(PASS, new SuppressionPass(caller.ways(), work));
        exchange.setVariable(NEXT, true);
    }

    /** Takes the turn of the next call and makes it ready: address, content, and what authorizes it. */
    public void prepare(String provider, Exchange exchange) {
        SuppressionPass pass = pass(exchange);
        CallTemplate next = pass.next();
        if (next == null) {
            throw new IllegalStateException("The pass is over; there is no call to prepare.");
        }
        limits.ask(source(provider), exchange);
        Caller caller = exchange.getVariable(CALLER, Caller.class);
        String token = caller.scheme() == CallScheme.TOKEN ? logIns.token(provider) : "";
        exchange.setVariable(LOGGING_IN, token == null);
        if (token == null) {
            logIn(caller.url(), caller.keys(), exchange);
            return;
        }
        URI url = URI.create(caller.url() + "/" + next.path(pass.about()));
        byte[] body = next.body(pass.about());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(body.length == 0 ? null : body);
        message.setHeader(Exchange.HTTP_METHOD, next.method());
        message.setHeader(Exchange.HTTP_URI, url.toString());
        message.setHeader("Accept", "application/json");
        if (body.length > 0) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        if (pass.work().deliveries().size() == 1 && !next.method().equals("GET")) {
            message.setHeader("Idempotency-Key", pass.work().deliveries().get(0).key());
        }
        caller.scheme()
                .headers(
                        new SignedCall(next.method(), url, body),
                        token.isEmpty() ? caller.keys() : new CallKeys("", token, ""),
                        clock.instant())
                .forEach(message::setHeader);
    }

    static void logIn(String url, CallKeys keys, Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(JSON.createObjectNode()
                .put("grant_type", "client_credentials")
                .put("client_id", keys.user())
                .put("client_secret", keys.key())
                .toString());
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.HTTP_URI, url + "/" + keys.scope());
        message.setHeader("Accept", "application/json");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    }

    /** Reads a good answer. */
    public void answered(String provider, Exchange exchange) {
        limits.answered(source(provider), exchange);
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
        byte[] body = exchange.getMessage().getBody(byte[].class);
        Map<String, Object> answer = body == null ? Map.of() : object(body);
        if (isLoggingIn(exchange)) {
            logIns.keep(provider, answer);
            exchange.setVariable(LOGGED_IN, true);
        } else {
            pass(exchange).answered(status, answer);
        }
        goOn(exchange);
    }

    /** What is not there is an answer too; any other trouble is noted and thrown again. */
    public void troubled(String provider, Exchange exchange) throws Exception {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        int status = cause instanceof HttpOperationFailedException answer ? answer.getStatusCode() : 0;
        if (!isLoggingIn(exchange) && (isAnswer(status, pass(exchange)) || hasEnded(status, provider, exchange))) {
            exchange.getMessage().setBody(null);
            limits.answered(source(provider), exchange);
            goOn(exchange);
        } else {
            limits.failed(source(provider), exchange);
        }
    }

    private static boolean isLoggingIn(Exchange exchange) {
        return Boolean.TRUE.equals(exchange.getVariable(LOGGING_IN, Boolean.class));
    }

    /** A token that has ended before its time is fetched anew; one of just now that is refused is another matter. */
    private boolean hasEnded(int status, String provider, Exchange exchange) {
        boolean ended = status == 401
                && logIns.token(provider) != null
                && !Boolean.TRUE.equals(exchange.getVariable(LOGGED_IN, Boolean.class));
        if (status == 401) {
            logIns.forget(provider);
        }
        return ended;
    }

    private static boolean isAnswer(int status, SuppressionPass pass) {
        return status == 404 ? pass.notFound() : ABOUT_THE_ADDRESS.contains(status) && pass.refused(status);
    }

    private static void goOn(Exchange exchange) {
        exchange.getMessage().setBody(null);
        exchange.getMessage().removeHeaders("*");
        exchange.setVariable(NEXT, !pass(exchange).isOver());
    }

    /** An array stands below {@code list}; what is no JSON says nothing. */
    private static Map<String, Object> object(byte[] body) {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer == null || answer.isNull() || answer.isMissingNode()) {
                return Map.of();
            }
            return answer.isObject()
                    ? JSON.convertValue(answer, OBJECT)
                    : Map.of("list", JSON.convertValue(answer, Object.class));
        } catch (IOException noJson) {
            return Map.of();
        }
    }

    private static SuppressionPass pass(Exchange exchange) {
        SuppressionPass pass = exchange.getVariable(PASS, SuppressionPass.class);
        if (pass == null) {
            throw new IllegalStateException("No pass has begun on route %s.".formatted(exchange.getFromRouteId()));
        }
        return pass;
    }

    static String source(String provider) {
        return "provider-" + provider;
    }

    /** The route describes its provider in a way that cannot be used. */
    static final class UnusableWays extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableWays(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
