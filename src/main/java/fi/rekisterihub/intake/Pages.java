package fi.rekisterihub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.content.Json;
import fi.rekisterihub.content.RecordReaders;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the pages of a series one by one and says whether there are more. The traps of real paging end in a failed
 * delivery with a plain reason, never in an endless loop or half a register.
 */
@Service
public class Pages {

    private static final String SEEN = """
            select page from delivery_page
             where delivery_id = :delivery and content_hash = :hash and records > 0 and page >= :first
             order by page limit 1
            """;
    private static final String KEEP = """
            insert into delivery_page (delivery_id, page, content_hash, body, records)
            values (:delivery, :page, :hash, :body, :records)
            """;
    private static final String ADVANCE = """
            update delivery set records = records + :records, size_bytes = size_bytes + :size, total = :total
             where id = :delivery and status = 'open' returning records
            """;

    private static final String SAY = "update delivery set message = :message where id = :delivery and status = 'open'";

    /** No question is answered on more pages than this; a source that goes on has lost its way. */
    private static final int MOST_PAGES = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Mappings mappings;
    private final Shields shields;

    Pages(JdbcClient jdbc, TransactionTemplate transaction, Mappings mappings, Shields shields) {
        this.shields = shields;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.mappings = mappings;
    }

    /**
     * Keeps one page and the place of the next in one transaction.
     *
     * @param totalPath where a page says how many records there are in all; empty when the series has one page a call
     * @return how many records came, and whether another page is to be asked for
     * @throws UnreadableDelivery when the page cannot belong to a sound series
     */
    public Kept keep(long deliveryId, String feed, int page, byte[] answer, Optional<String> totalPath) {
        if (totalPath.isEmpty()) {
            return keepAnswer(deliveryId, feed, page, answer, page, 0);
        }
        Read read = read(feed, answer);
        seen(deliveryId, sha256(read.body()), 0).ifPresent(first -> {
            throw new UnreadableDelivery(
                    "Page %d is page %d again; the source repeats itself, so the series is not complete."
                            .formatted(page, first),
                    null);
        });
        long total = total(read.body(), totalPath.get());
        Long soFar = transaction.execute(status -> store(deliveryId, page, read.body(), read.records(), total));
        long known = soFar == null ? 0 : soFar;
        if (known < total && read.records() == 0) {
            throw new UnreadableDelivery(
                    "Page %d is empty although the source says %d records and %d have come."
                            .formatted(page, total, known),
                    null);
        }
        return new Kept(read.records(), known < total, true);
    }

    /**
     * Keeps one page of the answer to a question that stands for itself, in a source that says no total: a page that is
     * not full is the last. A source that gives a page again has no more; what came is used, and the delivery says so.
     *
     * @param first the page of the series with which this answer began
     * @param full how many records a full page has; 0 when every answer is one page
     */
    public Kept keepAnswer(long deliveryId, String feed, int page, byte[] answer, int first, int full) {
        Read read = read(feed, answer);
        int number = page - first + 1;
        Optional<Integer> before = number == 1 ? Optional.empty() : seen(deliveryId, sha256(read.body()), first);
        if (before.isPresent()) {
            say(
                    deliveryId,
                    "Asked for page %d of an answer, the source gave page %d again; what came before it is used."
                            .formatted(number, before.get() - first + 1));
            return new Kept(0, false, false);
        }
        transaction.executeWithoutResult(status -> store(deliveryId, page, read.body(), read.records(), -1));
        boolean more = full > 0 && read.records() >= full;
        if (more && number == MOST_PAGES) {
            say(deliveryId, "An answer did not end after %d pages; what came is used.".formatted(MOST_PAGES));
        }
        return new Kept(read.records(), more && number < MOST_PAGES, true);
    }

    private Read read(String feed, byte[] answer) {
        Mapping mapping = mappings.get(feed);
        byte[] body = shields.page(mapping, answer);
        return new Read(body, RecordReaders.count(mapping.content(), body));
    }

    private void say(long deliveryId, String message) {
        jdbc.sql(SAY).param("delivery", deliveryId).param("message", message).update();
    }

    /** In the caller's transaction. */
    long store(long deliveryId, int page, byte[] body, int records, long total) {
        jdbc.sql(KEEP)
                .param("delivery", deliveryId)
                .param("page", page)
                .param("hash", sha256(body))
                .param("body", body)
                .param("records", records)
                .update();
        return jdbc.sql(ADVANCE)
                .param("delivery", deliveryId)
                .param("records", records)
                .param("size", body.length)
                .param("total", total < 0 ? null : total, java.sql.Types.BIGINT)
                .query(Long.class)
                .single();
    }

    /** A source that answers an unknown page with the first one would otherwise be read for ever. */
    private Optional<Integer> seen(long deliveryId, String hash, int first) {
        return jdbc.sql(SEEN)
                .param("delivery", deliveryId)
                .param("hash", hash)
                .param("first", first)
                .query(Integer.class)
                .optional();
    }

    private static long total(byte[] body, String path) {
        JsonNode node = Json.parse(body);
        for (String step : path.split("\\.")) {
            node = node.path(step);
        }
        if (!node.isIntegralNumber()) {
            throw new UnreadableDelivery(
                    "The page does not say at '%s' how many records there are.".formatted(path), null);
        }
        return node.asLong();
    }

    /**
     * What became of a page.
     *
     * @param more whether another page is to be asked for
     * @param stored false for a page that had come before
     */
    public record Kept(int records, boolean more, boolean stored) {}

    private record Read(byte[] body, int records) {}

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
