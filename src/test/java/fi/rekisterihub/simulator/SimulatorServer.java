package fi.rekisterihub.simulator;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.StubImport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** One WireMock server on loopback, for any number of simulated systems, each below a path of its own. */
public final class SimulatorServer implements AutoCloseable {

    private static final int REMEMBERED_REQUESTS = 5_000;

    private final LiveAnswers answers = new LiveAnswers();
    private final HostileHeaders hostile = new HostileHeaders();
    private final WireMockServer server;

    private SimulatorServer(WireMockConfiguration port) {
        server = new WireMockServer(port.bindAddress("127.0.0.1")
                .extensions(answers, hostile)
                .maxRequestJournalEntries(REMEMBERED_REQUESTS)
                .gzipDisabled(true));
        server.start();
    }

    public static SimulatorServer onAnyPort() {
        return new SimulatorServer(WireMockConfiguration.options().dynamicPort());
    }

    public static SimulatorServer on(int port) {
        return new SimulatorServer(WireMockConfiguration.options().port(port));
    }

    /** {@code http://127.0.0.1:<port>}, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** For stubs and verifications of WireMock's own. */
    public WireMockServer wireMock() {
        return server;
    }

    /** Answers by code what a static stub cannot. */
    public void answer(MappingBuilder request, Function<Request, ResponseDefinitionBuilder> answer) {
        server.stubFor(request.willReturn(WireMock.aResponse()
                .withTransformers(LiveAnswers.NAME)
                .withTransformerParameter(LiveAnswers.PARAMETER, answers.add(answer))));
    }

    /** From now on every answer carries headers that try to lead to {@code /elsewhere}, to run SQL and to write files. */
    public void answerWithHostileHeaders() {
        hostile.leadTo(url() + "/elsewhere");
    }

    /** Whether a header of an answer has led a call astray. */
    public boolean ledAstray() {
        return server.getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .anyMatch(request -> request.getUrl().contains("elsewhere")
                        || request.getMethod().getName().equals("DELETE"));
    }

    /** Loads the static stubs of one file, {@code src/test/resources/wiremock/<api>/mappings/<file>}. */
    void load(String api, String file) {
        String resource = "/wiremock/%s/mappings/%s".formatted(api, file);
        try (InputStream json = SimulatorServer.class.getResourceAsStream(resource)) {
            if (json == null) {
                throw new IllegalArgumentException("There are no stubs at %s.".formatted(resource));
            }
            server.importStubs(Json.read(new String(json.readAllBytes(), StandardCharsets.UTF_8), StubImport.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
