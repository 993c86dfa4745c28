package fi.rekisterihub.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.mapping.BadRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** JSON pages; the records of a page lie in a list at a path, or the page is one record. */
final class JsonRecords implements RecordReader {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Iterable<byte[]> pages;
    private final String path;

    JsonRecords(Iterable<byte[]> pages, String path) {
        this.pages = pages;
        this.path = path;
    }

    @Override
    public String dialect() {
        return "json";
    }

    @Override
    public void read(RecordConsumer consumer) {
        long ordinal = 0;
        for (byte[] page : pages) {
            for (JsonNode node : recordsOf(page, path)) {
                ordinal++;
                if (node.isObject()) {
                    consumer.take(ordinal, ordinal, node::toString, JSON.convertValue(node, OBJECT), null);
                } else {
                    BadRecord bad = new BadRecord(null, "The record is no JSON object.");
                    consumer.take(ordinal, ordinal, node::toString, Map.of(), bad);
                }
            }
        }
    }

    /** @throws UnreadableDelivery when the page is no JSON or has no list at the path */
    static List<JsonNode> recordsOf(byte[] page, String path) {
        JsonNode found = parse(page);
        for (String step : path.isEmpty() ? new String[0] : path.split("\\.")) {
            found = found.path(step);
        }
        if (found.isArray()) {
            List<JsonNode> records = new ArrayList<>(found.size());
            Iterator<JsonNode> items = found.elements();
            items.forEachRemaining(records::add);
            return records;
        }
        if (path.isEmpty() && found.isObject()) {
            return List.of(found);
        }
        if (found.isNull() || (found.isMissingNode() && !path.isEmpty())) {
            throw new UnreadableDelivery("The page has no list at '%s'.".formatted(path), null);
        }
        throw new UnreadableDelivery("The page holds no records at '%s'.".formatted(path), null);
    }

    static JsonNode parse(byte[] page) {
        try {
            return JSON.readTree(page);
        } catch (JsonProcessingException e) {
            throw new UnreadableDelivery(
                    "The answer is no JSON (line %d, column %d)."
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
                    null);
        } catch (IOException e) {
            throw new UnreadableDelivery("The answer cannot be read as JSON.", e);
        }
    }
}
