package fi.rekisterihub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.content.Json;
import fi.rekisterihub.content.RecordReaders;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.ContentFormat;
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
            select page from delivery_page where delivery_id = :delivery and content_hash = :hash and records > 0
            """;
    private static final String KEEP = """
            insert into delivery_page (delivery_id, page, content_hash, body, records)
            values (:delivery, :page, :hash, :body, :records)
            """;
    private static final String ADVANCE = """
            update delivery set records = records + :records, size_bytes = size_bytes + :size, total = :total
             where id = :delivery and status = 'open' returning records
            """;

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
        Mapping mapping = mappings.get(feed);
        ContentFormat format = mapping.content();
        byte[] body = shields.page(mapping, answer);
        int records = RecordReaders.count(format, body);
        String hash = sha256(body);
        if (totalPath.isPresent()) {
            refuseRepeatedPage(deliveryId, page, hash);
        }
        long total = totalPath.map(path -> total(body, path)).orElse(-1L);
        Long soFar = transaction.execute(status -> store(deliveryId, page, body, records, total));
        long known = soFar == null ? 0 : soFar;
        if (totalPath.isEmpty() || known >= total) {
            return new Kept(records, false);
        }
        if (records == 0) {
            throw new UnreadableDelivery(
                    "Page %d is empty although the source says %d records and %d have come."
                            .formatted(page, total, known),
                    null);
        }
        return new Kept(records, true);
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
    private void refuseRepeatedPage(long deliveryId, int page, String hash) {
        jdbc.sql(SEEN)
                .param("delivery", deliveryId)
                .param("hash", hash)
                .query(Integer.class)
                .optional()
                .ifPresent(first -> {
                    throw new UnreadableDelivery(
                            "Page %d is page %d again; the source repeats itself, so the series is not complete."
                                    .formatted(page, first),
                            null);
                });
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

    /** What became of a page. */
    public record Kept(int records, boolean more) {}

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
