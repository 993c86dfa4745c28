package fi.rekisterihub.route;

import fi.rekisterihub.Finding;
import fi.rekisterihub.OperatorText;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One file under lint: its YAML with lines and columns, and what the rules found. */
final class LintFile {

    private final RouteText text;
    private final List<Finding> findings = new ArrayList<>();
    private final @Nullable Node root;

    LintFile(RouteText text) {
        this.text = text;
        new OperatorText(text.file(), text.text()).notUtf8().ifPresent(findings::add);
        this.root = compose();
    }

    private @Nullable Node compose() {
        try {
            Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text.text()));
            if (node == null) {
                complain((Mark) null, "The file is empty; write a route, or delete the file.");
            }
            return node;
        } catch (MarkedYAMLException e) {
            complain(
                    e.getProblemMark(),
                    "This is not YAML: %s. Look at the indentation and at open quotes.".formatted(e.getProblem()));
            return null;
        }
    }

    RouteText text() {
        return text;
    }

    /** Null when the file is no YAML, which is then a finding. */
    @Nullable
    Node root() {
        return root;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    void complain(Node node, String message) {
        complain(node.getStartMark(), message);
    }

    void complain(@Nullable Mark mark, String message) {
        int line = mark == null ? 1 : mark.getLine() + 1;
        int column = mark == null ? 1 : mark.getColumn() + 1;
        findings.add(new Finding(text.file(), line, column, message));
    }

    /** The fields of a mapping by name; empty for any other node. */
    static Map<String, NodeTuple> fields(@Nullable Node node) {
        Map<String, NodeTuple> fields = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> fields.put(scalar(tuple.getKeyNode()), tuple));
        }
        return fields;
    }

    /** The value found by going down the names; null when one of them is missing. */
    static @Nullable Node at(@Nullable Node node, String... names) {
        Node current = node;
        for (String name : names) {
            NodeTuple tuple = fields(current).get(name);
            current = tuple == null ? null : tuple.getValueNode();
        }
        return current;
    }

    static List<Node> items(@Nullable Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    /** The text of a plain value; empty for a missing one, a list or a section. */
    static String scalar(@Nullable Node node) {
        return node instanceof ScalarNode value ? value.getValue() : "";
    }
}
