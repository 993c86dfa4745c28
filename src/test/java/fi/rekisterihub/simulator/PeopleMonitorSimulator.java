package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.badRequest;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A vendor that watches people (FORMATS 1.6): takes a watch set and gives each change once, in batches. */
public final class PeopleMonitorSimulator {

    public static final String PATH = "/people/register-monitor/v2/register/1/items";
    public static final String API_KEY = "people-test-key";

    private final Trouble trouble = new Trouble();
    private final Map<String, JsonNode> watched = new TreeMap<>();
    private final List<JsonNode> operations = new ArrayList<>();
    private final List<ObjectNode> changes = new ArrayList<>();
    private final Map<String, List<ObjectNode>> batches = new HashMap<>();

    private final List<String> fetched = new ArrayList<>();
    private boolean loseNext;

    private PeopleMonitorSimulator() {}

    public static PeopleMonitorSimulator on(SimulatorServer server) {
        PeopleMonitorSimulator simulator = new PeopleMonitorSimulator();
        server.answer(post(urlPathEqualTo(PATH)), simulator::take);
        server.answer(get(urlPathEqualTo(PATH)), simulator::give);
        return simulator;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** Whom the vendor watches, by the key that they were given. */
    public synchronized Map<String, JsonNode> watched() {
        return Map.copyOf(watched);
    }

    /** All operations, in the order in which they came. */
    public synchronized List<JsonNode> operations() {
        return List.copyOf(operations);
    }

    /** Something has changed for somebody who is watched; {@code null} fields are left out. */
    public synchronized void change(String key, String at, Map<String, String> vrk) {
        ObjectNode row = Json.object();
        row.putArray("errors");
        row.put("referencekey", key).put("bisnodeid", "FI21" + key);
        ObjectNode told = row.putObject("vrk").put("_rowtype", "Change").put("_lastchangedat", at);
        vrk.forEach(told::put);
        changes.add(row);
    }

    /** The vendor cannot tell whom this key means. */
    public synchronized void cannotTell(String key) {
        ObjectNode row = Json.object();
        row.putArray("errors").addObject().put("code", "E17").put("message", "The person could not be identified.");
        changes.add(row.put("referencekey", key));
    }

    /** The batches that were asked for and had changes. */
    public synchronized List<String> fetched() {
        return List.copyOf(fetched);
    }

    /** The next batch with changes is fetched, and the vendor is out of order. */
    public synchronized void loseNextBatch() {
        loseNext = true;
    }

    private ResponseDefinitionBuilder take(Request request) {
        return trouble.nextCall().orElseGet(() -> isKnown(request) ? taken(request) : unauthorized());
    }

    private synchronized ResponseDefinitionBuilder taken(Request request) {
        ObjectNode answer = Json.object();
        answer.putArray("errors");
        ArrayNode rows = answer.putArray("rows");
        for (JsonNode operation : Json.parse(request.getBodyAsString())) {
            operations.add(operation);
            String key = operation.path("ReferenceKey").asText();
            if (operation.path("_op").asText().equals("Delete")) {
                watched.remove(key);
            } else if (operation.path("PostCode").asText().matches("[0-9]{5}")) {
                watched.put(key, operation);
            } else {
                rows.addObject().put("referencekey", key).putArray("errors").add("PostCode");
            }
        }
        return jsonResponse(answer.toString(), 200);
    }

    private ResponseDefinitionBuilder give(Request request) {
        return trouble.nextCall().orElseGet(() -> isKnown(request) ? given(request) : unauthorized());
    }

    private synchronized ResponseDefinitionBuilder given(Request request) {
        String action = request.queryParameter("action").firstValue();
        if (action.equals("PrepareData")) {
            String batch = UUID.randomUUID().toString();
            batches.put(batch, List.copyOf(changes));
            changes.clear();
            return jsonResponse(Json.object().put("batchId", batch).toString(), 200);
        }
        if (!action.equals("GetData")) {
            return badRequest();
        }
        List<ObjectNode> batch = batches.get(request.queryParameter("batchId").firstValue());
        if (batch == null) {
            return notFound();
        }
        if (!batch.isEmpty()) {
            fetched.add(request.queryParameter("batchId").firstValue());
            if (loseNext) {
                loseNext = false;
                return status(503);
            }
        }
        ObjectNode answer =
                Json.object().put("batchId", request.queryParameter("batchId").firstValue());
        answer.putArray("errors");
        answer.putArray("rows").addAll(batch);
        return jsonResponse(answer.toString(), 200);
    }

    private static boolean isKnown(Request request) {
        return request.header("x-api-key").isPresent()
                && request.header("x-api-key").firstValue().equals(API_KEY);
    }
}
