package fi.rekisterihub.intake;

import fi.rekisterihub.HubHome;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Fixed;
import fi.rekisterihub.mapping.ContentFormat.Json;
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
    private static final String FORM = """
            select charset, delimiter from delivery where id = :delivery and charset is not null and delimiter is not null
            """;
    private static final String PAGE_NUMBERS = """
            select page from delivery_page where delivery_id = :delivery order by page
            """;

    private final JdbcClient jdbc;
    private final Path folder;
    private final DataSize largestUnpacked;

    DeliveryContent(JdbcClient jdbc, HubHome home, IntakeSettings settings) {
        this.jdbc = jdbc;
        this.folder = home.data().resolve("deliveries");
        this.largestUnpacked = settings.largestUnpacked();
    }

    RecordReader open(long deliveryId, @Nullable String file, ContentFormat format) {
        if (file == null) {
            return ofPages(deliveryId, format);
        }
        DeliveredFile delivered = delivered(folder.resolve(file));
        return format instanceof Csv csv ? csv(delivered, formOf(deliveryId, delivered, csv)) : of(delivered, format);
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

    private static RecordReader csv(DeliveredFile file, CsvForm form) {
        return form.isOfBytes()
                ? new CsvRecords(file, form)
                : new CsvRecords(file.inUtf8(form.charset()), new CsvForm(StandardCharsets.UTF_8, form.delimiter()));
    }

    private static RecordReader of(DeliveredFile file, ContentFormat format) {
        if (format instanceof Fixed fixed) {
            return new FixedRecords(file, fixed);
        }
        try (InputStream in = file.open()) {
            return new JsonRecords(List.of(in.readAllBytes()), recordsOf(format));
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery cannot be read.", e);
        }
    }

    private RecordReader ofPages(long deliveryId, ContentFormat format) {
        return new JsonRecords(pages(deliveryId), recordsOf(format));
    }

    /**
     * Where a page has its records.
     *
     * @throws UnreadableDelivery when the feed does not come in pages
     */
    static String recordsOf(ContentFormat format) {
        if (format instanceof Json json) {
            return json.records();
        }
        throw new UnreadableDelivery(
                "The feed's mapping says that it comes as a file, and this delivery came in pages.", null);
    }

    /** One page in memory at a time. */
    private Iterable<byte[]> pages(long deliveryId) {
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
            public byte[] next() {
                if (!next.hasNext()) {
                    throw new NoSuchElementException();
                }
                return jdbc.sql(PAGE)
                        .param("delivery", deliveryId)
                        .param("page", next.next())
                        .query(byte[].class)
                        .single();
            }
        };
    }
}
