package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Brevo's contacts (FORMATS 6): an unknown contact is 404 to PUT; POST makes one. A suppression by the API comes back
 * as a webhook, as if the person had done it there: the echo that a hub must not send on.
 */
public final class BrevoSimulator {

    public static final String PATH = "/brevo";
    public static final String API_KEY = "xkeysib-for-tests";

    private final Trouble trouble = new Trouble();
    private final Map<String, Boolean> blacklisted = new ConcurrentHashMap<>();
    private final List<String> told = new ArrayList<>();
    private volatile Consumer<String> webhook = nobodyListens -> {};

    public static BrevoSimulator on(SimulatorServer server) {
        BrevoSimulator simulator = new BrevoSimulator();
        server.answer(any(urlPathMatching(PATH + "/v3/contacts(/[^/]+)?")), simulator::contact);
        return simulator;
    }

    /** What goes wrong next. */
    public Trouble trouble() {
        return trouble;
    }

    /** Where events go: each as the JSON text that Brevo would post. */
    public void webhook(Consumer<String> newWebhook) {
        webhook = newWebhook;
    }

    public void add(String email) {
        blacklisted.put(normal(email), false);
    }

    public boolean knows(String email) {
        return blacklisted.containsKey(normal(email));
    }

    public boolean suppresses(String email) {
        return blacklisted.getOrDefault(normal(email), false);
    }

    /** How often the hub has suppressed this address successfully. */
    public synchronized long timesTold(String email) {
        return told.stream().filter(normal(email)::equals).count();
    }

    /** A person unsubscribes there; the event goes to the webhook. */
    public void unsubscribe(String email, Instant at) {
        blacklisted.put(normal(email), true);
        webhook.accept(event("unsubscribe", email, at));
    }

    /** The JSON that Brevo posts for an event. */
    public static String event(String event, String email, Instant at) {
        return Json.object()
                .put("event", event)
                .put("email", email)
                .put("id", 1)
                .put("date", "2018-03-06 19:10:23")
                .put("ts_epoch", at.toEpochMilli())
                .put("message-id", "<%d@smtp-relay.example>".formatted(at.toEpochMilli()))
                .toString();
    }

    private synchronized ResponseDefinitionBuilder contact(Request request) {
        return trouble.nextCall().orElseGet(() -> answer(request));
    }

    private ResponseDefinitionBuilder answer(Request request) {
        if (!request.header("api-key").containsValue(API_KEY)) {
            return jsonResponse("{\"code\":\"unauthorized\",\"message\":\"Key not found\"}", 401);
        }
        JsonNode body = Json.parse(request.getBodyAsString());
        if (request.getMethod().value().equals("POST")) {
            return suppressed(normal(body.path("email").asText()), 201);
        }
        String path = request.getUrl();
        String email = normal(URLDecoder.decode(
                path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8));
        if (!blacklisted.containsKey(email)) {
            return jsonResponse("{\"code\":\"document_not_found\",\"message\":\"Contact does not exist\"}", 404);
        }
        return suppressed(email, 204);
    }

    private ResponseDefinitionBuilder suppressed(String email, int status) {
        boolean before = Boolean.TRUE.equals(blacklisted.put(email, true));
        told.add(email);
        if (!before) {
            webhook.accept(event("unsubscribe", email, Instant.now()));
        }
        return aResponse().withStatus(status);
    }

    private static String normal(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
