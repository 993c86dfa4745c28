package fi.rekisterihub.content;

import fi.rekisterihub.mapping.BadRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON documents; the records of one lie in a list at a path, or the document is one record. Read as a stream. */
final class JsonRecords implements RecordReader {

    private final Iterable<? extends ByteSource> documents;
    private final String path;

    JsonRecords(Iterable<? extends ByteSource> documents, String path) {
        this.documents = documents;
        this.path = path;
    }

    @Override
    public String dialect() {
        return "json";
    }

    @Override
    public void read(RecordConsumer consumer) {
        long[] ordinal = {0};
        for (ByteSource document : documents) {
            walk(document, path, value -> {
                ordinal[0]++;
                take(consumer, ordinal[0], value);
            });
        }
    }

    /**
     * How many records a page has.
     *
     * @throws UnreadableDelivery when the page is no JSON or has no list at the path
     */
    static int count(byte[] page, String path) {
        int[] count = {0};
        walk(() -> new ByteArrayInputStream(page), path, value -> count[0]++);
        return count[0];
    }

    private static void walk(ByteSource document, String path, JsonWalk.Taker taker) {
        try {
            new JsonWalk(path, taker).through(document);
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery cannot be read.", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void take(RecordConsumer consumer, long ordinal, @Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            consumer.take(ordinal, ordinal, () -> Json.of(value), (Map<String, ?>) fields, null);
        } else {
            consumer.take(
                    ordinal,
                    ordinal,
                    () -> Json.of(value),
                    Map.of(),
                    new BadRecord(null, "The record is no JSON object."));
        }
    }
}
