package fi.rekisterihub.route;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Goes through a route along Camel's schema: complains of unknown words, gathers steps and expressions. */
final class DslWalk {

    /** {@code - to: {…}}: the word and what stands under it. */
    record Step(String name, Node key, Node value) {}

    /** {@code simple: …}: the language, the expression, and whether it answers yes or no. */
    record Expression(String language, Node key, Node value, boolean predicate) {}

    private static final Set<String> YES_OR_NO = Set.of("when", "filter", "validate", "onWhen", "completionPredicate");

    private final LintFile file;
    private final DslSchema schema = DslSchema.shipped();
    private final SchemaRules rules;
    private final List<Step> steps = new ArrayList<>();
    private final List<Expression> expressions = new ArrayList<>();

    DslWalk(LintFile file) {
        this.file = file;
        this.rules = new SchemaRules(file);
    }

    /** Of a route file or a Kamelet as a whole. */
    static DslWalk of(LintFile file) {
        DslWalk walk = new DslWalk(file);
        if (file.text().isKamelet()) {
            Node from = KameletRules.from(file.root());
            if (from != null) {
                walk.walk(from, DslSchema.shipped().from());
            }
        } else {
            LintFile.items(file.root())
                    .forEach(item -> walk.walk(item, DslSchema.shipped().top()));
        }
        return walk;
    }

    List<Step> steps() {
        return steps;
    }

    List<Expression> expressions() {
        return expressions;
    }

    void walk(Node node, JsonNode as) {
        walk(node, as, "from");
    }

    /** @param word what the node stands under */
    private void walk(Node node, JsonNode as, String word) {
        if (schema.isStep(as)) {
            step(node);
        } else if (node instanceof MappingNode mapping) {
            fields(mapping, as, word);
        } else {
            JsonNode items = schema.items(as);
            if (items != null) {
                LintFile.items(node).forEach(item -> walk(item, items, word));
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
        walk(tuple.getValueNode(), fields, name);
    }

    private void fields(MappingNode mapping, JsonNode as, String word) {
        Map<String, JsonNode> known = schema.fields(as);
        if (known.isEmpty()) {
            return;
        }
        boolean expression = schema.holdsExpression(as);
        if (known.keySet().containsAll(LintFile.fields(mapping).keySet())) {
            // What seems to be missing may well be what is misspelt.
            rules.complete(mapping, as, word);
        }
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
                expressions.add(
                        new Expression(name, tuple.getKeyNode(), tuple.getValueNode(), YES_OR_NO.contains(word)));
            }
            rules.value(name, tuple.getValueNode(), field);
            walk(tuple.getValueNode(), field, name.equals("expression") ? word : name);
        }
    }
}
