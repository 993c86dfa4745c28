package fi.rekisterihub.intake;

import fi.rekisterihub.HubHome;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Fixed;
import fi.rekisterihub.mapping.ContentFormat.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens what a delivery holds, be it a file or pages, as records. */
@Component
final class DeliveryContent {

    private static final String PAGE = """
            select body from delivery_page where delivery_id = :delivery and page = :page
            """;
    private static final String PAGE_NUMBERS = """
            select page from delivery_page where delivery_id = :delivery order by page
            """;

    private final JdbcClient jdbc;
    private final Path folder;

    DeliveryContent(JdbcClient jdbc, HubHome home) {
        this.jdbc = jdbc;
        this.folder = home.data().resolve("deliveries");
    }

    RecordReader open(long deliveryId, @Nullable String file, ContentFormat format) {
        return file == null ? ofPages(deliveryId, format) : ofFile(folder.resolve(file), format);
    }

    static RecordReader ofFile(Path file, ContentFormat format) {
        if (format instanceof Csv csv) {
            return new CsvRecords(file, csv);
        }
        if (format instanceof Fixed fixed) {
            return new FixedRecords(file, fixed);
        }
        try {
            return new JsonRecords(List.of(Files.readAllBytes(file)), ((Json) format).records());
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read.".formatted(file), e);
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
