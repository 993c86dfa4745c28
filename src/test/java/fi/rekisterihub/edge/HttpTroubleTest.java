package fi.rekisterihub.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import fi.rekisterihub.intake.CodeLists;
import fi.rekisterihub.intake.Limits;
import fi.rekisterihub.intake.SourceLimit;
import fi.rekisterihub.simulator.SimulatorServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the other side of a line may do wrong, over real sockets. Whatever it is, a delivery is whole or there is nothing
 * of it to apply, and the schedule says why.
 */
class HttpTroubleTest {

    private static final String PATH = "/prh/companies";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static SimulatorServer server;
    private final Deque<Function<Request, ResponseDefinitionBuilder>> next = new ArrayDeque<>();
    private SourceHub hub;

    @BeforeAll
    static void startServer() {
        server = SimulatorServer.onAnyPort();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void startHub() {
        server.wireMock().resetAll();
        server.answer(get(urlPathEqualTo(PATH)), this::answer);
        hub = hub(Limits.opensAfter(4));
    }

    /** With the code lists at hand, so that every call is one for companies. */
    private SourceHub hub(SourceLimit limit) {
        SourceHub made = SourceHub.with(Map.of("prh", limit), Map.of("hub.sources.prh.url", server.url() + "/prh"));
        for (String language : new String[] {"fi", "sv", "en"}) {
            made.bench.codeLists.keep(
                    new CodeLists.Wanted("YRMU", language),
                    "OY\tOsakeyhtiö\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return made;
    }

    @AfterEach
    void stopHub() {
        hub.close();
    }

    @Test
    void aPageForABrowserWithStatus200IsNoDelivery() {
        goesWrong(ok("<!DOCTYPE html><html><body>Huoltokatko</body></html>"), 1);

        endsWith("The source answered HTTP 200 with an HTML page, which is no data;"
                + " its address may be wrong, or it is closed for maintenance.");
        theNextStartReadsAll(3);
    }

    @Test
    void aConnectionCutInTheMiddleOfAPageIsTriedAgainFromThatPage() {
        next.add(this::page);
        next.add(request -> aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        hub.start("prh-company");
        awaitError("The source");
        assertThat(pages()).isEqualTo(1);

        theNextStartReadsAll(3);
        assertThat(hub.bench.count("select count(*) from delivery")).isEqualTo(1);
    }

    @Test
    void aResponseThatStopsBeforeItsLengthIsNoPage() {
        goesWrong(
                aResponse()
                        .withStatus(200)
                        .withHeader("Content-Length", "100000")
                        .withBody("{\"totalResults\":"),
                1);
        endsWith("The source");
        theNextStartReadsAll(3);
    }

    @Test
    void anAnswerThatNeverEndsIsCutOff() {
        goesWrong(ok(page(1, 3)).withChunkedDribbleDelay(200, 60_000), 1);

        endsWith("The source had not ended its answer after 2.5s, so the line was cut.");
        theNextStartReadsAll(3);
    }

    @Test
    void anAnswerThatIsTooLongIsCutOff() {
        goesWrong(ok(" ".repeat(600_000) + page(1, 3)), 1);

        endsWith("The source's answer is longer than 524288 bytes, so the line was cut.");
        theNextStartReadsAll(3);
    }

    @Test
    void anEmptyPageInTheMiddleEndsTheDeliveryAndNothingIsApplied() {
        next.add(this::page);
        goesWrong(jsonResponse("{\"totalResults\":300,\"companies\":[]}", 200), 1);

        endsWith("Page 2 is empty although the source says 300 records and 100 have come.");
        assertThat(failed()).isEqualTo(1);
        theNextStartReadsAll(3);
    }

    @Test
    void theFirstPageForEverEndsTheDelivery() {
        goesWrong(jsonResponse(page(1, 3), 200), 2);

        endsWith("Page 2 is page 1 again; the source repeats itself, so the series is not complete.");
        assertThat(failed()).isEqualTo(1);
        theNextStartReadsAll(3);
    }

    @Test
    void aTotalThatShrinksUnderWayEndsTheSeriesThere() {
        next.add(request -> jsonResponse(page(1, 3), 200));
        next.add(request -> jsonResponse(page(2, 2), 200));
        hub.start("prh-company");

        await().atMost(PATIENCE).until(() -> complete() == 1);
        assertThat(hub.bench.count("select records from delivery")).isEqualTo(200);
        assertThat(server.wireMock().getAllServeEvents()).hasSize(2);
    }

    @Test
    void aStormOfServerErrorsOpensTheCircuitAndLaterOneProbeClosesIt() {
        goesWrong(aResponse().withStatus(503), 4);
        hub.start("prh-company");
        for (int failures = 1; failures <= 4; failures++) {
            int known = failures;
            await().atMost(PATIENCE)
                    .until(() -> hub.bench.count("select coalesce(max(failures), 0) from schedule") == known);
            startNow();
        }
        await().atMost(PATIENCE).until(() -> reason().equals("circuit"));
        assertThat(hub.bench.count("select count(*) from source_meter where opened_at is not null"))
                .isEqualTo(1);
        assertThat(hub.bench.standings.find("prh")).hasValueSatisfying(standing -> {
            assertThat(standing.isOpen()).isTrue();
            assertThat(standing.lastFailure()).isEqualTo("The source answered HTTP 503.");
        });
        assertThat(open()).isEqualTo(1.0);
        int calls = server.wireMock().getAllServeEvents().size();
        startNow();
        await().atMost(PATIENCE).until(() -> reason().equals("circuit"));
        assertThat(server.wireMock().getAllServeEvents()).as("it is left alone").hasSize(calls);

        hub.bench.jdbc.sql("update source_meter set probe_at = now()").update();
        theNextStartReadsAll(3);
        assertThat(hub.bench.count("select count(*) from source_meter where opened_at is not null"))
                .isZero();
        assertThat(open()).isZero();
        assertThat(reason()).isEmpty();
    }

    @Test
    void tooManyCallsSilenceTheWholeSourceForAsLongAsItAsks() {
        goesWrong(aResponse().withStatus(429).withHeader("Retry-After", "600"), 1);
        hub.start("prh-company");
        awaitError("The source asks to be left alone for a while (HTTP 429).");
        startNow();

        await().atMost(PATIENCE).until(() -> reason().equals("silence"));
        assertThat(server.wireMock().getAllServeEvents()).hasSize(1);
        assertThat(
                        hub.bench.count(
                                "select count(*) from schedule where next_at between now() + interval '500 seconds' and now() + interval '600 seconds'"))
                .isEqualTo(1);
    }

    @Test
    void aDateIsHonouredLikeSecondsAndNonsenseLikeSilence() {
        String inTenMinutes = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
        goesWrong(aResponse().withStatus(429).withHeader("Retry-After", inTenMinutes), 1);
        goesWrong(aResponse().withStatus(429).withHeader("Retry-After", "when we feel like it"), 1);
        hub.start("prh-company");
        awaitError("The source asks to be left alone for a while (HTTP 429).");
        assertThat(hub.bench.count("select count(*) from source_meter where silent_until"
                        + " between now() + interval '500 seconds' and now() + interval '601 seconds'"))
                .isEqualTo(1);

        hub.bench.jdbc.sql("update source_meter set silent_until = now()").update();
        startNow();
        await().atMost(PATIENCE).until(() -> hub.bench.count("select failures from schedule") == 2);
        assertThat(hub.bench.count("select count(*) from source_meter where silent_until"
                        + " between now() + interval '1 second' and now() + interval '120 seconds'"))
                .as("the silence of the settings")
                .isEqualTo(1);

        hub.bench.jdbc.sql("update source_meter set silent_until = now()").update();
        theNextStartReadsAll(3);
    }

    @Test
    void aQuotaThatIsUsedUpLeavesTheSeriesOpenAndItGoesOnThere() {
        hub.close();
        hub = hub(Limits.calls(null, 2));
        hub.start("prh-company");
        await().atMost(PATIENCE).until(() -> reason().equals("day-quota"));
        assertThat(hub.bench.count("select failures from schedule")).isZero();
        assertThat(hub.bench.count("select count(*) from delivery where status = 'open' and rest_until > now()"))
                .isEqualTo(1);

        hub.bench.jdbc.sql("update source_usage set day = day - 1").update();
        hub.bench
                .jdbc
                .sql("update delivery set opened_at = opened_at - interval '20 hours', rest_until = now()")
                .update();
        startNow();

        await().atMost(PATIENCE).until(() -> complete() == 1);
        assertThat(hub.bench.count("select count(*) from delivery")).isEqualTo(1);
        assertThat(server.wireMock().getAllServeEvents()).as("no page twice").hasSize(3);
    }

    private ResponseDefinitionBuilder answer(Request request) {
        Function<Request, ResponseDefinitionBuilder> planned = next.poll();
        return planned == null ? page(request) : planned.apply(request);
    }

    private ResponseDefinitionBuilder page(Request request) {
        return jsonResponse(page(Integer.parseInt(request.queryParameter("page").firstValue()), 3), 200);
    }

    /** A page of a hundred of so many pages. */
    private static String page(int page, int pages) {
        return "{\"totalResults\":%d,\"companies\":[%s]}"
                .formatted(
                        pages * 100,
                        IntStream.range(0, 100)
                                .mapToObj(i -> "{\"businessId\":{\"value\":\"%d\"}}".formatted(page * 1000 + i))
                                .collect(Collectors.joining(",")));
    }

    private void goesWrong(ResponseDefinitionBuilder wrong, int times) {
        for (int i = 0; i < times; i++) {
            next.add(request -> wrong);
        }
    }

    private void endsWith(String error) {
        hub.start("prh-company");
        awaitError(error);
        assertThat(complete()).as("nothing to apply").isZero();
        assertThat(hub.bench.count("select count(*) from run")).isZero();
    }

    private void theNextStartReadsAll(int pages) {
        startNow();
        await().atMost(PATIENCE).until(() -> complete() == 1);
        assertThat(hub.bench.count("select records from delivery where status = 'complete'"))
                .isEqualTo(pages * 100L);
        await().atMost(PATIENCE).until(() -> error().isEmpty());
    }

    private double open() {
        return hub.bench
                .meters
                .get("hub.source.open")
                .tag("source", "prh")
                .gauge()
                .value();
    }

    private void startNow() {
        hub.bench.schedules.runNow("prh-company");
    }

    private void awaitError(String error) {
        await().atMost(PATIENCE).until(() -> error().startsWith(error));
    }

    private String error() {
        return said("last_error");
    }

    private String reason() {
        return said("rest_reason");
    }

    private String said(String column) {
        return hub.bench
                .jdbc
                .sql("select coalesce(max(%s), '') from schedule".formatted(column))
                .query(String.class)
                .single();
    }

    private long complete() {
        return hub.bench.count("select count(*) from delivery where status = 'complete'");
    }

    private long failed() {
        return hub.bench.count("select count(*) from delivery where status = 'failed'");
    }

    private long pages() {
        return hub.bench.count("select count(*) from delivery_page");
    }
}
