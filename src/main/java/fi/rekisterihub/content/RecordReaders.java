package fi.rekisterihub.content;

import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Fixed;
import fi.rekisterihub.mapping.ContentFormat.Frame;
import fi.rekisterihub.mapping.ContentFormat.Hashes;
import fi.rekisterihub.mapping.ContentFormat.Json;
import fi.rekisterihub.mapping.ContentFormat.Population;
import fi.rekisterihub.mapping.ContentFormat.Xlsx;
import fi.rekisterihub.mapping.ContentFormat.Xml;
import fi.rekisterihub.mapping.Mapping;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The door of this room: gives the reader of a file, or of pages, in the form that a mapping says. */
public final class RecordReaders {

    private RecordReaders() {}

    /**
     * How a CSV file is written, as far as the mapping leaves it open; empty for the other forms.
     *
     * @throws UnreadableDelivery when it cannot be told
     */
    public static Optional<CsvForm> formOf(DeliveredFile file, ContentFormat format) {
        return format instanceof Csv csv ? Optional.of(CsvDetection.of(file, csv)) : Optional.empty();
    }

    /** A file whose form is not known from before. */
    public static RecordReader ofFile(DeliveredFile file, ContentFormat format) {
        return ofFile(file, format, () -> CsvDetection.of(file, (Csv) format));
    }

    /** @param form how the file is written, asked for when it is CSV */
    public static RecordReader ofFile(DeliveredFile file, ContentFormat format, Supplier<CsvForm> form) {
        if (format instanceof Csv csv) {
            return csv(file, form.get(), csv.frame());
        }
        if (format instanceof Fixed fixed) {
            return new FixedRecords(file, fixed);
        }
        if (format instanceof Hashes hashes) {
            return new HashRecords(file, hashes);
        }
        return format instanceof Xlsx xlsx ? new XlsxRecords(file, xlsx) : ofDocuments(List.of(file), format);
    }

    /** Pages of a series, or whole documents, one after the other. */
    public static RecordReader ofDocuments(Iterable<? extends ByteSource> documents, ContentFormat format) {
        if (format instanceof Xml xml) {
            return new XmlRecords(documents, xml);
        }
        if (format instanceof Json json) {
            Xml xml = json.xml();
            return xml == null
                    ? new JsonRecords(documents, json.records())
                    : new JsonOrXmlRecords(documents, json, xml);
        }
        if (format instanceof Population changes) {
            return new PopulationRecords(documents, changes.fixed());
        }
        throw noPages();
    }

    /** The fields of one kept line; empty when it is no line of this layout, as after a change of the mapping. */
    public static Map<String, String> fieldsOf(String line, Fixed format) {
        return new FixedRecords(InputStream::nullInputStream, format).fieldsOf(line);
    }

    /** Rows of a form that has no text of its own for one row, as {@link RowText} writes them: a list of objects. */
    public static RecordReader ofMendedRows(ByteSource file) {
        return new JsonRecords(List.of(file), "");
    }

    /** The records of a table that may read one delivered record as several. */
    public static RecordReader ofParts(RecordReader delivered, Mapping mapping) {
        return mapping.takesApart() ? new PartsOfRecords(delivered, mapping) : delivered;
    }

    /**
     * How many records a page has.
     *
     * @throws UnreadableDelivery when it is not a page of the feed
     */
    public static int count(ContentFormat format, byte[] page) {
        if (format instanceof Population) {
            return PopulationRecords.count(page);
        }
        if (format instanceof Xml xml) {
            return XmlRecords.count(page, xml);
        }
        if (format instanceof Json json) {
            Xml xml = json.xml();
            return xml == null ? JsonRecords.count(page, json.records()) : JsonOrXmlRecords.count(page, json, xml);
        }
        throw noPages();
    }

    static CsvRecords csv(ByteSource file, CsvForm form, Frame frame) {
        return form.isOfBytes()
                ? new CsvRecords(file, form, frame)
                : new CsvRecords(
                        file.inUtf8(form.charset()), new CsvForm(StandardCharsets.UTF_8, form.delimiter()), frame);
    }

    private static UnreadableDelivery noPages() {
        return new UnreadableDelivery(
                "The feed's mapping says that it comes as a file, and this delivery came in pages.", null);
    }
}
