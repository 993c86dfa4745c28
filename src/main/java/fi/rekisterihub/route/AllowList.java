package fi.rekisterihub.route;

import fi.rekisterihub.NearestWord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What a route may use. Its author is trusted but fallible, and what a message carries is not trusted at all: so no
 * component that runs programs, no language that is one, and no target that a message chooses.
 */
final class AllowList {

    static final Set<String> COMPONENTS = Set.of(
            "kamelet",
            "direct",
            "http",
            "https",
            "imap",
            "imaps",
            "smtp",
            "smtps",
            "sftp",
            "file",
            "sql",
            "timer",
            "scheduler",
            "log",
            "bean",
            "platform-http");
    private static final Set<String> LANGUAGES =
            Set.of("constant", "simple", "header", "exchangeProperty", "variable", "tokenize", "method", "expression");
    /** Word to what to do instead. */
    private static final Map<String, String> FORBIDDEN_STEPS = Map.ofEntries(
            Map.entry("script", "Put the logic into a bean of the hub."),
            Map.entry("process", "Call a bean of the hub with 'bean'."),
            Map.entry("kamelet", "Write 'to' with 'uri: kamelet:<name>'."),
            Map.entry("saga", "A row in the inbox or outbox survives a crash, a saga does not."),
            Map.entry("wireTap", "What it sends is lost at a stop; queue it in the outbox."),
            Map.entry("recipientList", "The message would choose the target; write 'to'."),
            Map.entry("routingSlip", "The message would choose the target; write 'to'."),
            Map.entry("dynamicRouter", "The message would choose the target; write 'choice' and 'to'."),
            Map.entry("serviceCall", "It is gone from later versions; write 'to'."),
            Map.entry("transformDataType", "Use a mapping table or a bean of the hub."));

    private static final Set<String> FORBIDDEN_PARAMETERS =
            Set.of("allowTemplateFromHeader", "allowContextMapAll", "trustAllCertificates", "headersInline");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern REACHING_OUT = Pattern.compile(
            "\\$\\{\\s*(?:bean:(?!hub)|bean\\(|ref:|camelContext|type:|sysenv|env[:.]|sys[:.]|exchange\\.context)");

    private final LintFile file;

    AllowList(LintFile file) {
        this.file = file;
    }

    void check(DslWalk walk) {
        walk.steps().forEach(this::step);
        walk.expressions().forEach(this::expression);
        everyValue(file.root());
    }

    private void step(DslWalk.Step step) {
        String instead = FORBIDDEN_STEPS.get(step.name());
        if (instead != null) {
            file.complain(step.key(), "The step '%s' may not be used. %s".formatted(step.name(), instead));
        }
        if (step.name().equals("bean")) {
            hubBean(step.key(), step.value(), "ref");
        }
        if (step.name().equals("toD")) {
            fixedHost(LintFile.at(step.value(), "uri"));
        }
    }

    private void expression(DslWalk.Expression expression) {
        if (!LANGUAGES.contains(expression.language())) {
            file.complain(
                    expression.key(),
                    "The language '%s' may not be used%s"
                            .formatted(expression.language(), NearestWord.hint(expression.language(), LANGUAGES)));
        } else if (expression.language().equals("method")) {
            hubBean(expression.key(), expression.value(), "ref");
        }
    }

    private void hubBean(Node place, Node value, String field) {
        String name = LintFile.scalar(LintFile.at(value, field));
        if (!name.startsWith("hub")) {
            file.complain(
                    place,
                    "Only beans of the hub may be called: write '%s: hub…' with one of their names.".formatted(field));
        }
    }

    private void fixedHost(@Nullable Node uri) {
        String text = LintFile.scalar(uri);
        String host = text.replaceFirst("^([a-z-]+:(//)?|\\{\\{[^}]*}})", "");
        int path = host.indexOf('/');
        if (uri != null && (text.startsWith("${") || (path < 0 ? host : host.substring(0, path)).contains("${"))) {
            file.complain(uri, "The host must not come from a message; write it out or take it from a {{setting}}.");
        }
    }

    private void everyValue(@Nullable Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::everyValue);
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::field);
        } else if (node instanceof ScalarNode value
                && REACHING_OUT.matcher(value.getValue()).find()) {
            file.complain(
                    node, "An expression may not reach out of the message; use a {{setting}} or a bean of the hub.");
        }
    }

    private void field(NodeTuple tuple) {
        String name = LintFile.scalar(tuple.getKeyNode());
        if (name.equals("uri")) {
            uri(tuple.getValueNode());
        } else if (FORBIDDEN_PARAMETERS.contains(name)
                && !LintFile.scalar(tuple.getValueNode()).equals("false")) {
            file.complain(
                    tuple.getKeyNode(), "'%s' opens a known hole and may not be used; leave it out.".formatted(name));
        }
        everyValue(tuple.getValueNode());
    }

    private void uri(Node node) {
        String uri = LintFile.scalar(node);
        if (uri.contains("?")) {
            file.complain(node, "Write what follows the '?' as 'parameters' below the uri.");
        }
        if (uri.startsWith("{{")) {
            return;
        }
        Matcher scheme = SCHEME.matcher(uri);
        if (!scheme.matches()) {
            file.complain(node, "This is no uri; write for example 'kamelet:<name>'.");
        } else if (!COMPONENTS.contains(scheme.group(1))) {
            file.complain(
                    node,
                    "The component '%s' may not be used%s"
                            .formatted(scheme.group(1), NearestWord.hint(scheme.group(1), List.copyOf(COMPONENTS))));
        } else if (scheme.group(1).equals("bean") && !uri.startsWith("bean:hub")) {
            file.complain(node, "Only beans of the hub may be called: write 'bean:hub…'.");
        }
    }
}
