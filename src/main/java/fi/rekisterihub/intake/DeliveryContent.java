package fi.rekisterihub.intake;

import fi.rekisterihub.HubHome;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Fixed;
import fi.rekisterihub.mapping.ContentFormat.Json;
import fi.rekisterihub.mapping.ContentFormat.Population;
import fi.rekisterihub.mapping.ContentFormat.Xlsx;
import fi.rekisterihub.mapping.ContentFormat.Xml;
import fi.rekisterihub.mapping.Mapping;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Opens what a delivery holds, be it a file or pages, as records. */
@Component
final class DeliveryContent {

    private static final String PAGE = """
            select body from delivery_page where delivery_id = :delivery and page = :page
            """;
    private static final String IS_MENDED = """
            select mended_of is not null from delivery where id = :delivery
            """;
    private static final String FORM = """
            select charset, delimiter from delivery where id = :delivery and charset is not null and delimiter is not null
            """;
    private static final String PAGE_NUMBERS = """
            select page from delivery_page where delivery_id = :delivery order by page
            """;

    private final JdbcClient jdbc;
    private final Path folder;
    private final DataSize largestUnpacked;
    private final Shields shields;

    DeliveryContent(JdbcClient jdbc, HubHome home, IntakeSettings settings, Shields shields) {
        this.jdbc = jdbc;
        this.shields = shields;
        this.folder = home.data().resolve("deliveries");
        this.largestUnpacked = settings.largestUnpacked();
    }

    /** The records of a table in a delivery that it reads. */
    RecordReader open(long deliveryId, @Nullable String file, Mapping mapping) {
        return PartsOfRecords.of(open(deliveryId, file, mapping.content()), mapping);
    }

    RecordReader ofFile(Path file, Mapping mapping) {
        return PartsOfRecords.of(ofFile(file, mapping.content()), mapping);
    }

    RecordReader open(long deliveryId, @Nullable String file, ContentFormat format) {
        if (file == null) {
            return format instanceof Population
                    ? PopulationRecords.ofPages(pages(deliveryId))
                    : ofDocuments(pages(deliveryId), format);
        }
        DeliveredFile delivered = delivered(folder.resolve(file));
        if ((format instanceof Xml || format instanceof Xlsx) && isMended(deliveryId)) {
            return new JsonRecords(List.of(delivered), "");
        }
        return format instanceof Csv csv ? csv(delivered, formOf(deliveryId, delivered, csv)) : of(delivered, format);
    }

    /** Rows that were mended are written as the objects that their elements or cells had become. */
    private boolean isMended(long deliveryId) {
        return jdbc.sql(IS_MENDED)
                .param("delivery", deliveryId)
                .query(Boolean.class)
                .single();
    }

    /** A file that is no delivery yet. */
    RecordReader ofFile(Path file, ContentFormat format) {
        DeliveredFile delivered = delivered(file);
        return format instanceof Csv csv ? csv(delivered, CsvDetection.of(delivered, csv)) : of(delivered, format);
    }

    /** How a CSV file that has just come is written; empty when it cannot be told, which its run will say in full. */
    Optional<CsvForm> formOf(String file, ContentFormat format) {
        if (!(format instanceof Csv csv)) {
            return Optional.empty();
        }
        try {
            return Optional.of(CsvDetection.of(delivered(folder.resolve(file)), csv));
        } catch (UnreadableDelivery unreadable) {
            return Optional.empty();
        }
    }

    /** How the CSV file of a delivery is written. */
    CsvForm formOf(long deliveryId, String file, Csv format) {
        return formOf(deliveryId, delivered(folder.resolve(file)), format);
    }

    private DeliveredFile delivered(Path file) {
        return new DeliveredFile(file, largestUnpacked);
    }

    private CsvForm formOf(long deliveryId, DeliveredFile file, Csv format) {
        return jdbc.sql(FORM)
                .param("delivery", deliveryId)
                .query((row, n) -> new CsvForm(
                        Charset.forName(row.getString("charset")),
                        row.getString("delimiter").charAt(0)))
                .optional()
                .map(found -> found.saidBy(format))
                .orElseGet(() -> CsvDetection.of(file, format));
    }

    static RecordReader csv(DeliveredFile file, CsvForm form) {
        return form.isOfBytes()
                ? new CsvRecords(file, form)
                : new CsvRecords(file.inUtf8(form.charset()), new CsvForm(StandardCharsets.UTF_8, form.delimiter()));
    }

    private RecordReader of(DeliveredFile file, ContentFormat format) {
        if (format instanceof Fixed fixed) {
            return new FixedRecords(file, fixed);
        }
        if (format instanceof Population changes) {
            return ofPopulation(file, changes);
        }
        return format instanceof Xlsx xlsx ? new XlsxRecords(file, xlsx) : ofDocuments(List.of(file), format);
    }

    /** A file of somebody's own, which has not been through the hub's keeping, is treated alike. */
    private RecordReader ofPopulation(DeliveredFile file, Population format) {
        try (InputStream in = file.open()) {
            return PopulationRecords.ofFile(shields.page(format, in.readAllBytes()), format.fixed());
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery cannot be read.", e);
        }
    }

    private static RecordReader ofDocuments(Iterable<? extends ByteSource> documents, ContentFormat format) {
        if (format instanceof Xml xml) {
            return new XmlRecords(documents, xml);
        }
        if (format instanceof Json json) {
            Xml xml = json.xml();
            return xml == null
                    ? new JsonRecords(documents, json.records())
                    : new JsonOrXmlRecords(documents, json, xml);
        }
        throw noPages();
    }

    /**
     * How many records a page has.
     *
     * @throws UnreadableDelivery when it is not a page of the feed
     */
    static int count(ContentFormat format, byte[] page) {
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

    private static UnreadableDelivery noPages() {
        return new UnreadableDelivery(
                "The feed's mapping says that it comes as a file, and this delivery came in pages.", null);
    }

    /** One page in memory at a time. */
    private Iterable<ByteSource> pages(long deliveryId) {
        List<Integer> numbers = jdbc.sql(PAGE_NUMBERS)
                .param("delivery", deliveryId)
                .query(Integer.class)
                .list();
        return () -> new Iterator<>() {
            private final Iterator<Integer> next = numbers.iterator();

            @Override
            public boolean hasNext() {
                return next.hasNext();
            }

            @Override
            public ByteSource next() {
                if (!next.hasNext()) {
                    throw new NoSuchElementException();
                }
                byte[] page = jdbc.sql(PAGE)
                        .param("delivery", deliveryId)
                        .param("page", next.next())
                        .query(byte[].class)
                        .single();
                return () -> new ByteArrayInputStream(page);
            }
        };
    }
}
