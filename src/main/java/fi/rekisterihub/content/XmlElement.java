package fi.rekisterihub.content;

import fi.rekisterihub.mapping.ContentFormat.Xml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The element that a reader stands at, in the shape of JSON: one without elements in it is a text, others are maps; a name
 * that stands several times is a list. Attributes are as elements, and the text beside them is called {@code text}.
 */
final class XmlElement {

    private static final int DEEPEST = 200;
    private static final int MOST_CHARACTERS = 20_000_000;
    private static final int MOST_ELEMENTS = 1_000_000;

    private final XMLStreamReader reader;
    private final Xml format;
    private long record;
    private int characters;
    private int elements;

    XmlElement(XMLStreamReader reader, Xml format) {
        this.reader = reader;
        this.format = format;
    }

    /** Reads up to the element's end. */
    @Nullable
    Object value(long number) throws XMLStreamException {
        record = number;
        characters = 0;
        elements = 0;
        return value(1);
    }

    private @Nullable Object value(int depth) throws XMLStreamException {
        if (depth > DEEPEST || ++elements > MOST_ELEMENTS) {
            throw beyondMeasure(
                    depth > DEEPEST ? "nested too deeply" : "of more than %,d elements".formatted(MOST_ELEMENTS));
        }
        boolean nil = "true".equals(reader.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil"));
        String item = format.wrapped().get(reader.getLocalName());
        Map<String, @Nullable Object> map = attributes();
        StringBuilder text = new StringBuilder();
        boolean elementsInside = false;
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            XmlWalk.refuseDocumentType(event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                elementsInside = true;
                String name = reader.getLocalName();
                add(map, name, value(depth + 1));
            } else if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
                characters += reader.getTextLength();
                if (characters > MOST_CHARACTERS) {
                    throw beyondMeasure("of more than %,d characters".formatted(MOST_CHARACTERS));
                }
                text.append(reader.getText());
            }
        }
        if (item != null) {
            return listed(map.get(item));
        }
        if (elementsInside) {
            return map;
        }
        if (map.isEmpty()) {
            return nil ? null : text.toString().strip();
        }
        map.put("text", text.toString().strip());
        return map;
    }

    private Map<String, @Nullable Object> attributes() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            // Those of a namespace speak to the parser and not to us.
            if (reader.getAttributeNamespace(i) == null
                    || reader.getAttributeNamespace(i).isEmpty()) {
                map.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }
        return map;
    }

    private void add(Map<String, @Nullable Object> map, String name, @Nullable Object value) {
        if (map.get(name) instanceof Several several) {
            several.add(value);
        } else if (map.containsKey(name)) {
            Several several = new Several();
            several.add(map.get(name));
            several.add(value);
            map.put(name, several);
        } else if (format.repeated().contains(name)) {
            Several several = new Several();
            several.add(value);
            map.put(name, several);
        } else {
            map.put(name, value);
        }
    }

    private static List<?> listed(@Nullable Object items) {
        if (items instanceof Several several) {
            return several;
        }
        return items == null ? List.of() : List.of(items);
    }

    private UnreadableDelivery beyondMeasure(String how) {
        return new UnreadableDelivery(
                "Record %d is %s; no record of a register is, so nothing of it was read.".formatted(record, how), null);
    }

    /** Elements of one name, not to be taken for the one element that is itself a list. */
    private static final class Several extends ArrayList<@Nullable Object> {
        private static final long serialVersionUID = 1L;
    }
}
