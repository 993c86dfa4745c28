package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A processor's endpoint for correction notices: 202 with a receipt id. The same {@code Idempotency-Key} gets the same
 * receipt again and is taken in once; without a key or with another body than JSON the answer is 400.
 */
public final class ProcessorSimulator {

    private final Trouble trouble = new Trouble();
    private final Map<String, JsonNode> taken = new LinkedHashMap<>();

    private ProcessorSimulator() {}

    /** @param id the processor's id in the path {@code /processors/<id>/notices} */
    public static ProcessorSimulator on(SimulatorServer server, String id) {
        ProcessorSimulator simulator = new ProcessorSimulator();
        server.answer(post(urlPathEqualTo(path(id))), simulator::take);
        return simulator;
    }

    public static String path(String id) {
        return "/processors/" + id + "/notices";
    }

    public Trouble trouble() {
        return trouble;
    }

    /** The next answers are 400: the processor cannot read the notice. */
    public void refuseNext(int times) {
        trouble.answer(times, () -> jsonResponse("{\"title\":\"Bad Request\",\"status\":400}", 400));
    }

    /** Every notice that was taken in, by its Idempotency-Key, in the order of arrival. */
    public synchronized Map<String, JsonNode> taken() {
        return new LinkedHashMap<>(taken);
    }

    /** The bodies that were taken in, each once. */
    public synchronized List<JsonNode> notices() {
        return List.copyOf(taken.values());
    }

    private ResponseDefinitionBuilder take(Request request) {
        Optional<ResponseDefinitionBuilder> wrong = trouble.nextCall();
        return wrong.orElseGet(() -> answer(request));
    }

    private synchronized ResponseDefinitionBuilder answer(Request request) {
        var key = request.header("Idempotency-Key");
        if (!key.isPresent()) {
            return jsonResponse("{\"title\":\"Idempotency-Key is missing\",\"status\":400}", 400);
        }
        JsonNode notice;
        try {
            notice = Json.parse(request.getBodyAsString());
        } catch (IllegalArgumentException notJson) {
            return jsonResponse("{\"title\":\"The body is not JSON\",\"status\":400}", 400);
        }
        taken.putIfAbsent(key.firstValue(), notice);
        return jsonResponse(
                "{\"receiptId\":\"R-" + Integer.toHexString(key.firstValue().hashCode()) + "\"}", 202);
    }
}
