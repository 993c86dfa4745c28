package fi.rekisterihub.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of Camel's YAML, read from the schema that Camel ships. Only names are taken from it: whether values fit
 * is found by the trial load. Thread-safe.
 */
final class DslSchema {

    private static final String RESOURCE = "/schema/camelYamlDsl.json";
    private static final String STEP = "/items/definitions/org.apache.camel.model.ProcessorDefinition";
    private static final String EXPRESSION = "/items/definitions/org.apache.camel.model.language.ExpressionDefinition";
    private static final String FROM = "/items/definitions/org.apache.camel.model.FromDefinition";

    private static final DslSchema SHIPPED = read();

    private final JsonNode root;
    private final Map<JsonNode, Map<String, JsonNode>> fields = new IdentityHashMap<>();

    private DslSchema(JsonNode root) {
        this.root = root;
    }

    static DslSchema shipped() {
        return SHIPPED;
    }

    private static DslSchema read() {
        try (InputStream schema = DslSchema.class.getResourceAsStream(RESOURCE)) {
            return new DslSchema(new ObjectMapper().readTree(schema));
        } catch (IOException e) {
            throw new UncheckedIOException("Camel's own schema %s cannot be read.".formatted(RESOURCE), e);
        }
    }

    /** What stands at the top of a route file, one a list item. */
    JsonNode top() {
        return root.get("items");
    }

    JsonNode from() {
        return root.at(FROM);
    }

    boolean isStep(JsonNode schema) {
        return resolved(schema) == root.at(STEP);
    }

    Set<String> steps() {
        return fields(root.at(STEP)).keySet();
    }

    /** The fields of one step; null when there is no such step. */
    @Nullable
    JsonNode step(String name) {
        return fields(root.at(STEP)).get(name);
    }

    Set<String> languages() {
        return fields(root.at(EXPRESSION)).keySet();
    }

    /** Whether an expression may be written directly in a node of this schema. */
    boolean holdsExpression(JsonNode schema) {
        return fields(schema).keySet().containsAll(languages());
    }

    /** Field name to its schema; empty when any name may be written, as under {@code parameters}. */
    synchronized Map<String, JsonNode> fields(JsonNode schema) {
        JsonNode resolved = resolved(schema);
        Map<String, JsonNode> known = fields.get(resolved);
        if (known == null) {
            known = new LinkedHashMap<>();
            fields.put(resolved, known);
            gather(resolved, known);
        }
        return known;
    }

    /** The fields that have to be given. */
    List<String> required(JsonNode schema) {
        List<String> required = new ArrayList<>();
        resolved(schema).path("required").forEach(name -> required.add(name.asText()));
        return required;
    }

    /** {@code boolean}, {@code number}, {@code string}, {@code array} or {@code object}; empty when several fit. */
    String type(JsonNode schema) {
        return resolved(schema).path("type").asText();
    }

    /** The words that may be written; empty when any may. */
    Set<String> words(JsonNode schema) {
        Set<String> words = new LinkedHashSet<>();
        resolved(schema).path("enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    /** The schema of the items of a list; null when the schema knows no list. */
    @Nullable
    JsonNode items(JsonNode schema) {
        JsonNode resolved = resolved(schema);
        if (resolved.has("items")) {
            return resolved.get("items");
        }
        for (String branches : new String[] {"anyOf", "oneOf", "allOf"}) {
            for (JsonNode branch : resolved.path(branches)) {
                JsonNode items = items(branch);
                if (items != null) {
                    return items;
                }
            }
        }
        return null;
    }

    private void gather(JsonNode schema, Map<String, JsonNode> into) {
        schema.path("properties").properties().forEach(property -> {
            // Camel repeats the languages' names beside the expression with an empty schema: the full one wins.
            if (!into.containsKey(property.getKey())
                    || into.get(property.getKey()).isEmpty()) {
                into.put(property.getKey(), property.getValue());
            }
        });
        for (String branches : new String[] {"anyOf", "oneOf", "allOf"}) {
            for (JsonNode branch : schema.path(branches)) {
                gather(resolved(branch), into);
            }
        }
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode current = schema;
        while (current.has("$ref") && !current.has("properties")) {
            current = root.at(current.get("$ref").asText().substring(1));
        }
        return current;
    }
}
