package fi.rekisterihub.route;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LintTest {

    private static final String GOOD = HomeOfRoutes.route("good", "yes");
    private static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: greet-action
              labels:
                camel.apache.org/kamelet.type: action
            spec:
              definition:
                title: Greet
                description: Answers a greeting.
                type: object
                required:
                  - name
                properties:
                  name:
                    title: Name
                    description: Whom to greet.
                    type: string
                  pin:
                    title: Pin
                    description: Opens the door.
                    type: string
                    format: password
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setBody:
                        id: greeting
                        description: The greeting.
                        constant: "Hello {{name}} {{?pin}}"
            """;

    @Test
    void saysNothingOfAGoodFolder() {
        assertThat(lint("routes/good.camel.yaml", GOOD, "routes/kamelets/greet-action.kamelet.yaml", KAMELET))
                .isEmpty();
    }

    @Test
    void proposesTheStepThatWasMeant() {
        assertThat(lintOf(GOOD.replace("setBody", "setBoddy")))
                .containsExactly("routes/good.camel.yaml:9:11: unknown step 'setBoddy'; did you mean 'setBody'?");
    }

    @Test
    void proposesTheFieldThatWasMeant() {
        assertThat(lintOf(GOOD.replace("constant:", "konstant:")))
                .containsExactly("routes/good.camel.yaml:12:13: unknown field 'konstant'; did you mean 'constant'?");
    }

    @Test
    void tellsWhereIndentationIsBroken() {
        assertThat(lintOf(GOOD.replace("        description: Answers", "     description: Answers")
                        .replace("    description: Answers", "   description: Answers")))
                .singleElement()
                .asString()
                .startsWith("routes/good.camel.yaml:3:")
                .contains("This is not YAML");
    }

    @Test
    void wantsTheFileNamedByTheRoute() {
        assertThat(lint("routes/other.camel.yaml", GOOD))
                .containsExactly("routes/other.camel.yaml:2:9: The route's id must be the file's name:"
                        + " write 'id: other', or rename the file.");
    }

    @Test
    void wantsOneRouteAFile() {
        assertThat(lintOf(GOOD + GOOD.replace("good-", "second-")))
                .containsExactly("routes/good.camel.yaml:13:3: One route a file: move this one to a file of its own,"
                        + " named by its id.");
    }

    @Test
    void wantsEveryIdOnce() {
        assertThat(lint(
                        "routes/good.camel.yaml",
                        GOOD,
                        "routes/b.camel.yaml",
                        GOOD.replace("id: good\n", "id: b\n").replace("direct:good", "direct:b")))
                .singleElement()
                .asString()
                .isEqualTo("routes/good.camel.yaml:10:17: The id 'good-body' is already used at"
                        + " routes/b.camel.yaml:10; every id must be unique over all routes.");
    }

    @Test
    void wantsDescriptionsOnRouteStartAndStep() {
        assertThat(lintOf(GOOD.replaceAll(" +description: .*\n", "")))
                .hasSize(3)
                .allMatch(message -> message.contains("needs a description"));
    }

    @Test
    void wantsStepsWrittenOut() {
        assertThat(lintOf(withStep("- to: log:x"))).singleElement().asString().contains("Write 'to' out");
    }

    @Test
    void wantsParametersInsteadOfAQuery() {
        assertThat(lintOf(withUri("direct:x?timeout=1")))
                .singleElement()
                .asString()
                .contains("'parameters'");
    }

    @Test
    void refusesComponentsThatAreNotOnTheList() {
        assertThat(lintOf(withUri("exec:rm")))
                .singleElement()
                .asString()
                .contains("The component 'exec' may not be used");
        assertThat(lintOf(withUri("htps://example.fi")))
                .singleElement()
                .asString()
                .contains("did you mean 'https'?");
    }

    @Test
    void refusesLanguagesThatArePrograms() {
        assertThat(lintOf(GOOD.replace("constant: yes", "groovy: 1 + 1")))
                .singleElement()
                .asString()
                .contains("The language 'groovy' may not be used");
    }

    @Test
    void refusesBeansThatAreNotTheHubs() {
        assertThat(lintOf(withStep("""
                - bean:
                    id: call
                    description: Calls.
                    ref: dataSource
                    method: close"""))).singleElement().asString().contains("Only beans of the hub");
        assertThat(lintOf(withStep("""
                - bean:
                    id: call
                    description: Calls.
                    ref: hubOutbox
                    method: sent"""))).isEmpty();
        assertThat(lintOf(GOOD.replace("constant: yes", "simple: ${bean:dataSource.close}")))
                .singleElement()
                .asString()
                .contains("may not reach out");
    }

    @Test
    void refusesATargetThatTheMessageChooses() {
        assertThat(lintOf(withStep("""
                - toD:
                    id: call
                    description: Calls.
                    uri: https://${body}/x"""))).singleElement().asString().contains("host must not come from a message");
        assertThat(lintOf(withStep("""
                - toD:
                    id: call
                    description: Calls.
                    uri: https://example.fi/${body}"""))).isEmpty();
        assertThat(lintOf(withStep("""
                - recipientList:
                    id: call
                    description: Calls.
                    simple: ${body}"""))).singleElement().asString().contains("'recipientList' may not be used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trustAllCertificates", "headersInline", "allowTemplateFromHeader", "allowContextMapAll"})
    void refusesSwitchesThatOpenAKnownHole(String parameter) {
        assertThat(lintOf(withStep("""
                - to:
                    id: call
                    description: Calls.
                    uri: https://example.fi
                    parameters:
                      %s: true""".formatted(parameter))))
                .singleElement()
                .asString()
                .contains("known hole");
    }

    @Test
    void refusesBeansAndTemplatesAtTheTop() {
        assertThat(lintOf(GOOD + "- beans:\n    - name: x\n      type: java.lang.String\n"))
                .anyMatch(message -> message.contains("'beans' may not stand here"));
    }

    @Test
    void refusesSecretsInPlainText() {
        String step = """
                - to:
                    id: call
                    description: Calls.
                    uri: kamelet:greet-action
                    parameters:
                      name: x
                      pin: "%s\"""";
        String kamelet = "routes/kamelets/greet-action.kamelet.yaml";
        assertThat(lint("routes/good.camel.yaml", withStep(step.formatted("1234")), kamelet, KAMELET))
                .containsExactly(
                        "routes/good.camel.yaml:15:20: 'pin' is a secret: write a {{setting}} without a default"
                                + " here and set it in config/ or the environment.");
        assertThat(lint("routes/good.camel.yaml", withStep(step.formatted("{{hub.pin:1234}}")), kamelet, KAMELET))
                .hasSize(1);
        assertThat(lint("routes/good.camel.yaml", withStep(step.formatted("{{hub.pin}}")), kamelet, KAMELET))
                .isEmpty();
        assertThat(lintOf(withStep("""
                - setHeader:
                    id: call
                    description: Calls.
                    name: Authorization
                    constant: Bearer abc"""))).singleElement().asString().contains("'Authorization' is a secret");
    }

    @Test
    void knowsEveryKameletAndItsParameters() {
        String kamelet = "routes/kamelets/greet-action.kamelet.yaml";
        assertThat(lint("routes/good.camel.yaml", withUri("kamelet:great-action"), kamelet, KAMELET))
                .containsExactly("routes/good.camel.yaml:12:18: There is no Kamelet 'great-action';"
                        + " did you mean 'greet-action'?");
        assertThat(lint("routes/good.camel.yaml", withStep("""
                        - to:
                            id: call
                            description: Calls.
                            uri: kamelet:greet-action
                            parameters:
                              nane: x"""), kamelet, KAMELET))
                .containsExactly(
                        "routes/good.camel.yaml:12:18: The Kamelet 'greet-action' needs the parameter 'name'.",
                        "routes/good.camel.yaml:14:15: The Kamelet 'greet-action' has no parameter 'nane';"
                                + " did you mean 'name'?");
    }

    @Test
    void wantsCommentsAsDescriptions() {
        assertThat(lintOf("# what this file is for\n" + GOOD)).isEmpty();
        assertThat(lintOf(GOOD.replace("      steps:", "      # then\n      steps:")))
                .singleElement()
                .asString()
                .startsWith("routes/good.camel.yaml:8:7: A comment here is lost");
    }

    @Test
    void wantsKameletsThatExplainThemselves() {
        assertThat(lintKamelet(KAMELET.replace("name: greet-action", "name: other")))
                .singleElement()
                .asString()
                .contains("metadata.name must be the file's name");
        assertThat(lintKamelet(KAMELET.replace("        description: Whom to greet.\n", "")))
                .singleElement()
                .asString()
                .contains("The parameter 'name' needs a description");
        assertThat(lintKamelet(KAMELET.replace("pin", "token").replace("        format: password\n", "")))
                .singleElement()
                .asString()
                .contains("'token' is a secret: write 'format: password'");
        assertThat(lintKamelet(KAMELET.replace("{{name}}", "{{nam}}"))).hasSize(2);
    }

    @Test
    void wantsSourcesToForgetHeadersFirst() {
        String source = KAMELET.replace("kamelet.type: action", "kamelet.type: source")
                .replace("greet-action", "greet-source")
                .replace("uri: kamelet:source", "uri: timer:greet");
        assertThat(lint("routes/kamelets/greet-source.kamelet.yaml", source))
                .singleElement()
                .asString()
                .contains("A source begins with 'removeHeaders'");
    }

    private static String withStep(String step) {
        String head = GOOD.substring(0, GOOD.indexOf("        - setBody"));
        return head + step.indent(8);
    }

    private static String withUri(String uri) {
        return withStep("- to:\n    id: call\n    description: Calls.\n    uri: " + uri);
    }

    private static List<String> lintOf(String route) {
        return lint("routes/good.camel.yaml", route);
    }

    private static List<String> lintKamelet(String kamelet) {
        return lint("routes/kamelets/greet-action.kamelet.yaml", kamelet);
    }

    private static List<String> lint(String... filesAndTexts) {
        List<RouteText> texts = new ArrayList<>();
        for (int i = 0; i < filesAndTexts.length; i += 2) {
            texts.add(new RouteText(filesAndTexts[i], filesAndTexts[i + 1]));
        }
        return Lint.findings(new RouteTexts(texts)).stream()
                .map(Finding::toString)
                .toList();
    }
}
