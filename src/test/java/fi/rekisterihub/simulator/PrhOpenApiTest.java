package fi.rekisterihub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wiremock.com.networknt.schema.InputFormat;
import wiremock.com.networknt.schema.JsonSchemaFactory;
import wiremock.com.networknt.schema.SpecVersion.VersionFlag;

/** What the simulator says is what PRH's own OpenAPI document allows. */
class PrhOpenApiTest {

    private static final Path DOCUMENT =
            Path.of(System.getProperty("hub.data", ""), "formats", "prh-ytj-v3.openapi.yaml");

    @BeforeAll
    static void needsTheDocument() {
        assumeTrue(
                Files.isRegularFile(DOCUMENT),
                "PRH's OpenAPI document is not at %s: put it there (-Dhub.data) to check the simulator against it."
                        .formatted(DOCUMENT));
    }

    @Test
    void answersAsPrhsOwnDocumentSays() throws Exception {
        World world = World.of(11, 260, 20, LocalDate.of(2026, 11, 22));
        try (SimulatorServer server = SimulatorServer.onAnyPort()) {
            PrhSimulator.on(server, world);
            for (int page = 1; page <= 3; page++) {
                String answer = Http.get(server.url() + PrhSimulator.PATH + "/companies?page=" + page)
                        .body();
                assertThat(mistakes("CompanyResult", answer)).isEmpty();
            }
            String postCodes = Http.get(server.url() + PrhSimulator.PATH + "/post_codes?lang=fi")
                    .body();
            for (var entry : Json.parse(postCodes)) {
                assertThat(mistakes("PostOfficeEntry", entry.toString())).isEmpty();
            }
        }
    }

    @Test
    void wouldSeeAWrongAnswer() throws Exception {
        assertThat(mistakes("CompanyResult", "{\"totalResults\":\"one\",\"companies\":[{\"names\":[]}]}"))
                .isNotEmpty();
    }

    private static java.util.Set<?> mistakes(String schema, String json) throws Exception {
        ObjectNode root = Json.object().put("$ref", "#/components/schemas/" + schema);
        JsonNode components = new YAMLMapper().readTree(DOCUMENT.toFile()).path("components");
        // The document calls lastModified a date-time and, in the next lines, 19 characters without a zone: the length
        // is what PRH sends, so only the length is held against the answer.
        ((ObjectNode) components.at("/schemas/Company/properties/lastModified")).remove("format");
        root.set("components", components);
        return JsonSchemaFactory.getInstance(VersionFlag.V4)
                .getSchema(root.toString())
                .validate(json, InputFormat.JSON);
    }
}
