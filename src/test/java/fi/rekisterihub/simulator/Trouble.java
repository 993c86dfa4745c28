package fi.rekisterihub.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What a simulator has been told to do wrong in its next answers, and how often it was asked. Troubles are used up
 * in the order in which they were asked for; then the simulator is well again.
 */
public final class Trouble {

    private final Queue<Supplier<ResponseDefinitionBuilder>> next = new ArrayDeque<>();
    private final AtomicInteger calls = new AtomicInteger();

    Trouble() {}

    /** The next answers have this status and a short plain text. */
    public Trouble status(int times, int status) {
        return answer(times, () -> plainText(status));
    }

    /** The next answers are 429 with {@code Retry-After} in seconds. */
    public Trouble tooMany(int times, Duration retryAfter) {
        return answer(times, () -> plainText(429).withHeader("Retry-After", String.valueOf(retryAfter.toSeconds())));
    }

    /** The next connections are cut before an answer is given. */
    public Trouble reset(int times) {
        return answer(times, () -> WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    /** The next answers come, with status 200 and an empty body, only after so long. */
    public Trouble slow(int times, Duration delay) {
        return answer(times, () -> WireMock.ok().withFixedDelay((int) delay.toMillis()));
    }

    /** The next answers are a page meant for a browser, status 200: what a proxy or a login wall gives. */
    public Trouble htmlPage(int times) {
        return answer(times, () -> WireMock.ok("<!DOCTYPE html><html><body><h1>Huoltokatko</h1></body></html>")
                .withHeader("Content-Type", "text/html; charset=UTF-8"));
    }

    synchronized Trouble answer(int times, Supplier<ResponseDefinitionBuilder> answer) {
        for (int i = 0; i < times; i++) {
            next.add(answer);
        }
        return this;
    }

    /** Whatever it was told to do wrong, it is well again. */
    public synchronized void isOver() {
        next.clear();
    }

    /** How many requests have come, well answered or not. */
    public int calls() {
        return calls.get();
    }

    /** Counts one request; gives the trouble that is its turn, if any. */
    synchronized Optional<ResponseDefinitionBuilder> nextCall() {
        calls.incrementAndGet();
        return Optional.ofNullable(next.poll()).map(Supplier::get);
    }

    private static ResponseDefinitionBuilder plainText(int status) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/plain; charset=UTF-8")
                .withBody("Simulated answer " + status);
    }
}
