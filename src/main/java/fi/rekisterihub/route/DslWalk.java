package fi.rekisterihub.route;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Goes through a route along Camel's schema: complains of unknown words, gathers steps and expressions. */
final class DslWalk {

    /** {@code - to: {…}}: the word and what stands under it. */
    record Step(String name, Node key, Node value) {}

    /** {@code simple: …}: the language and the expression. */
    record Expression(String language, Node key, Node value) {}

    private final LintFile file;
    private final DslSchema schema = DslSchema.shipped();
    private final List<Step> steps = new ArrayList<>();
    private final List<Expression> expressions = new ArrayList<>();

    DslWalk(LintFile file) {
        this.file = file;
    }

    List<Step> steps() {
        return steps;
    }

    List<Expression> expressions() {
        return expressions;
    }

    void walk(Node node, JsonNode as) {
        if (schema.isStep(as)) {
            step(node);
        } else if (node instanceof MappingNode mapping) {
            fields(mapping, as);
        } else {
            JsonNode items = schema.items(as);
            if (items != null) {
                LintFile.items(node).forEach(item -> walk(item, items));
            }
        }
    }

    private void step(Node node) {
        if (!(node instanceof MappingNode mapping) || mapping.getValue().size() != 1) {
            file.complain(node, "A step is one word with its fields below, such as '- setBody:'.");
            return;
        }
        NodeTuple tuple = mapping.getValue().get(0);
        String name = LintFile.scalar(tuple.getKeyNode());
        JsonNode fields = schema.step(name);
        if (fields == null) {
            file.complain(
                    tuple.getKeyNode(), "unknown step '%s'%s".formatted(name, NearestWord.hint(name, schema.steps())));
            return;
        }
        steps.add(new Step(name, tuple.getKeyNode(), tuple.getValueNode()));
        walk(tuple.getValueNode(), fields);
    }

    private void fields(MappingNode mapping, JsonNode as) {
        Map<String, JsonNode> known = schema.fields(as);
        if (known.isEmpty()) {
            return;
        }
        boolean expression = schema.holdsExpression(as);
        for (NodeTuple tuple : mapping.getValue()) {
            String name = LintFile.scalar(tuple.getKeyNode());
            JsonNode field = known.get(name);
            if (field == null) {
                file.complain(
                        tuple.getKeyNode(),
                        "unknown field '%s'%s".formatted(name, NearestWord.hint(name, known.keySet())));
                continue;
            }
            if (expression && schema.languages().contains(name)) {
                expressions.add(new Expression(name, tuple.getKeyNode(), tuple.getValueNode()));
            }
            walk(tuple.getValueNode(), field);
        }
    }
}
