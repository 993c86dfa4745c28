package fi.rekisterihub.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.OperatorText;
import fi.rekisterihub.profile.ProfileFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Status;

class UnseenTextTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final String FILE = "mappings/registers/" + REGISTER + ".yaml";

    private HomeOfRoutes hub;
    private String profile = "";

    @BeforeEach
    void startOneRouteAndOneRegister(@TempDir Path folder) throws IOException {
        profile = Files.readString(Path.of(FILE));
        hub = new HomeOfRoutes(folder);
        hub.write(FILE, profile);
        hub.ruling = ProfileFolder.read(folder).profiles().values();
        hub.writeRoute("one", "first").start();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    @DisplayName("rule 5 a saved profile that changes what people are told waits, and so does what was saved with it")
    void waitsForSomebodyWhoHasSeenTheChange() {
        hub.watch.start();
        hub.write(FILE, profile.replace("after: P3Y", "after: P5Y")).writeRoute("one", "second");

        await().atMost(Duration.ofSeconds(20)).until(() -> !hub.folder.waiting().isEmpty());
        assertThat(hub.folder.waiting()).containsExactly(REGISTER);
        assertThat(hub.answerOf("one")).isEqualTo("first");
        assertThat(new RouteHealth(hub.folder).health().getStatus()).isEqualTo(Status.UP);

        String seen = new OperatorText(FILE, hub.read(FILE)).fingerprint();
        assertThat(hub.folder.swap(Set.of("another")).waiting()).containsExactly(REGISTER);
        assertThat(hub.folder.swap(Set.of(seen)).swapped()).isTrue();
        assertThat(hub.answerOf("one")).isEqualTo("second");
        assertThat(hub.folder.waiting()).isEmpty();
    }

    @Test
    void takesAProfileByItselfThatTellsPeopleTheSame() {
        hub.write(FILE, "# Only a comment.\n" + profile).writeRoute("one", "second");

        assertThat(hub.folder.swap(Set.of()).swapped()).isTrue();
        assertThat(hub.answerOf("one")).isEqualTo("second");
    }

    @Test
    void aTextThatWasSeenIsNotSeenAnyMoreWhenItWasSavedAgain() {
        hub.write(FILE, profile.replace("after: P3Y", "after: P5Y"));
        String seen = new OperatorText(FILE, hub.read(FILE)).fingerprint();
        hub.write(FILE, profile.replace("after: P3Y", "after: P6Y"));

        assertThat(hub.folder.swap(Set.of(seen)).swapped()).isFalse();
    }
}
