package fi.rekisterihub.route;

import fi.rekisterihub.NearestWord;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.spi.Language;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Whether the expressions in Camel's simple language can be read. */
final class SimpleRules {

    private static final List<String> FUNCTIONS = List.of(
            "body",
            "bodyAs",
            "bodyOneLine",
            "header",
            "headers",
            "headerAs",
            "exchangeProperty",
            "variable",
            "variables",
            "exchange",
            "exchangeId",
            "id",
            "messageTimestamp",
            "date",
            "exception",
            "bean",
            "random",
            "uuid",
            "null",
            "routeId",
            "fromRouteId",
            "stepId",
            "size",
            "length",
            "trim",
            "uppercase",
            "lowercase",
            "substring",
            "join",
            "split",
            "replace",
            "hash",
            "iif",
            "empty",
            "not",
            "attachments",
            "jsonpath",
            "jq",
            "xpath",
            "collate");

    private static final Pattern FUNCTION = Pattern.compile("\\$\\{\\s*([A-Za-z]+)");
    private static final Pattern ONE_EQUALS = Pattern.compile("}\\s+=\\s");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]*}}");

    private final LintFile file;
    private final Language simple;

    SimpleRules(LintFile file, CamelContext camel) {
        this.file = file;
        this.simple = camel.resolveLanguage("simple");
    }

    void check(DslWalk walk) {
        for (DslWalk.Expression expression : walk.expressions()) {
            if (expression.language().equals("simple")) {
                Node written = LintFile.at(expression.value(), "expression");
                check(written == null ? expression.value() : written, expression.predicate());
            }
        }
        walk.steps().stream().filter(step -> step.name().equals("log")).forEach(step -> {
            Node message = LintFile.at(step.value(), "message");
            check(message == null ? step.value() : message, false);
        });
    }

    private void check(Node node, boolean predicate) {
        if (!(node instanceof ScalarNode scalar)) {
            return;
        }
        String text = PLACEHOLDER.matcher(scalar.getValue()).replaceAll("x");
        if (predicate && ONE_EQUALS.matcher(text).find()) {
            file.complain(node, "One '=' compares nothing in a simple expression; write '=='.");
            return;
        }
        try {
            if (predicate) {
                simple.createPredicate(text);
            } else {
                simple.createExpression(text);
            }
        } catch (SimpleIllegalSyntaxException wrong) {
            file.complain(node, sentence(text, wrong));
        }
    }

    private static String sentence(String text, SimpleIllegalSyntaxException wrong) {
        if (String.valueOf(wrong.getShortMessage()).contains("functionEnd")
                || text.chars().filter(c -> c == '{').count()
                        > text.chars().filter(c -> c == '}').count()) {
            return "The simple expression does not end: close every '${' with a '}'.";
        }
        Matcher function = FUNCTION.matcher(text);
        int from = Math.max(0, Math.min(wrong.getIndex(), text.length()));
        if (function.find(from) || function.find(0)) {
            String name = function.group(1);
            if (!FUNCTIONS.contains(name)) {
                return "'${%s…}' is no function of the simple language%s"
                        .formatted(name, NearestWord.hint(name, FUNCTIONS));
            }
        }
        return "The simple expression cannot be read at its character %d; look at its brackets, quotes and operators (==, !=, >, contains, regex, &&, ||)."
                .formatted(wrong.getIndex() + 1);
    }
}
