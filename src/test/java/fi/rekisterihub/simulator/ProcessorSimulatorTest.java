package fi.rekisterihub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessorSimulatorTest {

    private final SimulatorServer server = SimulatorServer.onAnyPort();
    private final ProcessorSimulator processor = ProcessorSimulator.on(server, "licence-registry");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesANoticeInOnceAndGivesTheSameReceiptAgain() throws Exception {
        HttpResponse<String> first = notice("n-1", "{\"kind\":\"rectified\"}");
        HttpResponse<String> again = notice("n-1", "{\"kind\":\"rectified\"}");
        HttpResponse<String> other = notice("n-2", "{\"kind\":\"erased\"}");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(Json.parse(first.body()).path("receiptId").asText()).isNotEmpty();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.body()).isNotEqualTo(first.body());
        assertThat(processor.taken()).containsOnlyKeys("n-1", "n-2");
        assertThat(processor.notices().get(1).path("kind").asText()).isEqualTo("erased");
        assertThat(processor.trouble().calls()).isEqualTo(3);
    }

    @Test
    void refusesWhatHasNoKeyOrIsNoJson() throws Exception {
        assertThat(Http.post(server.url() + ProcessorSimulator.path("licence-registry"), "{}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(notice("n-3", "kind=rectified").statusCode()).isEqualTo(400);
        assertThat(processor.taken()).isEmpty();
    }

    @Test
    void failsAsToldInTheOrderTold() throws Exception {
        processor.trouble().status(1, 500).tooMany(1, Duration.ofSeconds(7)).reset(1);
        processor.refuseNext(1);
        assertThat(notice("n-4", "{}").statusCode()).isEqualTo(500);
        HttpResponse<String> tooMany = notice("n-4", "{}");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).contains("7");
        assertThatThrownBy(() -> notice("n-4", "{}")).isInstanceOf(IOException.class);
        assertThat(notice("n-4", "{}").statusCode()).isEqualTo(400);
        assertThat(processor.taken()).isEmpty();
        assertThat(notice("n-4", "{}").statusCode()).isEqualTo(202);
    }

    @Test
    void answersLateWhenToldTo() throws Exception {
        processor.trouble().slow(1, Duration.ofMillis(300));
        long began = System.nanoTime();
        assertThat(notice("n-5", "{}").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(250));
        assertThat(processor.taken()).isEmpty();
    }

    private HttpResponse<String> notice(String key, String body) throws IOException, InterruptedException {
        return Http.post(
                server.url() + ProcessorSimulator.path("licence-registry"),
                body,
                "Idempotency-Key",
                key,
                "Content-Type",
                "application/json");
    }
}
