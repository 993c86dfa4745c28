package fi.rekisterihub.content;

import fi.rekisterihub.mapping.ContentFormat.Json;
import fi.rekisterihub.mapping.ContentFormat.Xml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Documents of a service that answers JSON or XML as it is asked, or as it likes. Each shows by its first sign which it is. */
final class JsonOrXmlRecords implements RecordReader {

    private final Iterable<? extends ByteSource> documents;
    private final Json json;
    private final Xml xml;

    JsonOrXmlRecords(Iterable<? extends ByteSource> documents, Json json, Xml xml) {
        this.documents = documents;
        this.json = json;
        this.xml = xml;
    }

    @Override
    public String dialect() {
        return "json";
    }

    @Override
    public void read(RecordConsumer consumer) {
        long[] before = {0};
        for (ByteSource document : documents) {
            long[] here = {0};
            reader(document).read((ordinal, line, raw, fields, bad) -> {
                here[0] = ordinal;
                consumer.take(before[0] + ordinal, line, raw, fields, bad);
            });
            before[0] += here[0];
        }
    }

    static int count(byte[] page, Json json, Xml xml) {
        return isXml(() -> new ByteArrayInputStream(page))
                ? XmlRecords.count(page, xml)
                : JsonRecords.count(page, json.records());
    }

    private RecordReader reader(ByteSource document) {
        List<ByteSource> one = List.of(document);
        return isXml(document) ? new XmlRecords(one, xml) : new JsonRecords(one, json.records());
    }

    private static boolean isXml(ByteSource document) {
        try (InputStream in = document.open()) {
            int sign = in.read();
            while (sign >= 0 && (sign <= ' ' || sign > 0x7F)) {
                // Blanks, or the mark of the encoding.
                sign = in.read();
            }
            return sign == '<';
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery cannot be read.", e);
        }
    }
}
