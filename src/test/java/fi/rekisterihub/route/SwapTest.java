package fi.rekisterihub.route;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finding;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {

    private HomeOfRoutes hub;

    @BeforeEach
    void startThreeRoutes(@TempDir Path home) {
        hub = new HomeOfRoutes(home);
        hub.writeRoute("one", "first").writeRoute("two", "second").writeRoute("three", "third");
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void startsEveryFileOfTheFolder() {
        assertThat(hub.folder.states())
                .extracting(RouteState::id, RouteState::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("one", RouteState.Status.STARTED),
                        org.assertj.core.groups.Tuple.tuple("three", RouteState.Status.STARTED),
                        org.assertj.core.groups.Tuple.tuple("two", RouteState.Status.STARTED));
        assertThat(hub.answerOf("two")).isEqualTo("second");
    }

    @Test
    void takesAChangedFile() {
        hub.writeRoute("two", "changed");

        SwapReport report = hub.folder.swap();

        assertThat(report)
                .isEqualTo(new SwapReport(true, java.util.List.of("two"), java.util.List.of(), java.util.List.of()));
        assertThat(hub.answerOf("two")).isEqualTo("changed");
        assertThat(hub.answerOf("one")).isEqualTo("first");
    }

    @Test
    void oneBadFileOfThreeChangesNothing() {
        hub.writeRoute("one", "changed").writeRoute("three", "changed");
        hub.write("routes/two.camel.yaml", HomeOfRoutes.route("two", "x").replace("setBody", "setBoddy"));

        SwapReport report = hub.folder.swap();

        assertThat(report.swapped()).isFalse();
        assertThat(report.findings()).extracting(Finding::file).containsExactly("routes/two.camel.yaml");
        assertThat(report.findings().get(0).line()).isEqualTo(9);
        assertThat(hub.answerOf("one")).isEqualTo("first");
        assertThat(hub.answerOf("two")).isEqualTo("second");
        assertThat(hub.answerOf("three")).isEqualTo("third");
    }

    @Test
    void aDeletedFileStopsItsRoute() {
        hub.delete("routes/two.camel.yaml");

        SwapReport report = hub.folder.swap();

        assertThat(report.removed()).containsExactly("two");
        assertThat(hub.camel.getRoute("two")).isNull();
        assertThat(hub.folder.states()).extracting(RouteState::id).containsExactly("one", "three");
    }
}
