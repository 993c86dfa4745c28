package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Request;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Fonecta's token, search and watch services (FORMATS 2). {@code expires_in} is a string and {@code scope} a list of
 * objects, which strict OAuth clients do not expect; a callback says only that something changed.
 */
public final class FonectaSimulator {

    public static final String PATH = "/fonecta";
    public static final String CLIENT_ID = "hub";
    public static final String CLIENT_SECRET = "salaisuus";

    private final Trouble trouble = new Trouble();
    private final FonectaContacts contacts;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, String> callbackUrls = new ConcurrentHashMap<>();
    private final List<JsonNode> watched = new CopyOnWriteArrayList<>();
    private final List<String> searches = new CopyOnWriteArrayList<>();
    private final List<Integer> pages = new CopyOnWriteArrayList<>();
    private final AtomicInteger callsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger logIns = new AtomicInteger();
    private volatile boolean repeating;
    private volatile String expiresIn = "90000";

    private FonectaSimulator(World world) {
        this.contacts = new FonectaContacts(world);
    }

    public static FonectaSimulator on(SimulatorServer server, World world) {
        FonectaSimulator simulator = new FonectaSimulator(world);
        server.answer(post(urlPathEqualTo(PATH + "/token/login")), simulator::logIn);
        server.answer(get(urlPathMatching(PATH + "(/v2)?/contacts/search")), simulator.withToken(simulator::search));
        server.answer(
                post(urlPathEqualTo(PATH + "/contactwatch/watchers")), simulator.withToken(simulator::addWatcher));
        server.answer(post(urlPathEqualTo(PATH + "/contactwatch/watch")), simulator.withToken(simulator::watch));
        return simulator;
    }

    /** What goes wrong next with anything but the log-in. */
    public Trouble trouble() {
        return trouble;
    }

    /** Every token that was given out is refused from now on; a new log-in helps. */
    public void expireTokens() {
        tokens.clear();
    }

    /** The {@code what} of each search, in order. */
    public List<String> searches() {
        return List.copyOf(searches);
    }

    /** The {@code watchedContacts} that came, in order: {@code {companyId, personIds?}}. */
    public List<JsonNode> watched() {
        return List.copyOf(watched);
    }

    /** Where a watcher wants to be called; empty when it never registered. */
    public Optional<String> callbackUrl(String watcherId) {
        return Optional.ofNullable(callbackUrls.get(watcherId));
    }

    /** As a directory that was set up anew. */
    public void forgetWatchers() {
        callbackUrls.clear();
    }

    /** The watchers that want to be called. */
    public Set<String> watchers() {
        return Set.copyOf(callbackUrls.keySet());
    }

    /** Fonecta's own number of a company, not the Y-tunnus. */
    public static String companyId(WorldCompany company) {
        return String.valueOf(8_000_000 + company.number());
    }

    public static String personId(WorldPerson person) {
        return String.valueOf(5_000_000 + person.number());
    }

    private ResponseDefinitionBuilder logIn(Request request) {
        Map<String, String> form = FormBody.of(request);
        boolean known = CLIENT_ID.equals(form.get("client_id")) && CLIENT_SECRET.equals(form.get("client_secret"));
        if (!known && !hasBasicCredentials(request) || !"client_credentials".equals(form.get("grant_type"))) {
            return jsonResponse("{\"error\":\"invalid_client\"}", 401);
        }
        String token = UUID.randomUUID().toString();
        tokens.add(token);
        logIns.incrementAndGet();
        ObjectNode answer = Json.object()
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", expiresIn);
        answer.putArray("scope")
                .addObject()
                .put("service", "SEARCH_contacts_watch")
                .put("permission", "READ")
                .putNull("orderId");
        answer.put("uniqueId", "1").put("clientId", CLIENT_ID);
        return jsonResponse(answer.toString(), 200);
    }

    private Function<Request, ResponseDefinitionBuilder> withToken(
            Function<Request, ResponseDefinitionBuilder> answer) {
        return request -> trouble.nextCall().orElseGet(() -> {
            if (callsLeft.getAndDecrement() == 0) {
                expireTokens();
            }
            var header = request.header("Authorization");
            String given = header.isPresent() ? header.firstValue() : "";
            return given.startsWith("Bearer ") && tokens.contains(given.substring(7))
                    ? answer.apply(request)
                    : jsonResponse("{\"error\":\"invalid_token\"}", 401);
        });
    }

    /** So many calls from now on are answered; then every token that was given out has ended. */
    public void expireTokensAfter(int calls) {
        callsLeft.set(calls);
    }

    /** From now on every page of an answer is its first one, as in a service that does not know the parameter. */
    public void repeatFirstPage(boolean repeat) {
        repeating = repeat;
    }

    /** How long a token is said to hold, as the text that the service writes. */
    public void tokenLife(String seconds) {
        expiresIn = seconds;
    }

    /** How often somebody logged in. */
    public int logIns() {
        return logIns.get();
    }

    /** The page of each search, in order. */
    public List<Integer> pages() {
        return List.copyOf(pages);
    }

    private ResponseDefinitionBuilder search(Request request) {
        var what = request.queryParameter("what");
        if (!what.isPresent() || what.firstValue().isBlank()) {
            return jsonResponse("{\"error\":\"what is missing\"}", 400);
        }
        searches.add(what.firstValue());
        var type = request.queryParameter("contact_type");
        int most = number(request, "results_per_page", 25);
        int page = number(request, "page", 1);
        pages.add(page);
        List<ObjectNode> found = contacts.search(
                what.firstValue(), type.isPresent() ? type.firstValue() : "ALL", repeating ? 1 : page, most);
        ObjectNode answer = Json.object();
        answer.putArray("contacts").addAll(found);
        return jsonResponse(answer.toString(), 200);
    }

    private static int number(Request request, String name, int otherwise) {
        var parameter = request.queryParameter(name);
        return parameter.isPresent() ? Integer.parseInt(parameter.firstValue()) : otherwise;
    }

    private ResponseDefinitionBuilder addWatcher(Request request) {
        JsonNode watcher = Json.parse(request.getBodyAsString());
        callbackUrls.put(
                watcher.path("watcherId").asText(), watcher.path("callbackUrl").asText());
        return WireMock.ok();
    }

    private ResponseDefinitionBuilder watch(Request request) {
        JsonNode body = Json.parse(request.getBodyAsString());
        if (!callbackUrls.containsKey(body.path("watcherId").asText())) {
            return jsonResponse("{\"error\":\"unknown watcher\"}", 400);
        }
        body.path("watchedContacts").forEach(watched::add);
        return WireMock.ok();
    }

    private static boolean hasBasicCredentials(Request request) {
        var header = request.header("Authorization");
        String expected = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (CLIENT_ID + ':' + CLIENT_SECRET).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return header.isPresent() && header.firstValue().equals(expected);
    }
}
