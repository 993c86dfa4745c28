package fi.rekisterihub.route;

import fi.rekisterihub.NearestWord;
import java.util.LinkedHashMap;
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

/** A Kamelet is a building block for people who read no Java: every parameter explains itself. */
final class KameletRules {

    private static final Set<String> TYPES = Set.of("source", "sink", "action");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z][\\w.-]*)(?::[^}]*)?}}");

    private final LintFile file;

    KameletRules(LintFile file) {
        this.file = file;
    }

    void check(DslWalk walk) {
        Node root = file.root();
        if (!(root instanceof MappingNode)) {
            return;
        }
        name(root);
        String type = type(root);
        Node definition = required(root, "spec", "definition");
        Node inRoute = from(root);
        Node from = inRoute == null ? required(root, "spec", "template", "from") : inRoute;
        explained(definition);
        if (from != null) {
            walk.walk(from, DslSchema.shipped().from());
            if (type.equals("source")) {
                forgetsHeadersFirst(from);
            }
        }
        parametersMatch(definition, LintFile.at(root, "spec", "template"));
    }

    /** Where the steps begin, be it by themselves or in a route, which can say more, such as that no stream is to be cached. */
    static @Nullable Node from(@Nullable Node root) {
        Node from = LintFile.at(root, "spec", "template", "from");
        return from == null ? LintFile.at(root, "spec", "template", "route", "from") : from;
    }

    private void name(Node root) {
        Node name = LintFile.at(root, "metadata", "name");
        if (!LintFile.scalar(name).equals(file.text().stem())) {
            file.complain(
                    name == null ? root : name,
                    "metadata.name must be the file's name: write '%s', or rename the file."
                            .formatted(file.text().stem()));
        }
    }

    private String type(Node root) {
        Node label = LintFile.at(root, "metadata", "labels", "camel.apache.org/kamelet.type");
        String type = LintFile.scalar(label);
        if (!TYPES.contains(type)) {
            file.complain(
                    label == null ? root : label,
                    "The label camel.apache.org/kamelet.type must be source, sink or action%s"
                            .formatted(type.isEmpty() ? "." : NearestWord.hint(type, TYPES)));
        } else if (!file.text().stem().endsWith("-" + type)) {
            file.complain(label == null ? root : label, "The name of a %1$s ends with '-%1$s'.".formatted(type));
        }
        return type;
    }

    private @Nullable Node required(Node root, String... names) {
        Node found = LintFile.at(root, names);
        if (found == null) {
            file.complain(root, "'%s' is missing.".formatted(String.join(".", names)));
        }
        return found;
    }

    private void explained(@Nullable Node definition) {
        if (definition == null) {
            return;
        }
        has(definition, "The Kamelet", "title", "description");
        LintFile.fields(LintFile.at(definition, "properties")).forEach((name, tuple) -> {
            Node property = tuple.getValueNode();
            has(property, "The parameter '%s'".formatted(name), "title", "description", "type");
            boolean secret = ParameterRules.SECRET.matcher(name).matches();
            if (secret && !LintFile.scalar(LintFile.at(property, "format")).equals("password")) {
                file.complain(tuple.getKeyNode(), "'%s' is a secret: write 'format: password'.".formatted(name));
            }
        });
    }

    private void has(Node node, String what, String... fields) {
        for (String field : fields) {
            if (LintFile.scalar(LintFile.at(node, field)).isBlank()) {
                file.complain(node, "%s needs a %s.".formatted(what, field));
            }
        }
    }

    /** What the outside sent as headers steers Camel's components, so nothing but named ones goes on. */
    private void forgetsHeadersFirst(Node from) {
        List<Node> steps = LintFile.items(LintFile.at(from, "steps"));
        Node first = steps.isEmpty() ? null : LintFile.at(steps.get(0), "removeHeaders", "pattern");
        if (!LintFile.scalar(first).equals("*")) {
            file.complain(
                    steps.isEmpty() ? from : steps.get(0),
                    "A source begins with 'removeHeaders' and 'pattern: \"*\"', with the few headers to keep in 'excludePattern'.");
        }
    }

    private void parametersMatch(@Nullable Node definition, @Nullable Node template) {
        Map<String, NodeTuple> defined = LintFile.fields(LintFile.at(definition, "properties"));
        Map<String, Node> used = new LinkedHashMap<>();
        placeholders(template, used);
        used.forEach((name, place) -> {
            if (!defined.containsKey(name) && !name.contains(".")) {
                file.complain(
                        place,
                        "{{%s}} is no parameter of this Kamelet%s"
                                .formatted(name, NearestWord.hint(name, defined.keySet())));
            }
        });
        defined.forEach((name, tuple) -> {
            if (!used.containsKey(name)) {
                file.complain(tuple.getKeyNode(), "The parameter '%s' is never used; remove it.".formatted(name));
            }
        });
    }

    private static void placeholders(@Nullable Node node, Map<String, Node> into) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> placeholders(item, into));
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> placeholders(tuple.getValueNode(), into));
        } else if (node instanceof ScalarNode value) {
            Matcher found = PLACEHOLDER.matcher(value.getValue());
            while (found.find()) {
                into.putIfAbsent(found.group(1), value);
            }
        }
    }
}
