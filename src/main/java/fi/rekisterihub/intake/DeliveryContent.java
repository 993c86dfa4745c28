package fi.rekisterihub.intake;

import fi.rekisterihub.HubHome;
import fi.rekisterihub.content.ByteSource;
import fi.rekisterihub.content.CsvForm;
import fi.rekisterihub.content.DeliveredFile;
import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.content.RecordReaders;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Xlsx;
import fi.rekisterihub.mapping.ContentFormat.Xml;
import fi.rekisterihub.mapping.Mapping;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Opens what a delivery holds, be it a file or pages, as records. How they are cut is the room {@code content}'s. */
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
        return RecordReaders.ofParts(ExpectedColumns.in(open(deliveryId, file, mapping.content()), mapping), mapping);
    }

    /** A file that is no delivery yet. */
    RecordReader ofFile(Path file, Mapping mapping) {
        ContentFormat format = mapping.content();
        DeliveredFile delivered = delivered(file);
        RecordReader reader = Shields.covers(mapping)
                ? RecordReaders.ofDocuments(List.of(shielded(delivered, mapping)), format)
                : RecordReaders.ofFile(delivered, format);
        return RecordReaders.ofParts(ExpectedColumns.in(reader, mapping), mapping);
    }

    RecordReader open(long deliveryId, @Nullable String file, ContentFormat format) {
        if (file == null) {
            return RecordReaders.ofDocuments(pages(deliveryId), format);
        }
        DeliveredFile delivered = delivered(folder.resolve(file));
        if ((format instanceof Xml || format instanceof Xlsx) && isMended(deliveryId)) {
            return RecordReaders.ofMendedRows(delivered);
        }
        return RecordReaders.ofFile(delivered, format, () -> formOf(deliveryId, file, (Csv) format));
    }

    /** Rows that were mended are written as the objects that their elements or cells had become. */
    private boolean isMended(long deliveryId) {
        return jdbc.sql(IS_MENDED)
                .param("delivery", deliveryId)
                .query(Boolean.class)
                .single();
    }

    /** How a CSV file that has just come is written; empty when it cannot be told, which its run will say in full. */
    Optional<CsvForm> formOf(String file, ContentFormat format) {
        try {
            return RecordReaders.formOf(delivered(folder.resolve(file)), format);
        } catch (UnreadableDelivery unreadable) {
            return Optional.empty();
        }
    }

    /** How the CSV file of a delivery is written. */
    CsvForm formOf(long deliveryId, String file, Csv format) {
        return jdbc.sql(FORM)
                .param("delivery", deliveryId)
                .query((row, n) -> new CsvForm(
                        Charset.forName(row.getString("charset")),
                        row.getString("delimiter").charAt(0)))
                .optional()
                .map(found -> found.saidBy(format))
                .or(() -> RecordReaders.formOf(delivered(folder.resolve(file)), format))
                .orElseThrow();
    }

    private DeliveredFile delivered(Path file) {
        return new DeliveredFile(file, largestUnpacked);
    }

    /** A file of somebody's own, which has not been through the hub's keeping, is treated alike. */
    private ByteSource shielded(DeliveredFile file, Mapping mapping) {
        return () -> shields.file(mapping, file.open());
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
