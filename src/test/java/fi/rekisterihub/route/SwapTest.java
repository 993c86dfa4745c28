package fi.rekisterihub.route;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finding;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {

    private static final String ROUTE_THAT_FAILS = HomeOfRoutes.route("four", "x")
            .replace("setBody:", "throwException:")
            .replace("constant: x", "exceptionType: java.lang.IllegalStateException\n            message: on purpose");

    private static final String ERRORS = """
            - routeConfiguration:
                description: What happens when a route fails.
                onException:
                  - onException:
                      id: any-failure
                      description: Answers instead.
                      exception:
                        - java.lang.Exception
                      handled:
                        constant: "true"
                      steps:
                        - setBody:
                            id: any-failure-answer
                            description: The answer.
                            constant: %s
            """;

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

    @Test
    void aNewFileStartsItsRoute() {
        hub.writeRoute("four", "new");

        assertThat(hub.folder.swap().changed()).containsExactly("four");

        assertThat(hub.answerOf("four")).isEqualTo("new");
    }

    @Test
    void aRouteIsRenamedWithItsFile() {
        hub.delete("routes/two.camel.yaml").writeRoute("deux", "second");

        SwapReport report = hub.folder.swap();

        assertThat(report.changed()).containsExactly("deux");
        assertThat(report.removed()).containsExactly("two");
        assertThat(hub.camel.getRoute("two")).isNull();
        assertThat(hub.answerOf("deux")).isEqualTo("second");
    }

    @Test
    void aRouteMayBeginWhereADeletedOneBegan() {
        hub.delete("routes/two.camel.yaml");
        hub.write(
                "routes/deux.camel.yaml",
                HomeOfRoutes.route("deux", "taken over").replace("direct:deux", "direct:two"));

        assertThat(hub.folder.swap().findings()).isEmpty();

        assertThat(hub.answerOf("two")).isEqualTo("taken over");
    }

    @Test
    void aChangedKameletChangesTheRoutesThatAreBuiltOfItAndNoOther() {
        hub.writeKamelet("old").write("routes/four.camel.yaml", HomeOfRoutes.routeOfKamelet("four"));
        hub.folder.swap();
        assertThat(hub.answerOf("four")).isEqualTo("old");
        hub.writeKamelet("new");

        SwapReport report = hub.folder.swap();

        assertThat(report.changed()).containsExactly("four");
        assertThat(hub.answerOf("four")).isEqualTo("new");
        assertThat(hub.camel.getRouteDefinitions())
                .as("no route of the old Kamelet is left behind")
                .hasSize(5);
    }

    @Test
    void changedErrorHandlingRulesEveryRoute() {
        hub.write("routes/four.camel.yaml", ROUTE_THAT_FAILS);
        hub.write("routes/_errors.camel.yaml", ERRORS.formatted("handled by the old"));
        hub.folder.swap();
        assertThat(hub.answerOf("four")).isEqualTo("handled by the old");
        hub.write("routes/_errors.camel.yaml", ERRORS.formatted("handled by the new"));

        SwapReport report = hub.folder.swap();

        assertThat(report.changed()).containsExactly("four", "one", "three", "two");
        assertThat(hub.answerOf("four")).isEqualTo("handled by the new");
        assertThat(hub.answerOf("one")).isEqualTo("first");
    }

    @Test
    void aMissingBeanChangesNothing() {
        hub.writeRoute("one", "changed");
        hub.write(
                "routes/two.camel.yaml",
                HomeOfRoutes.route("two", "x").replace("setBody:", "bean:").replace("constant: x", "ref: hubNobody"));

        SwapReport report = hub.folder.swap();

        assertThat(report.findings()).singleElement().asString().contains("There is no bean 'hubNobody'");
        assertThat(hub.answerOf("one")).isEqualTo("first");
        assertThat(hub.answerOf("two")).isEqualTo("second");
    }
}
