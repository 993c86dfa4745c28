package fi.rekisterihub.content;

import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.ContentFormat.Xml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * XML documents; the records are the elements at a path. A record comes in the shape that JSON would have, so that the same
 * expressions serve a service that speaks both.
 */
final class XmlRecords implements RecordReader {

    private final Iterable<? extends ByteSource> documents;
    private final Xml format;

    XmlRecords(Iterable<? extends ByteSource> documents, Xml format) {
        this.documents = documents;
        this.format = format;
    }

    @Override
    public String dialect() {
        return "xml";
    }

    @Override
    public void read(RecordConsumer consumer) {
        long[] ordinal = {0};
        for (ByteSource document : documents) {
            walk(document, format, (line, value) -> {
                ordinal[0]++;
                take(consumer, ordinal[0], line, value);
            });
        }
    }

    /**
     * How many records a page has.
     *
     * @throws UnreadableDelivery when the page is no XML
     */
    static int count(byte[] page, Xml format) {
        int[] count = {0};
        walk(() -> new ByteArrayInputStream(page), format, (line, value) -> count[0]++);
        return count[0];
    }

    private static void walk(ByteSource document, Xml format, XmlWalk.Taker taker) {
        try {
            new XmlWalk(format, taker).through(document);
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery cannot be read.", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void take(RecordConsumer consumer, long ordinal, long line, @Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            consumer.take(ordinal, line, () -> Json.of(value), (Map<String, ?>) fields, null);
        } else {
            consumer.take(
                    ordinal,
                    line,
                    () -> Json.of(value),
                    Map.of(),
                    new BadRecord(null, "The record is an element without elements in it."));
        }
    }
}
