package fi.rekisterihub.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * JSON in the one form that counts, so that the same thing has the same bytes: RFC 8785 without fractions. Names are in the
 * order of their UTF-16 units, there is no white space, numbers are whole and lie within ±(2^53 - 1), and a text escapes
 * nothing but the quotation mark, the backslash and the control characters.
 */
final class CanonicalJson {

    static final JsonMapper JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final long LARGEST = (1L << 53) - 1;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** @throws IllegalArgumentException when it holds a number that is not whole or too large */
    static String write(JsonNode value) {
        StringBuilder out = new StringBuilder(512);
        write(value, out);
        return out.toString();
    }

    /** The object that this text is the canonical form of; empty when it is none. */
    static Optional<JsonNode> readObject(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read != null && read.isObject() && write(read).equals(text) ? Optional.of(read) : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException notCanonical) {
            return Optional.empty();
        }
    }

    /** JSON as PostgreSQL writes it. */
    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            // Without its cause: Jackson may quote what it could not read.
            throw new IllegalArgumentException("What is to be sealed is no JSON.");
        }
    }

    private static void write(JsonNode value, StringBuilder out) {
        switch (value.getNodeType()) {
            case OBJECT -> writeObject(value, out);
            case ARRAY -> {
                out.append('[');
                for (int place = 0; place < value.size(); place++) {
                    if (place > 0) {
                        out.append(',');
                    }
                    write(value.get(place), out);
                }
                out.append(']');
            }
            case STRING -> writeText(value.textValue(), out);
            case BOOLEAN -> out.append(value.booleanValue());
            case NULL -> out.append("null");
            case NUMBER -> {
                if (!value.isIntegralNumber() || !value.canConvertToLong() || Math.abs(value.longValue()) > LARGEST) {
                    throw new IllegalArgumentException("A number is not whole, or lies beyond 2^53.");
                }
                out.append(value.longValue());
            }
            default -> throw new IllegalArgumentException("A %s has no canonical form.".formatted(value.getNodeType()));
        }
    }

    private static void writeObject(JsonNode object, StringBuilder out) {
        List<String> names = new ArrayList<>(object.size());
        for (Iterator<String> all = object.fieldNames(); all.hasNext(); ) {
            names.add(all.next());
        }
        names.sort(Comparator.naturalOrder());
        char before = '{';
        for (String name : names) {
            out.append(before);
            before = ',';
            writeText(name, out);
            out.append(':');
            write(object.get(name), out);
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
