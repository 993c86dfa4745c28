package fi.rekisterihub.evidence;

import fi.rekisterihub.database.Times;
import fi.rekisterihub.evidence.Blocks.Block;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far it is sealed, by which key, and what the self-check said. */
@Repository
public class EvidenceReader {

    private static final String ENTRIES = "select coalesce(sum(entries), 0) from evidence_block";
    private static final String LAST_CHECK = """
            select at, blocks, entries, findings from evidence_check order by id desc limit 1
            """;
    private static final String WAITING =
            "select count(*) from (select from %s where %s > :sealed limit :most) as waiting";
    private static final String FORGOTTEN = "select count(*) from evidence_forgotten";
    private static final String RECIPIENTS = """
            with recursive each as (
                (select recipient from evidence_entry where recipient is not null order by recipient limit 1)
                union all
                select (select e.recipient from evidence_entry e where e.recipient > each.recipient order by e.recipient limit 1)
                  from each where each.recipient is not null)
            select recipient from each where recipient is not null
            """;

    private static final int COUNT_UP_TO = 100_000;

    private final JdbcClient jdbc;
    private final Blocks blocks;
    private final SigningKeys keys;

    EvidenceReader(JdbcTemplate bulk, SigningKeys keys) {
        this.jdbc = JdbcClient.create(bulk);
        this.blocks = new Blocks(bulk);
        this.keys = keys;
    }

    /**
     * How it stands.
     *
     * @param block the last block; 0 while there is none
     * @param hash of the header of the last block
     * @param waiting rows that are not sealed yet
     * @param key the public key that signed the last block, or will sign the first
     * @param nextKey the one that signs after the next block, when that is another
     * @param keyGiven by a setting, and not kept in the database
     * @param forgotten entries whose contents were taken out or changed since
     */
    public record Standing(
            long block,
            @Nullable Instant sealedAt,
            @Nullable String hash,
            long entries,
            long waiting,
            String key,
            @Nullable String nextKey,
            boolean keyGiven,
            long forgotten,
            @Nullable Check check) {}

    /** What the last self-check found. */
    public record Check(Instant at, long blocks, long entries, List<CheckFinding> findings) {}

    public Standing standing() {
        Optional<Block> last = blocks.last();
        String current = keys.current();
        String signs = last.map(block -> block.header().nextKey()).orElse(current);
        return new Standing(
                last.map(block -> block.header().number()).orElse(0L),
                last.map(block -> block.header().time()).orElse(null),
                last.map(block -> Hash.hex(block.hash())).orElse(null),
                jdbc.sql(ENTRIES).query(Long.class).single(),
                waiting(last.map(block -> block.header().until()).orElse(Map.of())),
                signs,
                signs.equals(current) ? null : current,
                keys.isGiven(),
                jdbc.sql(FORGOTTEN).query(Long.class).single(),
                lastCheck().orElse(null));
    }

    public Optional<Check> lastCheck() {
        return jdbc.sql(LAST_CHECK)
                .query((row, number) -> new Check(
                        Times.instant(row, "at"),
                        row.getLong("blocks"),
                        row.getLong("entries"),
                        Arrays.stream((String[]) row.getArray("findings").getArray())
                                .map(CheckFinding::of)
                                .toList()))
                .optional();
    }

    /** Rows that are not sealed yet, of each source counted up to a hundred thousand. */
    public long waiting() {
        return waiting(blocks.last().map(block -> block.header().until()).orElse(Map.of()));
    }

    /** To whom anything sealed was told. */
    public List<String> recipients() {
        return jdbc.sql(RECIPIENTS).query(String.class).list();
    }

    /** Makes a new signing key, which the old one vouches for. */
    public String renewKey() {
        return keys.renew();
    }

    private long waiting(Map<String, Long> sealed) {
        long waiting = 0;
        for (Source source : Source.values()) {
            waiting += jdbc.sql(WAITING.formatted(source.table(), source.number()))
                    .param("sealed", sealed.getOrDefault(source.word(), 0L))
                    .param("most", COUNT_UP_TO)
                    .query(Long.class)
                    .single();
        }
        return waiting;
    }
}
