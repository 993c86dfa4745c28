package fi.rekisterihub.route;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.NearestWord;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Whether what Camel needs is there and of the right kind. Camel would say so too, but without the line and with the
 * value, which may be a secret.
 */
final class SchemaRules {

    /** Words without a meaning when nothing stands in them. */
    private static final Set<String> NEED_STEPS =
            Set.of("from", "filter", "split", "loop", "multicast", "pipeline", "doTry", "idempotentConsumer");

    /** A sort without an expression sorts what there is. */
    private static final String NEEDS_NO_EXPRESSION = "sort";

    private final DslSchema schema = DslSchema.shipped();
    private final LintFile file;

    SchemaRules(LintFile file) {
        this.file = file;
    }

    /** @param word what the fields stand under */
    void complete(MappingNode mapping, JsonNode as, String word) {
        Set<String> given = LintFile.fields(mapping).keySet();
        schema.required(as).stream()
                .filter(name -> !given.contains(name))
                .forEach(name -> file.complain(mapping, "'%s' needs a line '%s:' here.".formatted(word, name)));
        if (schema.holdsExpression(as)
                && !word.equals(NEEDS_NO_EXPRESSION)
                && !given.contains("expression")
                && given.stream().noneMatch(schema.languages()::contains)) {
            file.complain(
                    mapping,
                    "'%s' needs an expression here, such as 'simple: \"${body}\"' or 'constant: …'.".formatted(word));
        }
        if (NEED_STEPS.contains(word) && schema.fields(as).containsKey("steps")) {
            Node steps = LintFile.at(mapping, "steps");
            boolean missing = steps == null && !schema.required(as).contains("steps");
            if (missing
                    || (steps instanceof SequenceNode list && list.getValue().isEmpty())) {
                file.complain(mapping, "'%s' does nothing without 'steps:' and at least one step.".formatted(word));
            }
        }
    }

    void value(String name, Node value, JsonNode as) {
        String type = schema.type(as);
        if (type.equals("array")) {
            if (value instanceof MappingNode) {
                file.complain(value, "'%s' is a list: begin each of its items with '- '.".formatted(name));
            }
        } else if (value instanceof ScalarNode scalar && !scalar.getValue().contains("{{")) {
            scalar(name, scalar, type, schema.words(as));
        }
    }

    private void scalar(String name, ScalarNode value, String type, Set<String> words) {
        String text = value.getValue();
        if (type.equals("boolean") && !text.equals("true") && !text.equals("false")) {
            file.complain(value, "'%s' must be true or false.".formatted(name));
        } else if (type.equals("number") && !text.matches("-?\\d+(\\.\\d+)?")) {
            file.complain(value, "'%s' must be a number.".formatted(name));
        } else if (!words.isEmpty() && words.stream().noneMatch(text::equalsIgnoreCase)) {
            file.complain(value, "'%s' is none of its words%s".formatted(name, NearestWord.hint(text, words)));
        }
    }
}
