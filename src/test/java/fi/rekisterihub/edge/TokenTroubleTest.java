package fi.rekisterihub.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import fi.rekisterihub.intake.Limits;
import fi.rekisterihub.simulator.SimulatorServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A series of pages of a source that wants a token, when the token ends on the way. */
class TokenTroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String ROUTE = """
            - route:
                id: token-pages
                from:
                  uri: kamelet:hub-schedule-source
                  parameters:
                    name: token-pages
                  steps:
                    - to:
                        uri: kamelet:hub-delivery-open-action
                        parameters:
                          feed: prh-company
                          origin: test
                    - loop:
                        doWhile: true
                        simple: "${variable.hubMore} == true"
                        steps:
                          - setVariable:
                              name: hubQuery
                              simple: "page=${variable.hubPage}"
                          - setBody:
                              constant: ""
                          - to:
                              uri: kamelet:hub-token-call-action
                              parameters:
                                source: tokens
                                url: "%1$s/companies"
                                tokenUrl: "%1$s/login"
                                clientId: hub
                                clientSecret: secret
                          - to:
                              uri: kamelet:hub-page-action
                              parameters:
                                feed: prh-company
                                total: totalResults
                    - to:
                        uri: kamelet:hub-delivery-complete-sink
                        parameters:
                          feed: prh-company
            """;

    private final SimulatorServer server = SimulatorServer.onAnyPort();
    private final AtomicInteger logins = new AtomicInteger();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile int oldestValid = 1;
    private volatile int endsAtPage = 3;
    private SourceHub hub;

    @BeforeEach
    void start() throws IOException {
        server.answer(
                post(urlPathEqualTo("/login")),
                request -> jsonResponse(
                        "{\"access_token\":\"t%d\",\"expires_in\":\"3600\"}".formatted(logins.incrementAndGet()), 200));
        server.answer(get(urlPathEqualTo("/companies")), this::page);
        hub = SourceHub.with(Map.of("tokens", Limits.none()), Map.of());
        Path route = Files.createTempDirectory("routes").resolve("token-pages.camel.yaml");
        Files.writeString(route, ROUTE.formatted(server.url()));
        hub.startFiles(route);
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    @Test
    void aTokenThatEndsUnderWayIsRenewedOnceAndOnlyThePageThatItWasRefusedForIsAskedAgain() {
        await().atMost(PATIENCE).until(() -> complete() == 1);

        assertThat(logins).hasValue(2);
        assertThat(calls).containsExactly("1 t1", "2 t1", "3 t1", "3 t2", "4 t2");
        assertThat(hub.bench.count("select records from delivery")).isEqualTo(400);
        assertThat(error()).isEmpty();
    }

    @Test
    void aSourceThatRefusesTheNewTokenTooEndsTheStartWithItsReasonAndTheNextGoesOnThere() {
        oldestValid = 99;
        endsAtPage = 99;
        await().atMost(PATIENCE).until(() -> error().equals("The source refused the hub's credentials (HTTP 401)."));
        assertThat(calls)
                .as("a token of just now that is refused is not fetched anew")
                .containsExactly("1 t1");
        assertThat(complete()).isZero();

        oldestValid = 1;
        endsAtPage = 3;
        hub.bench.schedules.runNow("token-pages");

        await().atMost(PATIENCE).until(() -> complete() == 1);
        assertThat(calls).containsExactly("1 t1", "1 t2", "2 t2", "3 t2", "3 t3", "4 t3");
        assertThat(hub.bench.count("select count(*) from delivery")).isEqualTo(1);
    }

    private ResponseDefinitionBuilder page(Request request) {
        int token = Integer.parseInt(request.getHeader("Authorization").replace("Bearer t", ""));
        int page = Integer.parseInt(request.queryParameter("page").firstValue());
        calls.add(page + " t" + token);
        if (page == endsAtPage && token == logins.get() && oldestValid <= token) {
            oldestValid = token + 1;
            endsAtPage = 99;
        }
        return token < oldestValid ? aResponse().withStatus(401) : jsonResponse(page(page), 200);
    }

    private static String page(int page) {
        return "{\"totalResults\":400,\"companies\":[%s]}"
                .formatted(IntStream.range(0, 100)
                        .mapToObj(i -> "{\"businessId\":{\"value\":\"%d\"}}".formatted(page * 1000 + i))
                        .collect(Collectors.joining(",")));
    }

    private String error() {
        return hub.bench
                .jdbc
                .sql("select coalesce(max(last_error), '') from schedule")
                .query(String.class)
                .single();
    }

    private long complete() {
        return hub.bench.count("select count(*) from delivery where status = 'complete'");
    }
}
