package fi.rekisterihub.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.rekisterihub.evidence.Blocks.Block;
import fi.rekisterihub.evidence.CheckFinding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds the entries of a block against the hashes that were sealed, and against the rows that they were made of. */
final class RowsCheck {

    private static final String ENTRIES = """
            select e.place, e.source, e.source_id, e.entry, e.salt,
                   e.salt is null and exists (select from evidence_forgotten f
                                               where f.source = e.source and f.source_id = e.source_id) as forgotten
              from evidence_entry e where e.block = :block order by e.place
            """;

    private final JdbcClient jdbc;
    private final SourceReader sources;
    private final Hash hash = new Hash();

    private record Entry(int place, String source, long id, String text, byte @Nullable [] salt, boolean forgotten) {}

    RowsCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.sources = new SourceReader(jdbc);
    }

    /** @param before up to where each source was sealed by the blocks before */
    List<CheckFinding> check(Block block, Map<String, Long> before) {
        long number = block.header().number();
        List<CheckFinding> findings = new ArrayList<>();
        Map<String, List<Entry>> bySource = new HashMap<>();
        List<Entry> entries = entries(number);
        Tree.Leaves leaves = Tree.in(block.leaves());
        boolean complete = entries.size() == block.leaves().length / Hash.LENGTH;
        for (int place = 0; place < entries.size(); place++) {
            Entry entry = entries.get(place);
            if (!complete || entry.place != place || !Arrays.equals(hash.leaf(entry.text), leaves.at(place))) {
                findings.add(new CheckFinding(Kind.ENTRY_ALTERED, entry.source, entry.id, number));
            }
            bySource.computeIfAbsent(entry.source, source -> new ArrayList<>()).add(entry);
        }
        if (!complete) {
            findings.add(new CheckFinding(Kind.BLOCK_ALTERED, "", 0, number));
        }
        block.header().until().forEach((word, until) -> {
            long after = before.getOrDefault(word, 0L);
            if (until > after) {
                compare(Source.of(word), after, until, bySource.getOrDefault(word, List.of()), number, findings);
            }
        });
        return findings;
    }

    private void compare(
            Source source, long after, long until, List<Entry> sealed, long block, List<CheckFinding> findings) {
        Map<Long, SealedRow> rows = new HashMap<>();
        sources.rows(source, after, until).forEach(row -> rows.put(row.id(), row));
        for (Entry entry : sealed) {
            SealedRow row = rows.remove(entry.id);
            Kind kind = compare(entry, row);
            if (kind != null) {
                findings.add(new CheckFinding(kind, source.word(), entry.id, block));
            }
        }
        rows.keySet().forEach(id -> findings.add(new CheckFinding(Kind.ROW_ADDED, source.word(), id, block)));
    }

    private @Nullable Kind compare(Entry entry, @Nullable SealedRow row) {
        if (row == null) {
            return entry.forgotten ? null : Kind.ROW_MISSING;
        }
        if (entry.salt != null) {
            return SealedEntry.with(row, entry.salt, hash).text().equals(entry.text) ? null : Kind.ROW_ALTERED;
        }
        if (entry.forgotten) {
            return withoutContents(entry.text)
                            .equals(withoutContents(SealedEntry.without(row).text()))
                    ? null
                    : Kind.ROW_ALTERED;
        }
        if (CanonicalJson.read(entry.text).has("contents")) {
            return Kind.SALT_MISSING;
        }
        return row.contents() == null && SealedEntry.without(row).text().equals(entry.text) ? null : Kind.ROW_ALTERED;
    }

    /** What stays when the contents were taken out. */
    private static ObjectNode withoutContents(String entry) {
        ObjectNode rest = (ObjectNode) CanonicalJson.read(entry);
        rest.remove(List.of("contents", "fields"));
        return rest;
    }

    private List<Entry> entries(long block) {
        return jdbc.sql(ENTRIES)
                .param("block", block)
                .query((row, number) -> new Entry(
                        row.getInt("place"),
                        row.getString("source"),
                        row.getLong("source_id"),
                        row.getString("entry"),
                        row.getBytes("salt"),
                        row.getBoolean("forgotten")))
                .list();
    }
}
