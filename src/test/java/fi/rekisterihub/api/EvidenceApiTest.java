package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.evidence.Bundles;
import fi.rekisterihub.evidence.Sealer;
import fi.rekisterihub.support.FilledHub;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceApiTest {

    private static final String PATH = "/api/v1/evidence";

    private final Machine officer = Machine.as("officer");

    @BeforeEach
    void seal() {
        FilledHub.hub().get(Sealer.class).seal();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?person=201",
                "?recipient=mailchimp",
                "?from=2026-01-01T00:00:00Z&to=2099-01-01T00:00:00Z",
                "?person=201&contents=true&head=1",
                ""
            })
    void handsOutBundles(String query) {
        String key = officer.get(PATH + "/standing").json(200).get("key").asText();
        HttpResponse<String> file = officer.get(PATH + query).response();

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(Bundles.refusal(file.body().getBytes(StandardCharsets.UTF_8), key))
                .isNull();
    }

    @Test
    void saysHowFarItIsSealed() {
        JsonNode standing = officer.get(PATH + "/standing").json(200);

        assertThat(standing.get("block").asLong()).isPositive();
        assertThat(standing.get("entries").asLong()).isPositive();
        assertThat(standing.get("hash").asText()).hasSize(64);
    }

    @Test
    void refusesWhatCannotBeUnderstoodAndWhoMayNot() {
        officer.get(PATH + "?person=1&recipient=x").json(400);
        officer.get(PATH + "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z").json(400);
        Machine.as("operator").get(PATH + "?person=201").json(403);
    }
}
