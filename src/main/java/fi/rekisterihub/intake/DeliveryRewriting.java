package fi.rekisterihub.intake;

import fi.rekisterihub.content.ByteSource;
import fi.rekisterihub.content.CsvForm;
import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.content.RecordReaders;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.content.WithoutRecords;
import fi.rekisterihub.content.WithoutRecords.Going;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes records of erased persons out of what is kept of deliveries. The row stays as evidence of what came: hash, size and time
 * are those of the original. Content that cannot be written anew without a record goes as a whole. Killed in the middle it leaves
 * the delivery as it was, or without the records.
 */
@Service
public class DeliveryRewriting {

    private static final String DELIVERY = """
            select d.feed, d.file, d.purged_at is not null as purged, d.status = 'open' as open,
                   exists (select from run r where r.delivery_id = d.id and r.status in ('queued', 'running', 'braked')) as needed
              from delivery d where d.id = :id
            """;
    private static final String OTHER_FILE = """
            update delivery set file = :file, redacted_at = now() where id = :id and file = :before and purged_at is null
            """;
    private static final String PURGED = """
            update delivery set purged_at = now(), redacted_at = now() where id = :id and purged_at is null
            """;
    private static final String REDACTED = "update delivery set redacted_at = now() where id = :id";
    private static final String NO_PAGES = "delete from delivery_page where delivery_id = :id";
    private static final String PAGE_NUMBERS = "select page from delivery_page where delivery_id = :id order by page";
    private static final String PAGE = "select body from delivery_page where delivery_id = :id and page = :page";
    private static final String OTHER_PAGE = """
            update delivery_page set body = :body where delivery_id = :id and page = :page
            """;
    private static final String NO_PAGE = "delete from delivery_page where delivery_id = :id and page = :page";
    private static final String HAS_REWRITTEN = "select redacted_at is not null from delivery where id = :id";
    private static final String STILL_USED = """
            select exists (select from delivery where file = :file and purged_at is null)
            """;
    private static final CsvForm NO_CSV = new CsvForm(StandardCharsets.UTF_8, ',');

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Mappings mappings;
    private final DeliveryContent content;
    private final Deliveries deliveries;

    DeliveryRewriting(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Mappings mappings,
            DeliveryContent content,
            Deliveries deliveries) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.mappings = mappings;
        this.content = content;
        this.deliveries = deliveries;
    }

    private record Delivery(String feed, @Nullable String file, boolean purged, boolean open, boolean needed) {}

    /**
     * What became of a delivery.
     *
     * @param waits a run reads it still, so that it must be tried again
     * @param sentence without personal data
     * @param fileToGo a file that this delivery does not need any more
     */
    public record Rewritten(
            boolean waits, String sentence, @Nullable String fileToGo) {

        private static final Rewritten WAITS = new Rewritten(true, "A run still reads it.", null);

        private static Rewritten done(String sentence) {
            return new Rewritten(false, sentence, null);
        }
    }

    /** Joins no transaction: a large file takes its time. */
    public Rewritten without(long deliveryId, Going going) {
        Delivery delivery = jdbc.sql(DELIVERY)
                .param("id", deliveryId)
                .query(Delivery.class)
                .optional()
                .orElse(null);
        if (delivery == null || delivery.purged()) {
            return Rewritten.done("Its content is gone already.");
        }
        // A feed whose table waits to be mended cannot be read now, and will be.
        if (delivery.open() || delivery.needed() || mappings.closed().contains(delivery.feed())) {
            return Rewritten.WAITS;
        }
        String file = delivery.file();
        Mapping mapping = mappings.find(delivery.feed()).orElse(null);
        if (mapping == null) {
            return purged(deliveryId, file);
        }
        try {
            return file == null
                    ? pages(deliveryId, mapping.content(), going)
                    : file(deliveryId, file, mapping.content(), going);
        } catch (UnreadableDelivery unreadable) {
            // What nobody can read, nobody can look through.
            return purged(deliveryId, file);
        }
    }

    /** Whether records were taken out, so that absence in it says nothing. */
    boolean hasRewritten(long deliveryId) {
        return jdbc.sql(HAS_REWRITTEN)
                .param("id", deliveryId)
                .query(Boolean.class)
                .single();
    }

    /** Deletes a file that no delivery needs; false while one does, or it is too young to be sure. */
    public boolean swept(String file) {
        if (jdbc.sql(STILL_USED).param("file", file).query(Boolean.class).single()) {
            // Another delivery of the same bytes waits for its own turn.
            return true;
        }
        return deliveries.sweptNow(file);
    }

    private Rewritten file(long deliveryId, String file, ContentFormat format, Going going) {
        RecordReader reader = content.open(deliveryId, file, format);
        long dropped = WithoutRecords.count(reader, going);
        if (dropped == 0) {
            return Rewritten.done("It holds nobody who was erased.");
        }
        CsvForm form = format instanceof ContentFormat.Csv csv ? content.formOf(deliveryId, file, csv) : NO_CSV;
        WithoutRecords without = new WithoutRecords(format, form);
        if (!without.canRewriteFiles()) {
            return purged(deliveryId, file);
        }
        DeliveryFiles.Kept kept =
                deliveries.keepRewritten(out -> without.file(content.open(deliveryId, file, format), going, out));
        boolean replaced = jdbc.sql(OTHER_FILE)
                        .param("id", deliveryId)
                        .param("file", kept.name())
                        .param("before", file)
                        .update()
                == 1;
        return replaced
                ? new Rewritten(false, "Written anew without %d records.".formatted(dropped), file)
                : Rewritten.WAITS;
    }

    private Rewritten pages(long deliveryId, ContentFormat format, Going going) {
        return Objects.requireNonNull(transaction.execute(status -> {
            int touched = 0;
            List<Integer> numbers = jdbc.sql(PAGE_NUMBERS)
                    .param("id", deliveryId)
                    .query(Integer.class)
                    .list();
            for (int number : numbers) {
                byte[] page = jdbc.sql(PAGE)
                        .param("id", deliveryId)
                        .param("page", number)
                        .query(byte[].class)
                        .single();
                touched += page(deliveryId, number, page, format, going) ? 1 : 0;
            }
            if (touched == 0) {
                return Rewritten.done("It holds nobody who was erased.");
            }
            jdbc.sql(REDACTED).param("id", deliveryId).update();
            return Rewritten.done("%d of its pages were written anew.".formatted(touched));
        }));
    }

    private boolean page(long deliveryId, int number, byte[] page, ContentFormat format, Going going) {
        RecordReader reader =
                RecordReaders.ofDocuments(List.of((ByteSource) () -> new ByteArrayInputStream(page)), format);
        if (WithoutRecords.count(reader, going) == 0) {
            return false;
        }
        new WithoutRecords(format, NO_CSV)
                .page(page, going)
                .ifPresentOrElse(
                        left -> jdbc.sql(OTHER_PAGE)
                                .param("id", deliveryId)
                                .param("page", number)
                                .param("body", left)
                                .update(),
                        () -> jdbc.sql(NO_PAGE)
                                .param("id", deliveryId)
                                .param("page", number)
                                .update());
        return true;
    }

    private Rewritten purged(long deliveryId, @Nullable String file) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql(PURGED).param("id", deliveryId).update();
            jdbc.sql(NO_PAGES).param("id", deliveryId).update();
        });
        return new Rewritten(false, "Its content went as a whole.", file);
    }
}
