package fi.rekisterihub.evidence;

import fi.rekisterihub.evidence.Blocks.Block;
import fi.rekisterihub.evidence.CheckFinding.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Holds what was sealed against the chain and against the tables, block by block, so that a row that was changed behind the
 * hub's back is known within the hour and not when somebody asks for evidence.
 */
@Component
public final class SelfCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SelfCheck.class);
    private static final int MOST_FINDINGS = 100;

    private static final String KEEP = """
            insert into evidence_check (blocks, entries, millis, findings) values (:blocks, :entries, :millis, :findings)
            """;

    private final JdbcClient jdbc;
    private final Blocks blocks;
    private final RowsCheck rows;
    private final Hash hash = new Hash();
    private final Tree tree = new Tree();

    SelfCheck(JdbcTemplate bulk) {
        this.jdbc = JdbcClient.create(bulk);
        this.blocks = new Blocks(bulk);
        this.rows = new RowsCheck(jdbc);
    }

    /** Looks at everything; what it finds is kept for all to see. */
    public synchronized List<CheckFinding> check() {
        Instant begun = Instant.now();
        long last = blocks.last().map(block -> block.header().number()).orElse(0L);
        List<CheckFinding> findings = new ArrayList<>();
        Block before = null;
        long entries = 0;
        for (long number = 1; number <= last && findings.size() < MOST_FINDINGS; number++) {
            if (Thread.currentThread().isInterrupted()) {
                return findings;
            }
            Block block = find(number);
            if (block == null || !isSound(block, before)) {
                findings.add(new CheckFinding(Kind.BLOCK_ALTERED, "", 0, number));
            }
            if (block != null) {
                findings.addAll(rows.check(
                        block, before == null ? Map.of() : before.header().until()));
                entries += block.header().entries();
            }
            before = block;
        }
        keep(last, entries, Duration.between(begun, Instant.now()), findings);
        if (findings.isEmpty() && before != null) {
            // In the log it is kept elsewhere than in the database.
            LOG.info("The evidence is whole up to block {} with the hash {}.", last, Hash.hex(before.hash()));
        }
        findings.forEach(finding -> LOG.error("Sealed evidence has been altered: {}.", finding));
        return findings;
    }

    private @Nullable Block find(long number) {
        try {
            return blocks.find(number).orElse(null);
        } catch (IllegalStateException | IllegalArgumentException altered) {
            return null;
        }
    }

    private boolean isSound(Block block, @Nullable Block before) {
        BlockHeader header = block.header();
        byte[] peaks = before == null ? new byte[0] : before.peaks();
        return Arrays.equals(hash.leaf(block.text()), block.hash())
                && header.text().equals(block.text())
                && block.leaves().length == header.entries() * Hash.LENGTH
                && Hash.hex(tree.root(header.entries(), Tree.in(block.leaves())))
                        .equals(header.root())
                && Signature.holds(header.key(), block.text().getBytes(StandardCharsets.UTF_8), block.signature())
                && (header.number() == 1) == (before == null)
                && Arrays.equals(tree.peaksWith(peaks, header.number() - 1, block.hash()), block.peaks())
                && (before == null
                        || Hash.hex(before.hash()).equals(header.previous())
                                && Hash.hex(tree.rootOfPeaks(peaks)).equals(header.headers()));
    }

    private void keep(long last, long entries, Duration took, List<CheckFinding> findings) {
        jdbc.sql(KEEP)
                .param("blocks", last)
                .param("entries", entries)
                .param("millis", took.toMillis())
                .param(
                        "findings",
                        findings.stream()
                                .limit(MOST_FINDINGS)
                                .map(CheckFinding::text)
                                .toArray(String[]::new))
                .update();
    }
}
