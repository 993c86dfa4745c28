package fi.rekisterihub.route;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators get wrong most often: each is said at its line, with what to write, and without any value. */
class TrialFindingsTest {

    private static final String SECRET = "s3cretvalue";

    private static final String ROUTE = """
            - route:
                id: one
                description: Answers.
                from:
                  id: one-from
                  description: Asked by a test.
                  uri: timer:one
                  parameters:
                    period: 10s
                  steps:
                    - setBody:
                        id: one-body
                        description: The answer.
                        constant: s3cretvalue
                    - to:
                        id: one-to
                        description: Told.
                        uri: log:one
                        parameters:
                          showAll: true
            """;

    private static final String LOUD = "            parameters:\n              loud: %s\n";

    private static final String LOUD_KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: say-sink
              labels:
                camel.apache.org/kamelet.type: sink
            spec:
              definition:
                title: Say
                description: Says it.
                type: object
                properties:
                  loud:
                    title: Loud
                    description: Whether all is said.
                    type: string
              template:
                from:
                  id: say-from
                  description: What is said
                  uri: kamelet:source
                  steps:
                    - to:
                        id: say-it
                        description: Says it.
                        uri: log:said
                        parameters:
                          showAll: "{{loud}}"
            """;

    private final Map<String, String> settings = new java.util.HashMap<>();
    private Path home = Path.of("");

    @BeforeEach
    void write(@TempDir Path folder) throws IOException {
        home = folder;
        Files.createDirectories(home.resolve("routes/kamelets"));
    }

    @AfterEach
    void noFindingEverToldAValue() {
        assertThat(findings()).noneMatch(finding -> finding.contains(SECRET));
    }

    @Test
    void aGoodRouteHasNone() {
        assertThat(of(ROUTE)).isEmpty();
    }

    @Test
    void unknownComponent() {
        assertThat(of(ROUTE.replace("uri: log:one", "uri: lag:one")))
                .containsExactly(
                        "routes/one.camel.yaml:18:18: The component 'lag' may not be used; did you mean 'log'?");
    }

    @Test
    void unknownParameter() {
        assertThat(of(ROUTE.replace("showAll: true", "showAl: s3cretvalue")))
                .containsExactly(
                        "routes/one.camel.yaml:20:15: The component 'log' has no parameter 'showAl'; did you mean 'showAll'?");
    }

    @Test
    void textForABoolean() {
        assertThat(of(ROUTE.replace("showAll: true", "showAll: s3cretvalue")))
                .containsExactly("routes/one.camel.yaml:20:24: 'showAll' cannot be used: write true or false.");
    }

    @Test
    void textForATime() {
        assertThat(of(ROUTE.replace("period: 10s", "period: s3cretvalue")))
                .containsExactly(
                        "routes/one.camel.yaml:9:17: 'period' cannot be used: write a number, or a time such as"
                                + " 500ms, 30s or 5m.");
    }

    @Test
    void aSettingThatIsNoTime() {
        settings.put("hub.sources.x.every", SECRET);

        assertThat(of(ROUTE.replace("period: 10s", "period: \"{{hub.sources.x.every}}\"")))
                .containsExactly(
                        "routes/one.camel.yaml:9:17: The setting behind 'period' cannot be used: write a number,"
                                + " or a time such as 500ms, 30s or 5m.");
    }

    @Test
    void aSettingThatIsMissing() {
        assertThat(of(ROUTE.replace("uri: log:one", "uri: \"{{hub.sources.x.url}}\"")))
                .containsExactly(
                        "routes/one.camel.yaml:18:18: Nothing sets 'hub.sources.x.url': set it in"
                                + " config/application.yaml or the environment, or write a default here, {{hub.sources.x.url:…}}.");
    }

    @Test
    void aSettingThatChoosesAComponentOffTheList() {
        settings.put("hub.sources.x.url", "seda:" + SECRET);

        assertThat(of(ROUTE.replace("uri: log:one", "uri: \"{{hub.sources.x.url}}\"")))
                .singleElement()
                .asString()
                .startsWith(
                        "routes/one.camel.yaml:18:18: The setting here does not begin with a component that may be used");
    }

    @Test
    void anUnknownSimpleFunction() {
        assertThat(of(ROUTE.replace("constant: s3cretvalue", "simple: \"${bodyy} s3cretvalue\"")))
                .containsExactly("routes/one.camel.yaml:14:21: '${bodyy…}' is no function of the simple language;"
                        + " did you mean 'body'?");
    }

    @Test
    void aSimpleExpressionThatDoesNotEnd() {
        assertThat(of(ROUTE.replace("constant: s3cretvalue", "simple: \"${body s3cretvalue\"")))
                .containsExactly(
                        "routes/one.camel.yaml:14:21: The simple expression does not end: close every '${' with"
                                + " a '}'.");
    }

    @Test
    void oneEqualsInACondition() {
        assertThat(
                        of(
                                ROUTE.replace("- setBody:", "- filter:")
                                        .replace(
                                                "constant: s3cretvalue",
                                                "simple: \"${body} = 's3cretvalue'\"\n            steps:\n"
                                                        + "              - stop:\n                  id: s\n                  description: Ends.")))
                .containsExactly(
                        "routes/one.camel.yaml:14:21: One '=' compares nothing in a simple expression; write '=='.");
    }

    @Test
    void aBeanThatIsMissing() {
        assertThat(of(ROUTE.replace("- setBody:", "- bean:").replace("constant: s3cretvalue", "ref: hubOutbocks")))
                .containsExactly(
                        "routes/one.camel.yaml:14:18: There is no bean 'hubOutbocks'; did you mean 'hubOutbox'?");
    }

    @Test
    void aMethodThatIsMissing() {
        assertThat(of(ROUTE.replace("- setBody:", "- bean:")
                        .replace("constant: s3cretvalue", "ref: hubSchedules\n            method: dew('s3cretvalue')")))
                .containsExactly(
                        "routes/one.camel.yaml:15:21: The bean 'hubSchedules' has no method 'dew'; did you mean"
                                + " 'due'?");
    }

    @Test
    void anExpressionThatIsMissing() {
        assertThat(of(ROUTE.replace("            constant: s3cretvalue\n", "")))
                .containsExactly("routes/one.camel.yaml:12:13: 'setBody' needs an expression here, such as"
                        + " 'simple: \"${body}\"' or 'constant: …'.");
    }

    @Test
    void aFieldThatIsMissing() {
        assertThat(of(ROUTE.replace("- setBody:", "- setHeader:")))
                .containsExactly("routes/one.camel.yaml:12:13: 'setHeader' needs a line 'name:' here.");
    }

    @Test
    void aRouteWithoutABeginningOrSteps() {
        assertThat(of(ROUTE.substring(0, ROUTE.indexOf("    from:"))))
                .containsExactly("routes/one.camel.yaml:2:5: 'route' needs a line 'from:' here.");
        assertThat(of(ROUTE.substring(0, ROUTE.indexOf("      steps:"))))
                .containsExactly("routes/one.camel.yaml:5:7: 'from' needs a line 'steps:' here.");
        assertThat(of(ROUTE.substring(0, ROUTE.indexOf("        - setBody:")).replace("steps:", "steps: []")))
                .containsExactly(
                        "routes/one.camel.yaml:5:7: 'from' does nothing without 'steps:' and at least one step.");
    }

    @Test
    void stepsThatAreNoList() {
        assertThat(of(ROUTE.replace("        - setBody:", "          setBody:").replaceAll("(?s)        - to:.*", "")))
                .containsExactly("routes/one.camel.yaml:11:11: 'steps' is a list: begin each of its items with '- '.");
    }

    @Test
    void aWordOutOfAClosedSet() {
        assertThat(of(ROUTE.replace("- setBody:", "- log:")
                        .replace("constant: s3cretvalue", "message: hi\n            loggingLevel: WARNN")))
                .containsExactly(
                        "routes/one.camel.yaml:15:27: 'loggingLevel' is none of its words; did you mean 'WARN'?");
    }

    @Test
    void textForABooleanOfAStep() {
        assertThat(of(ROUTE.replace("    from:", "    autoStartup: s3cretvalue\n    from:")))
                .containsExactly("routes/one.camel.yaml:4:18: 'autoStartup' must be true or false.");
    }

    @Test
    void aTabOrAWrongIndentation() {
        assertThat(of(ROUTE.replace("        - setBody:", "\t- setBody:")))
                .singleElement()
                .asString()
                .startsWith("routes/one.camel.yaml:11:1: This is not YAML")
                .contains("indentation");
        assertThat(of(ROUTE.replace("            id: one-body", "           id: one-body")))
                .singleElement()
                .asString()
                .startsWith("routes/one.camel.yaml:13:")
                .contains("indentation");
    }

    @Test
    void aFileThatIsNotUtf8() throws IOException {
        Files.write(
                home.resolve("routes/one.camel.yaml"),
                ROUTE.replace("Told.", "Viesti lähti.").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

        assertThat(findings())
                .containsExactly("routes/one.camel.yaml:17:34: This character is not UTF-8; save the file as UTF-8.");
    }

    @Test
    void twoRoutesWithOneBeginning() {
        write("routes/two.camel.yaml", HomeOfRoutes.route("two", "x").replace("direct:two", "direct:same"));

        assertThat(of(ROUTE.replaceFirst("(?s)timer:one.*10s", "direct:same")))
                .containsExactly("routes/two.camel.yaml:7:12: 'direct:same' is the beginning of routes/one.camel.yaml"
                        + " already; only one route can begin with it.");
    }

    @Test
    void aCallThatNoRouteTakes() {
        write("routes/two.camel.yaml", HomeOfRoutes.route("two", "x"));

        assertThat(of(ROUTE.replaceFirst("(?s)log:one.*", "direct:tow\n")))
                .containsExactly(
                        "routes/one.camel.yaml:18:18: No route begins with 'direct:tow'; did you mean 'direct:two'?");
    }

    @Test
    void aKameletsParameterOfTheWrongKind() {
        write("routes/kamelets/say-sink.kamelet.yaml", LOUD_KAMELET.replace("type: string", "type: boolean"));
        settings.put("hub.loud", SECRET);

        assertThat(of(HomeOfRoutes.routeOfKamelet("one") + LOUD.formatted(SECRET)))
                .containsExactly("routes/one.camel.yaml:14:21: 'loud' cannot be used: write true or false.");
        assertThat(of(HomeOfRoutes.routeOfKamelet("one") + LOUD.formatted("\"{{hub.loud}}\"")))
                .containsExactly(
                        "routes/one.camel.yaml:14:21: The setting behind 'loud' cannot be used: write true or false.");
    }

    @Test
    void aFaultOfAKameletIsToldInTheKameletAndNotInEachRoute() {
        write(
                "routes/kamelets/say-sink.kamelet.yaml",
                HomeOfRoutes.KAMELET.formatted("x").replace("constant: x", "simple: \"${bodyy}\""));

        assertThat(of(HomeOfRoutes.routeOfKamelet("one")))
                .singleElement()
                .asString()
                .startsWith("routes/kamelets/say-sink.kamelet.yaml:21:21: '${bodyy…}' is no function");
    }

    @Test
    void aValueThatAKameletsComponentRefusesIsToldWhereTheKameletIsUsed() {
        write("routes/kamelets/say-sink.kamelet.yaml", LOUD_KAMELET);

        assertThat(of(HomeOfRoutes.routeOfKamelet("one") + LOUD.formatted(SECRET)))
                .containsExactly("routes/one.camel.yaml:12:18: A value given here becomes 'showAll' of a component,"
                        + " which cannot use it: write true or false.");
    }

    private List<String> of(String route) {
        write("routes/one.camel.yaml", route);
        return findings();
    }

    private List<String> findings() {
        return HomeCheck.check(home, settings::get, List.of()).stream()
                .map(Finding::toString)
                .toList();
    }

    private void write(String file, String text) {
        try {
            Files.writeString(home.resolve(file), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
