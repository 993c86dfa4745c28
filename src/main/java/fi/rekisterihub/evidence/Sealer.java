package fi.rekisterihub.evidence;

import fi.rekisterihub.evidence.Blocks.Block;
import fi.rekisterihub.evidence.SigningKeys.Hand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals what has come since, block by block. A block with all its entries is one transaction under a lock that one node
 * holds at a time, and its number is unique: a killed sealer leaves no half of a block, and two leave one chain.
 */
@Component
public final class Sealer {

    static final String LOCK = "hashtextextended('evidence', 0)";

    /** More than these are not gathered in one index of subjects, so that it fits into memory. */
    private static final long MOST_IN_INDEX = 400_000;

    private static final String ALONE = "select pg_try_advisory_xact_lock(%s)".formatted(LOCK);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final EvidenceSettings settings;
    private final SigningKeys keys;
    private final Blocks blocks;
    private final SourceReader sources;
    private final Arrived arrived;
    private final Hash hash = new Hash();
    private final Tree tree = new Tree();
    private volatile Instant caughtUp = Instant.now();

    Sealer(JdbcTemplate bulk, TransactionTemplate transactions, EvidenceSettings settings, SigningKeys keys) {
        this.jdbc = JdbcClient.create(bulk);
        this.transactions = transactions;
        this.settings = settings;
        this.keys = keys;
        this.blocks = new Blocks(bulk);
        this.sources = new SourceReader(jdbc);
        this.arrived = new Arrived(jdbc);
    }

    /**
     * Seals all that has surely come. What somebody is still writing beside is left to the next call, and everything is
     * when another node is sealing.
     *
     * @return how many entries were sealed
     */
    public synchronized long seal() {
        Map<Source, Long> complete = arrived.look();
        long sealed = 0;
        while (!complete.isEmpty() && !Thread.currentThread().isInterrupted()) {
            int more = Objects.requireNonNull(transactions.execute(transaction -> block(complete)));
            if (more <= 0) {
                caughtUp = more == 0 ? Instant.now() : caughtUp;
                break;
            }
            sealed += more;
        }
        return sealed;
    }

    /** When nothing was left to seal for the last time, or when the hub started. */
    Instant caughtUp() {
        return caughtUp;
    }

    /** @return how many entries; below 0 when another node is sealing */
    private int block(Map<Source, Long> complete) {
        if (!jdbc.sql(ALONE).query(Boolean.class).single()) {
            return -1;
        }
        Block last = blocks.last().orElse(null);
        Map<String, Long> until =
                new TreeMap<>(last == null ? Map.of() : last.header().until());
        List<SealedRow> rows = new ArrayList<>();
        complete.forEach((source, number) ->
                until.put(source.word(), read(source, until.getOrDefault(source.word(), 0L), number, rows)));
        if (rows.isEmpty()) {
            return 0;
        }
        List<SealedEntry> entries = SealedEntry.of(rows);
        blocks.keep(block(last, entries, until), entries);
        return entries.size();
    }

    /** @return the number up to which the source was read */
    private long read(Source source, long after, long complete, List<SealedRow> rows) {
        long read = after;
        while (read < complete && rows.size() < settings.portion()) {
            long to = Math.min(complete, read + settings.portion() - rows.size());
            rows.addAll(sources.rows(source, read, to));
            read = to;
        }
        return read;
    }

    private Block block(@Nullable Block last, List<SealedEntry> entries, Map<String, Long> until) {
        long number = last == null ? 1 : last.header().number() + 1;
        byte[] leaves = new byte[entries.size() * Hash.LENGTH];
        for (int place = 0; place < entries.size(); place++) {
            System.arraycopy(hash.leaf(entries.get(place).text()), 0, leaves, place * Hash.LENGTH, Hash.LENGTH);
        }
        Instant now = blocks.now();
        Hand hand = keys.hand(last == null ? null : last.header().nextKey());
        BlockHeader header = new BlockHeader(
                number,
                last != null && last.header().time().isAfter(now)
                        ? last.header().time()
                        : now,
                last == null ? null : Hash.hex(last.hash()),
                last == null ? null : Hash.hex(tree.rootOfPeaks(last.peaks())),
                entries.size(),
                Hash.hex(tree.root(entries.size(), Tree.in(leaves))),
                index(number, entries),
                until,
                hand.publicKey(),
                hand.next());
        String text = header.text();
        byte[] headerHash = hash.leaf(text);
        return new Block(
                header,
                text,
                headerHash,
                Signature.sign(hand.seed(), text.getBytes(StandardCharsets.UTF_8)),
                leaves,
                tree.peaksWith(last == null ? new byte[0] : last.peaks(), number - 1, headerHash));
    }

    /**
     * As in a Fenwick tree, the index of a block reaches back over as many blocks as the lowest bit of its number says. So
     * all blocks up to any one are covered by the indexes of a few, and each entry is counted but a few times.
     */
    private BlockHeader.Index index(long number, List<SealedEntry> entries) {
        long reach = Long.lowestOneBit(number);
        while (reach > 1 && blocks.entries(number - reach + 1, number - 1) > MOST_IN_INDEX) {
            reach /= 2;
        }
        long from = number - reach + 1;
        Map<String, Long> counts = blocks.counts(from, number - 1);
        for (SealedEntry entry : entries) {
            SealedRow row = entry.row();
            Subjects.of(row.entityId(), row.recipient(), row.keys())
                    .forEach(subject -> counts.merge(subject, 1L, Long::sum));
        }
        SubjectIndex index = new SubjectIndex(counts);
        return new BlockHeader.Index(from, index.size(), Hash.hex(index.root()));
    }
}
