package fi.rekisterihub.intake;

import fi.rekisterihub.HubHome;
import fi.rekisterihub.content.CsvForm;
import fi.rekisterihub.content.RowText;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.RecordKind;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was fetched, kept as evidence before anything is done with it. A delivery is one file or one series of pages;
 * when it is complete it has a run for each register that takes the feed.
 */
@Service
public class Deliveries {

    private static final String OPEN = """
            insert into delivery (feed, origin) values (:feed, :origin) returning id
            """;
    private static final String UNFINISHED = """
            select d.id, d.records, d.total,
                   coalesce((select max(page) from delivery_page p where p.delivery_id = d.id), 0) as pages
              from delivery d
             where d.feed = :feed and d.origin = :origin and d.status = 'open'
               and greatest(d.opened_at, d.rest_until) > now() - interval '6 hours'
             order by d.id desc limit 1
            """;
    private static final String LEFT_OPEN =
            "select id from delivery where feed = :feed and status = 'open' order by id";
    private static final String COMPLETE = """
            update delivery set status = 'complete', completed_at = now() where id = :id and status = 'open'
            """;
    private static final String KEEP_FILE = """
            insert into delivery (feed, origin, file_name, status, file, content_hash, size_bytes, charset, delimiter,
                                  completed_at)
            values (:feed, :origin, :fileName, 'complete', :file, :hash, :size, :charset, :delimiter, now()) returning id
            """;
    private static final String KEEP_MENDED = """
            insert into delivery (feed, origin, status, file, content_hash, size_bytes, charset, delimiter, completed_at,
                                  mended_of)
            values (:feed, :origin, 'complete', :file, :hash, :size, :charset, :delimiter, now(), :of) returning id
            """;
    private static final String QUEUE_MENDED = """
            insert into run (delivery_id, feed, register_id, as_of, partial)
            values (:delivery, :feed, :register, :asOf, true) returning id
            """;
    private static final String FAIL = """
            update delivery set status = 'failed', completed_at = now(), message = :message where id = :id and status = 'open'
            """;
    private static final String REST = """
            update delivery set rest_until = :until where id = :id and status = 'open'
            """;
    private static final String SAY = """
            update delivery set message = :message where id = :id
            """;
    private static final String QUEUE_RUN = """
            insert into run (delivery_id, feed, register_id) values (:delivery, :feed, :register)
            on conflict (delivery_id, feed, register_id) where rerun_of is null do nothing
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Mappings mappings;
    private final Profiles profiles;
    private final DeliveryFiles files;
    private final DeliveryContent content;
    private final Shields shields;

    Deliveries(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Mappings mappings,
            Profiles profiles,
            HubHome home,
            IntakeSettings settings,
            DeliveryContent content,
            Shields shields) {
        this.shields = shields;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.mappings = mappings;
        this.profiles = profiles;
        this.files = new DeliveryFiles(home.data().resolve("deliveries"), settings.largestDelivery());
        this.content = content;
    }

    /** Begins a series of pages, or goes on with the one of this origin that a crash or a failure cut short. */
    public OpenDelivery open(String feed, String origin) {
        mappings.get(feed);
        Optional<OpenDelivery> unfinished = jdbc.sql(UNFINISHED)
                .param("feed", feed)
                .param("origin", origin)
                .query((row, n) ->
                        new OpenDelivery(row.getLong("id"), feed, row.getInt("pages"), row.getLong("records")))
                .optional();
        return unfinished.orElseGet(() -> new OpenDelivery(
                jdbc.sql(OPEN)
                        .param("feed", feed)
                        .param("origin", origin)
                        .query(Long.class)
                        .single(),
                feed,
                0,
                0));
    }

    /** Closes a series of pages; its runs wait for a worker. A second call changes nothing. */
    public void complete(long deliveryId, String feed) {
        transaction.executeWithoutResult(status -> {
            if (jdbc.sql(COMPLETE).param("id", deliveryId).update() == 1) {
                queueRuns(deliveryId, feed);
            }
        });
    }

    /**
     * Closes what a kill left open of a feed whose pages each stand for themselves: what was kept, and the cursor has
     * passed, is used.
     */
    public void completeLeftOvers(String feed) {
        jdbc.sql(LEFT_OPEN).param("feed", feed).query(Long.class).list().forEach(id -> complete(id, feed));
    }

    /** Gives a series of pages up. What came is kept, and nothing is done with it. */
    public void fail(long deliveryId, String message) {
        jdbc.sql(FAIL).param("id", deliveryId).param("message", message).update();
    }

    /** Leaves an open series until its source may be asked again; it is gone on with then, however long that takes. */
    public void rest(long deliveryId, Instant until) {
        jdbc.sql(REST)
                .param("id", deliveryId)
                .param("until", java.sql.Timestamp.from(until))
                .update();
    }

    /**
     * Keeps a file whole and durably, then queues its runs.
     *
     * @param origin where it came from, as a person would say it: a file name or an address without credentials
     * @return the delivery's id
     */
    public long fromFile(String feed, String origin, InputStream bytes) {
        return fromFile(feed, origin, null, bytes);
    }

    /** @param fileName as the sender called the file, null when it came without a name */
    public long fromFile(String feed, String origin, @Nullable String fileName, InputStream bytes) {
        Mapping mapping = mappings.get(feed);
        DeliveryFiles.Kept kept = files.keep(shields.file(mapping, bytes));
        Optional<CsvForm> form = content.formOf(kept.name(), mapping.content());
        Long id = transaction.execute(status -> {
            long delivery = jdbc.sql(KEEP_FILE)
                    .param("feed", feed)
                    .param("origin", origin)
                    .param("fileName", fileName, java.sql.Types.VARCHAR)
                    .param("file", kept.name())
                    .param("hash", kept.hash())
                    .param("size", kept.size())
                    .param("charset", form.map(found -> found.charset().name()).orElse(null))
                    .param(
                            "delimiter",
                            form.map(found -> String.valueOf(found.delimiter())).orElse(null))
                    .query(Long.class)
                    .single();
            queueRuns(delivery, feed);
            return delivery;
        });
        return java.util.Objects.requireNonNull(id);
    }

    /** Keeps a delivery's content as it is written anew. */
    DeliveryFiles.Kept keepRewritten(DeliveryFiles.Writing writing) {
        return files.keepWritten(writing);
    }

    /** Deletes a file that no delivery has any more; false while it is too young for that to be sure. */
    boolean sweptNow(String name) {
        return files.deleteNow(name);
    }

    /** Deletes files that no delivery has any more. */
    void sweep(Set<String> names) {
        files.delete(names);
    }

    /**
     * Keeps parked rows of a run as a small delivery of their own, and queues its one run; in the caller's transaction.
     *
     * @param of the delivery that the rows came in
     * @param asOf the run in whose place the new one speaks
     */
    Mended mended(String feed, String register, long of, long run, long asOf, RowText text, List<String> rows) {
        DeliveryFiles.Kept kept = files.keep(new ByteArrayInputStream(text.file(rows)));
        long delivery = jdbc.sql(KEEP_MENDED)
                .param("feed", feed)
                .param("origin", "mended rows of run %d".formatted(run))
                .param("file", kept.name())
                .param("hash", kept.hash())
                .param("size", kept.size())
                .param("charset", text.form().charset().name())
                .param("delimiter", String.valueOf(text.form().delimiter()))
                .param("of", of)
                .query(Long.class)
                .single();
        long queued = jdbc.sql(QUEUE_MENDED)
                .param("delivery", delivery)
                .param("feed", feed)
                .param("register", register)
                .param("asOf", asOf)
                .query(Long.class)
                .single();
        return new Mended(delivery, kept.name(), queued);
    }

    private void queueRuns(long deliveryId, String feed) {
        int runs = 0;
        for (Mapping reader : readersOf(feed)) {
            for (String register : registersOf(reader)) {
                runs++;
                jdbc.sql(QUEUE_RUN)
                        .param("delivery", deliveryId)
                        .param("feed", reader.feed())
                        .param("register", register)
                        .update();
            }
        }
        if (runs == 0) {
            String message = "No register takes this feed: list '%s' under sources of a profile.".formatted(feed);
            jdbc.sql(SAY).param("id", deliveryId).param("message", message).update();
        }
    }

    /** The feed's own table first, so that the persons of an answer find the company that it speaks of. */
    private List<Mapping> readersOf(String feed) {
        return Stream.concat(
                        Stream.of(mappings.get(feed)),
                        mappings.all().stream()
                                .filter(other -> other.deliveredAs().equals(feed)
                                        && !other.feed().equals(feed)))
                .toList();
    }

    private List<String> registersOf(Mapping mapping) {
        return mapping.kind() == RecordKind.OPTOUT
                ? List.of(RunContext.EVERY_REGISTER)
                : profiles.takers(mapping.feed()).stream().map(Profile::id).toList();
    }

    record Mended(long delivery, String file, long run) {}

    /**
     * A series of pages that is being fetched.
     *
     * @param pages how many have been kept; the next one to ask for is one more
     */
    public record OpenDelivery(long id, String feed, int pages, long records) {}
}
