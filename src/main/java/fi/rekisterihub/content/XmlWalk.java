package fi.rekisterihub.content;

import fi.rekisterihub.mapping.ContentFormat.Xml;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One walk through an XML document that hands on the elements at a path and keeps nothing but the one at hand. Elements are
 * known by their local names. A document type is refused: through it a document could ask for files and other servers.
 */
final class XmlWalk {

    private static final XMLInputFactory FACTORY = factory();

    private final Xml format;
    private final String[] steps;
    private final Taker taker;

    XmlWalk(Xml format, Taker taker) {
        this.format = format;
        this.steps =
                format.records().isEmpty() ? new String[0] : format.records().split("\\.");
        this.taker = taker;
    }

    /** @throws UnreadableDelivery when it is no XML, or a kind of it that is not read */
    void through(ByteSource document) throws IOException {
        try (InputStream bytes = new BufferedInputStream(document.open(), 1 << 16)) {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(bytes);
            try {
                walk(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException unread) {
                throw unread;
            }
            throw noXml(e);
        }
    }

    private void walk(XMLStreamReader reader) throws XMLStreamException {
        XmlElement element = new XmlElement(reader, format);
        int depth = 0;
        int matched = 0;
        long records = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            refuseDocumentType(event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                boolean onTheWay =
                        matched == depth && (depth == 0 || reader.getLocalName().equals(steps[depth - 1]));
                if (onTheWay && depth == steps.length) {
                    long line = reader.getLocation().getLineNumber();
                    taker.take(line, element.value(++records));
                    continue;
                }
                matched += onTheWay ? 1 : 0;
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                matched = Math.min(matched, depth);
            }
        }
    }

    static void refuseDocumentType(int event) {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new UnreadableDelivery(
                    "The XML has a document type or entities of its own, as web pages do. They are not read; have it sent without.",
                    null);
        }
    }

    private static UnreadableDelivery noXml(XMLStreamException e) {
        return new UnreadableDelivery(
                "What came is no XML (line %d, column %d)."
                        .formatted(
                                e.getLocation() == null ? 1 : e.getLocation().getLineNumber(),
                                e.getLocation() == null ? 1 : e.getLocation().getColumnNumber()),
                // The parser's own message may quote what came.
                null);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    /** Takes one record. */
    @FunctionalInterface
    interface Taker {
        void take(long line, @Nullable Object value);
    }
}
