package fi.rekisterihub.console;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.FieldView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An observation beside the entities that it may speak of, field by field. */
record SideBySide(List<Row> rows) {

    /** One field: what the record says, and what each candidate has. */
    record Row(String field, @Nullable String observed, List<Cell> candidates) {}

    /** @param agrees null when one of the two is silent */
    record Cell(@Nullable String value, @Nullable Boolean agrees) {}

    static SideBySide of(JsonNode observation, List<EntityView> candidates) {
        // Some observations carry their fields under "values", beside what the matcher thought of them.
        JsonNode values = observation.path("values").isObject() ? observation.path("values") : observation;
        Set<String> fields = new LinkedHashSet<>();
        values.fieldNames().forEachRemaining(fields::add);
        candidates.forEach(candidate -> candidate.fields().stream()
                .filter(field -> field.value() != null)
                .map(FieldView::name)
                .forEach(fields::add));
        return new SideBySide(fields.stream()
                .map(field ->
                        row(field, values.path(field).isValueNode() ? text(values.path(field)) : null, candidates))
                .toList());
    }

    private static Row row(String field, @Nullable String observed, List<EntityView> candidates) {
        return new Row(
                field,
                observed,
                candidates.stream()
                        .map(candidate -> candidate.value(field).orElse(null))
                        .map(value -> new Cell(
                                value, value == null || observed == null ? null : value.equalsIgnoreCase(observed)))
                        .toList());
    }

    private static @Nullable String text(JsonNode value) {
        return value.isNull() ? null : value.asText();
    }
}
