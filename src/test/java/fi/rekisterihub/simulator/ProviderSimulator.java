package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One newsletter provider (FORMATS 6): remembers whom it was told to suppress, checks keys and signatures as strictly
 * as the vendor, and can forget, fail, ask for patience, or act and break the line before it has said so.
 */
public final class ProviderSimulator {

    private final ProviderApi api;
    private final Readers readers = new Readers();
    private final Trouble trouble = new Trouble();
    private final AtomicInteger actsSilently = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger refusedKeys = new AtomicInteger();

    private ProviderSimulator(ProviderApi api) {
        this.api = api;
    }

    public static ProviderSimulator on(SimulatorServer server, String id) {
        return on(server, ProviderApis.of(id));
    }

    static ProviderSimulator on(SimulatorServer server, ProviderApi api) {
        ProviderSimulator simulator = new ProviderSimulator(api);
        server.answer(any(urlPathMatching(path(api.id()) + "/.*")), simulator::take);
        return simulator;
    }

    /** The ids of all providers there are. */
    public static List<String> ids() {
        return ProviderApis.ids();
    }

    public static String path(String id) {
        return "/" + id;
    }

    /** The settings of a hub that uses it at this address, switched on. */
    public Map<String, String> settings(String serverUrl) {
        Map<String, String> settings = new LinkedHashMap<>();
        String prefix = "hub.providers." + api.id() + ".";
        settings.put(prefix + "enabled", "true");
        settings.put(prefix + "url", serverUrl + path(api.id()));
        settings.put(prefix + "every", "100");
        for (int i = 0; i < api.settings().size(); i += 2) {
            settings.put(prefix + api.settings().get(i), api.settings().get(i + 1));
        }
        return settings;
    }

    public String id() {
        return api.id();
    }

    /** What goes wrong next, before anything is done. */
    public Trouble trouble() {
        return trouble;
    }

    /** The next calls are obeyed, and the line is cut before the answer. */
    public void breakTheLineAfterActing(int times) {
        actsSilently.set(times);
    }

    public void add(String email) {
        readers.add(email);
    }

    /** The reader unsubscribes there. */
    public void unsubscribe(String email) {
        readers.unsubscribe(email);
    }

    /** The reader leaves one letter of several; the others go on. */
    public void leave(String email, String topic) {
        readers.leave(email, topic);
    }

    /** Its memory fails: the reader is one as any other again. */
    public void subscribe(String email) {
        readers.subscribe(email);
    }

    /** Its memory fails altogether. */
    public void forget(String email) {
        readers.forget(email);
    }

    public boolean knows(String email) {
        return readers.knows(email);
    }

    public boolean suppresses(String email) {
        return readers.suppresses(email);
    }

    /** How often the address became suppressed. */
    public int effects(String email) {
        return readers.effects(email);
    }

    /** How often it was told so, with or without an effect. */
    public long timesTold(String email) {
        return readers.timesTold(email);
    }

    /** Everybody whom it was told to suppress, in order. */
    public List<String> told() {
        return readers.told();
    }

    /** Calls that were answered by its interface, well or not; those that failed before are not counted. */
    public int calls() {
        return calls.get();
    }

    /** Calls whose key or signature was not right. */
    public int refusedKeys() {
        return refusedKeys.get();
    }

    /** Told of each address that became suppressed, as a webhook would tell. */
    public void whenSuppressed(Consumer<String> listener) {
        readers.whenSuppressed(listener);
    }

    private ResponseDefinitionBuilder take(Request request) {
        Optional<ResponseDefinitionBuilder> wrong = trouble.nextCall();
        return wrong.orElseGet(() -> answer(request));
    }

    private ResponseDefinitionBuilder answer(Request request) {
        calls.incrementAndGet();
        if (!api.admits(request)) {
            refusedKeys.incrementAndGet();
            return jsonResponse("{\"message\":\"unauthorized\"}", 401);
        }
        String below = URI.create(request.getUrl())
                .getRawPath()
                .substring(path(api.id()).length() + 1);
        ResponseDefinitionBuilder answer = api.answer(request, below, readers)
                .orElseGet(() -> jsonResponse("{\"message\":\"no such endpoint\"}", 405));
        boolean reading = request.getMethod().value().equals("GET");
        return !reading && actsSilently.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? answer.withFault(Fault.CONNECTION_RESET_BY_PEER)
                : answer;
    }
}
