package fi.rekisterihub.content;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a JSON document, or several that follow each other (JSON lines), that hands on the records at a path and
 * keeps nothing but the one at hand. Jackson's limits stay on: nesting, and the length of names, texts and numbers.
 */
final class JsonWalk {

    private static final int MOST_VALUES = 1_000_000;

    private final String path;
    private final String[] steps;
    private final Taker taker;
    private long records;
    private int values;

    JsonWalk(String path, Taker taker) {
        this.path = path;
        this.steps = path.isEmpty() ? new String[0] : path.split("\\.");
        this.taker = taker;
    }

    /** @throws UnreadableDelivery when it is no JSON, has no records at the path, or a record is beyond all measure */
    void through(ByteSource document) throws IOException {
        try (InputStream bytes = new BufferedInputStream(document.open(), 1 << 16);
                JsonParser parser = Json.MAPPER.getFactory().createParser(bytes)) {
            boolean found = false;
            while (parser.nextToken() != null) {
                found |= descend(parser, 0);
            }
            if (!found) {
                throw new UnreadableDelivery(
                        path.isEmpty()
                                ? "The content is neither a list of records nor a record."
                                : "The content has no list at '%s'.".formatted(path),
                        null);
            }
        } catch (StreamConstraintsException beyond) {
            throw beyondMeasure(
                    beyond.getOriginalMessage().contains("nesting")
                            ? "nested too deeply"
                            : "written with a name, text or number that is too long",
                    beyond);
        } catch (JsonProcessingException e) {
            throw noJson(e);
        }
    }

    static UnreadableDelivery noJson(JsonProcessingException e) {
        boolean atStart = e.getLocation().getLineNr() == 1 && e.getLocation().getColumnNr() <= 2;
        return new UnreadableDelivery(
                "What came is no JSON (line %d, column %d)%s."
                        .formatted(
                                e.getLocation().getLineNr(),
                                e.getLocation().getColumnNr(),
                                atStart && e.getOriginalMessage().contains("'<'")
                                        ? "; it begins like a web page or XML"
                                        : ""),
                // Jackson's own message may quote what came.
                null);
    }

    private boolean descend(JsonParser parser, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        // A source that pages and also gives everything in one file leaves the frame of the page out there.
        boolean isTheList = depth == steps.length || depth == 0;
        if (isTheList && token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                hand(parser);
            }
            return true;
        }
        if (depth == steps.length && token == JsonToken.START_OBJECT && steps.length == 0) {
            hand(parser);
            return true;
        }
        boolean found = false;
        if (depth < steps.length && token == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean onTheWay = steps[depth].equals(parser.currentName());
                parser.nextToken();
                if (onTheWay) {
                    found |= descend(parser, depth + 1);
                } else {
                    parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
        }
        return found;
    }

    private void hand(JsonParser parser) throws IOException {
        records++;
        values = 0;
        taker.take(value(parser));
    }

    private @Nullable Object value(JsonParser parser) throws IOException {
        if (++values > MOST_VALUES) {
            throw beyondMeasure("of more than %,d values".formatted(MOST_VALUES), null);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    /** A double where that is the very number, which is what expressions reckon with; else with all its digits. */
    private static Number decimal(JsonParser parser) throws IOException {
        double near = parser.getDoubleValue();
        BigDecimal exact = parser.getDecimalValue();
        boolean same = Double.isFinite(near) && exact.compareTo(BigDecimal.valueOf(near)) == 0;
        return same ? (Number) near : exact;
    }

    private UnreadableDelivery beyondMeasure(String how, @Nullable Exception cause) {
        return new UnreadableDelivery(
                "Record %d is %s; no record of a register is, so nothing of it was read.".formatted(records, how),
                cause);
    }

    /** Takes one record: a map, or whatever stands in its place. */
    @FunctionalInterface
    interface Taker {
        void take(@Nullable Object value);
    }
}
