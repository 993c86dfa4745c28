package fi.rekisterihub.population;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.XMLEvent;
import org.springframework.stereotype.Component;

/**
 * Takes out of an answer about persons what must not be kept, before it is kept: every identity number, wherever it
 * stands, becomes its keyed hash, and the parts that the table names under {@code forget} are left out.
 */
@Component
public final class AnswerShield {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final XMLInputFactory READERS = readers();
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();
    private static final XMLEventFactory EVENTS = XMLEventFactory.newDefaultFactory();

    private final PopulationShield numbers;

    AnswerShield(PopulationShield numbers) {
        this.numbers = numbers;
    }

    /**
     * The same answer without what must not be kept; one that was shielded before is left as it is.
     *
     * @param forget names of the parts that are left out, at whatever depth
     * @throws IllegalArgumentException when it cannot be read, so that it cannot be told what is in it
     */
    public byte[] page(byte[] answer, Set<String> forget) {
        return isXml(answer) ? xml(answer, forget) : json(answer, forget);
    }

    private byte[] json(byte[] answer, Set<String> forget) {
        try {
            return JSON.writeValueAsBytes(shielded(JSON.readTree(answer), forget));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The answer is no JSON (line %d, column %d); nothing of it was kept."
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw new IllegalArgumentException("The answer cannot be read as JSON; nothing of it was kept.", e);
        }
    }

    private JsonNode shielded(JsonNode node, Set<String> forget) {
        if (node instanceof ObjectNode object) {
            object.remove(forget);
            for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
                object.set(field.getKey(), shielded(field.getValue(), forget));
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, shielded(list.get(i), forget));
            }
        }
        return node.isTextual() ? new TextNode(numbers.inText(node.asText())) : node;
    }

    private byte[] xml(byte[] answer, Set<String> forget) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(answer.length);
        try {
            XMLEventReader reader = READERS.createXMLEventReader(new ByteArrayInputStream(answer));
            XMLEventWriter writer = WRITERS.createXMLEventWriter(kept, "UTF-8");
            int forgotten = 0;
            while (reader.hasNext()) {
                XMLEvent event = reader.nextEvent();
                boolean begins = event.isStartElement();
                if (begins && (forgotten > 0 || forget.contains(local(event)))) {
                    forgotten++;
                }
                if (forgotten == 0) {
                    writer.add(shielded(event));
                }
                if (event.isEndElement() && forgotten > 0) {
                    forgotten--;
                }
            }
            writer.close();
            return kept.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(
                    "The answer is no XML that can be read (line %d); nothing of it was kept."
                            .formatted(
                                    e.getLocation() == null
                                            ? 0
                                            : e.getLocation().getLineNumber()));
        }
    }

    private XMLEvent shielded(XMLEvent event) throws XMLStreamException {
        return switch (event.getEventType()) {
            case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type", event.getLocation());
            case XMLStreamConstants.START_DOCUMENT -> EVENTS.createStartDocument("UTF-8", "1.0");
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                EVENTS.createCharacters(numbers.inText(event.asCharacters().getData()));
            case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> EVENTS.createSpace("");
            case XMLStreamConstants.START_ELEMENT -> element(event);
            default -> event;
        };
    }

    private XMLEvent element(XMLEvent event) {
        var start = event.asStartElement();
        List<javax.xml.stream.events.Attribute> attributes = new ArrayList<>();
        start.getAttributes()
                .forEachRemaining(attribute -> attributes.add(
                        EVENTS.createAttribute(attribute.getName(), numbers.inText(attribute.getValue()))));
        return EVENTS.createStartElement(start.getName(), attributes.iterator(), start.getNamespaces());
    }

    private static String local(XMLEvent event) {
        return event.asStartElement().getName().getLocalPart();
    }

    /** The first sign that is no blank, in whatever encoding. */
    private static boolean isXml(byte[] answer) {
        for (byte one : answer) {
            if (one == '<') {
                return true;
            }
            if (one == '{' || one == '[' || one == '"') {
                return false;
            }
        }
        return false;
    }

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }
}
