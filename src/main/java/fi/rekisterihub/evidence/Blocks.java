package fi.rekisterihub.evidence;

import fi.rekisterihub.database.BinaryCopy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The chain as it lies in the tables. */
final class Blocks {

    private static final String BLOCK = "select number, header, hash, signature, leaves, peaks from evidence_block";
    private static final String LAST = BLOCK + " order by number desc limit 1";
    private static final String ONE = BLOCK + " where number = :number";
    private static final String HASHES = "select hash from evidence_block where number < :below order by number";
    private static final String FIRST_SINCE = """
            select coalesce(min(number), (select coalesce(max(number), 0) + 1 from evidence_block))
              from evidence_block where sealed_at >= :time
            """;
    private static final String ENTRIES = """
            select coalesce(sum(entries), 0) from evidence_block where number between :from and :to
            """;
    private static final String KEEP = """
            insert into evidence_block (number, sealed_at, entries, header, hash, signature, leaves, peaks)
            values (:number, :time, :entries, :header, :hash, :signature, :leaves, :peaks)
            """;
    private static final String COUNTS = """
            select 'entity:' || entity_id as subject, count(*) as number from evidence_entry
             where block between :from and :to and entity_id is not null group by entity_id
            union all
            select 'recipient:' || recipient, count(*) from evidence_entry
             where block between :from and :to and recipient is not null group by recipient
            union all
            select key, count(*) from evidence_entry cross join lateral unnest(keys) as key
             where block between :from and :to and keys is not null group by key
            """;
    private static final String CHANGED_KEYS = """
            select number from evidence_block where header like '%"next":"%' and number < :below order by number
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate bulk;

    /** A block without its entries. */
    record Block(BlockHeader header, String text, byte[] hash, byte[] signature, byte[] leaves, byte[] peaks) {}

    Blocks(JdbcTemplate bulk) {
        this.bulk = bulk;
        this.jdbc = JdbcClient.create(bulk);
    }

    Optional<Block> last() {
        return jdbc.sql(LAST).query(Blocks::block).optional();
    }

    Optional<Block> find(long number) {
        return jdbc.sql(ONE).param("number", number).query(Blocks::block).optional();
    }

    /** The hashes of the headers of all blocks below, one after the other. */
    byte[] hashesBelow(long number) {
        List<byte[]> all = jdbc.sql(HASHES)
                .param("below", number)
                .query((row, place) -> row.getBytes("hash"))
                .list();
        byte[] together = new byte[all.size() * Hash.LENGTH];
        for (int place = 0; place < all.size(); place++) {
            System.arraycopy(all.get(place), 0, together, place * Hash.LENGTH, Hash.LENGTH);
        }
        return together;
    }

    /** The first block that was sealed at this time or later; one above the last when there is none. */
    long firstSince(Instant time) {
        return jdbc.sql(FIRST_SINCE)
                .param("time", time.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    long entries(long from, long to) {
        return jdbc.sql(ENTRIES)
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single();
    }

    /** How many entries each subject has in these blocks. */
    Map<String, Long> counts(long from, long to) {
        Map<String, Long> counts = new HashMap<>();
        if (from <= to) {
            jdbc.sql(COUNTS).param("from", from).param("to", to).query(row -> {
                counts.merge(row.getString("subject"), row.getLong("number"), Long::sum);
            });
        }
        return counts;
    }

    /** The blocks that name another key to follow. */
    List<Long> changesOfKey(long below) {
        return jdbc.sql(CHANGED_KEYS).param("below", below).query(Long.class).list();
    }

    Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /** Joins the caller's transaction. */
    void keep(Block block, List<SealedEntry> entries) {
        bulk.execute((Connection connection) -> {
            copy(connection, block.header().number(), entries);
            return null;
        });
        jdbc.sql(KEEP)
                .param("number", block.header().number())
                .param("time", block.header().time().atOffset(ZoneOffset.UTC))
                .param("entries", entries.size())
                .param("header", block.text())
                .param("hash", block.hash())
                .param("signature", block.signature())
                .param("leaves", block.leaves())
                .param("peaks", block.peaks())
                .update();
    }

    private static void copy(Connection connection, long number, List<SealedEntry> entries) throws SQLException {
        BinaryCopy copy = BinaryCopy.into(
                connection,
                "evidence_entry (block, place, source, source_id, entity_id, recipient, keys, entry, salt)");
        try {
            for (int place = 0; place < entries.size(); place++) {
                SealedEntry entry = entries.get(place);
                SealedRow row = entry.row();
                copy.row(9)
                        .bigint(number)
                        .integer(place)
                        .text(row.source().word())
                        .bigint(row.id())
                        .bigint(row.entityId())
                        .text(row.recipient())
                        .texts(row.keys().isEmpty() ? null : row.keys())
                        .text(entry.text())
                        .bytes(entry.salt());
            }
            copy.finish();
        } finally {
            copy.cancel();
        }
    }

    private static Block block(ResultSet row, int number) throws SQLException {
        String text = row.getString("header");
        return new Block(
                BlockHeader.of(CanonicalJson.read(text))
                        .orElseThrow(() -> new IllegalStateException(
                                "The header of an evidence block in the database is not one: it was altered.")),
                text,
                row.getBytes("hash"),
                row.getBytes("signature"),
                row.getBytes("leaves"),
                row.getBytes("peaks"));
    }
}
