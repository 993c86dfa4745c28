package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An operator saves a file beside a running hub and looks at the console. */
class SavedFileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PLACE = "mappings/crm-person.yaml";

    private final FilledHub hub = FilledHub.hub();
    private final Visitor operator = hub.visitor("operator");

    @Test
    void aBadSaveIsShownOnThePagesAndInHealthUntilItIsMended() throws IOException {
        Path file = hub.home().resolve(PLACE);
        String good = Files.readString(file);
        assertThat(operator.get("/actuator/health").statusCode()).isEqualTo(200);

        Files.writeString(file, good.replace("familyName:", "familiName:"));
        try {
            await().atMost(PATIENCE)
                    .until(() -> operator.get("/routes").body().contains("did you mean &#39;familyName&#39;?"));
            assertThat(operator.get("/").body()).contains("Tiedosto on viallinen", PLACE);
            assertThat(operator.get("/actuator/health").statusCode()).isEqualTo(503);
            assertThat(operator.get("/actuator/health/readiness").statusCode())
                    .as("the rest of the hub serves on")
                    .isEqualTo(200);
        } finally {
            Files.writeString(file, good);
        }

        await().atMost(PATIENCE).until(() -> operator.get("/actuator/health").statusCode() == 200);
        assertThat(operator.get("/routes").body()).doesNotContain(PLACE);
    }
}
