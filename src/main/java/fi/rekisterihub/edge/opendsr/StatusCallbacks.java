package fi.rekisterihub.edge.opendsr;

import fi.rekisterihub.Rounds;
import fi.rekisterihub.notice.OpenDsrMessage;
import fi.rekisterihub.notice.ReceivedRequests;
import fi.rekisterihub.notice.ReceivedRequests.Telling;
import fi.rekisterihub.notice.signing.BodySignature;
import fi.rekisterihub.notice.signing.HubKey;
import fi.rekisterihub.notice.signing.OpenDsrSettings;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells controllers what has become of their requests, at the addresses that they have signed. Not a route, because a route
 * may not let a message choose whom it calls; here the domain was held against the controller's when the request came.
 */
@Component
final class StatusCallbacks {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int AT_ONCE = 4;
    /** Over a week, as for our own notices; after that the controller has to ask. */
    private static final int ATTEMPTS = 42;

    private final ReceivedRequests requests;
    private final SignedAnswers answers;
    private final HubKey key;
    private final boolean anybody;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private @Nullable Rounds rounds;

    StatusCallbacks(ReceivedRequests requests, SignedAnswers answers, HubKey key, OpenDsrSettings settings) {
        this.requests = requests;
        this.answers = answers;
        this.key = key;
        this.anybody = !settings.controllers().isEmpty();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (anybody) {
            rounds = Rounds.every("opendsr-callbacks", EVERY, EVERY, this::round);
        }
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.close();
        }
    }

    void round() {
        for (Telling telling : requests.toTell(AT_ONCE, LEASE)) {
            if (telling.callbackUrls().stream().allMatch(url -> heard(telling, url))) {
                requests.told(telling);
            } else {
                requests.tellLater(telling, ATTEMPTS, wait(telling.attempts()));
            }
        }
    }

    private boolean heard(Telling telling, String url) {
        byte[] body = answers.bytes(body(telling, url));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header(BodySignature.PROCESSOR_HEADER, key.domain())
                .header(BodySignature.HEADER, key.sign(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException notHeard) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Map<String, Object> body(Telling telling, String url) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("controller_id", telling.controller());
        body.put(
                "expected_completion_time",
                telling.expectedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        body.put("status_callback_url", url);
        body.put("subject_request_id", telling.subjectRequestId().toString());
        body.put("request_status", telling.status().word());
        body.put("api_version", RequestReader.API_VERSION);
        if (telling.reason() != null) {
            body.put("extensions", Map.of(OpenDsrMessage.EXTENSION, Map.of("reason", telling.reason())));
        }
        return body;
    }

    private static Duration wait(int attempts) {
        Duration doubled = EVERY.multipliedBy(1L << Math.min(attempts, 20));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
}
