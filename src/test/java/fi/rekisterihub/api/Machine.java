package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.support.FilledHub;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A caller of the API with HTTP Basic. */
final class Machine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String credentials;

    private Machine(String credentials) {
        this.credentials = credentials;
    }

    static Machine as(String user) {
        byte[] pair = (user + ":" + FilledHub.PASSWORD).getBytes(StandardCharsets.UTF_8);
        return new Machine("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    Answer get(String path) {
        return new Answer(
                FilledHub.hub().stranger().call(path, request -> request.header("Authorization", credentials)));
    }

    Answer post(String path, String body) {
        return new Answer(FilledHub.hub().stranger().call(path, request -> request.header("Authorization", credentials)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    /** @return the status */
    int put(String path, String body) {
        return FilledHub.hub()
                .stranger()
                .call(path, request -> request.header("Authorization", credentials)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    /** @return the status */
    int delete(String path) {
        return FilledHub.hub()
                .stranger()
                .call(path, request -> request.header("Authorization", credentials)
                        .DELETE())
                .statusCode();
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {

        /** The body, after its status and type have been looked at. */
        JsonNode json(int status) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            assertThat(response.headers().firstValue("Content-Type").orElse(""))
                    .startsWith(status < 400 ? "application/json" : "application/problem+json");
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + response.body(), e);
            }
        }
    }
}
