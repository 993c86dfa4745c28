package fi.rekisterihub.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads of the sealed entries those that speak of somebody. */
final class ExportReader {

    // Under what the person is or was spoken of; after an erasure, the number alone.
    private static final String NAMES = """
            select 'entity:' || part as name from unnest(all_parts(array[:entity::bigint])) as part
            union
            select subject_key from person_subject
             where person_id = any(all_parts(array[:entity::bigint])) and not starts_with(subject_key, 'person:')
             order by 1
            """;

    private static final String OF = """
            (entity_id = any(:entities) or recipient = any(:recipients::text[]) or keys && :names::text[])
            """;

    private static final String BLOCKS = """
            select distinct block from evidence_entry where block between :first and :last and %s order by block
            """.formatted(OF);

    private static final String ENTRIES = """
            select place, source, source_id, entry, salt from evidence_entry
             where block = :block and (:everything or %s)
             order by place
            """.formatted(OF);

    private final JdbcClient jdbc;
    private final SourceReader sources;

    /** @param contents in the clear, when they are asked for and still what was sealed */
    record Found(
            int place,
            Source source,
            long sourceId,
            String entry,
            byte @Nullable [] salt,
            @Nullable String contents) {

        Found with(@Nullable String found) {
            return new Found(place, source, sourceId, entry, salt, found);
        }
    }

    ExportReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.sources = new SourceReader(jdbc);
    }

    List<String> namesOf(long entity) {
        return List.copyOf(new TreeSet<>(
                jdbc.sql(NAMES).param("entity", entity).query(String.class).list()));
    }

    List<Long> blocks(Scope scope) {
        if (scope.everything()) {
            List<Long> all = new ArrayList<>();
            for (long block = scope.first(); block <= scope.last(); block++) {
                all.add(block);
            }
            return all;
        }
        return of(jdbc.sql(BLOCKS), scope)
                .param("first", scope.first())
                .param("last", scope.last())
                .query(Long.class)
                .list();
    }

    List<Found> entries(long block, Scope scope, boolean contents) {
        List<Found> found = of(jdbc.sql(ENTRIES), scope)
                .param("block", block)
                .param("everything", scope.everything())
                .query(ExportReader::found)
                .list();
        return contents ? withContents(found) : found;
    }

    private List<Found> withContents(List<Found> found) {
        Map<Source, Map<Long, String>> now = new HashMap<>();
        found.stream()
                .filter(one -> one.salt != null)
                .collect(Collectors.groupingBy(Found::source, Collectors.summarizingLong(Found::sourceId)))
                .forEach((source, ids) -> now.put(source, contents(source, ids.getMin(), ids.getMax())));
        Hash hash = new Hash();
        return found.stream()
                .map(one -> one.with(asSealed(one, now.getOrDefault(one.source, Map.of()), hash)))
                .toList();
    }

    private static @Nullable String asSealed(Found one, Map<Long, String> now, Hash hash) {
        byte[] salt = one.salt;
        String text = now.get(one.sourceId);
        boolean same = salt != null && text != null && one.entry.contains(Hash.hex(hash.commitment(salt, text)));
        return same ? text : null;
    }

    private Map<Long, String> contents(Source source, long first, long last) {
        Map<Long, String> contents = new HashMap<>();
        for (SealedRow row : sources.rows(source, first - 1, last)) {
            if (row.contents() != null) {
                contents.put(row.id(), row.contents());
            }
        }
        return contents;
    }

    private static JdbcClient.StatementSpec of(JdbcClient.StatementSpec statement, Scope scope) {
        return statement
                .param("entities", numbers(scope.subjects()))
                .param("recipients", without("recipient:", scope.subjects()))
                .param("names", scope.subjects().toArray(String[]::new));
    }

    private static Long[] numbers(List<String> subjects) {
        return java.util.Arrays.stream(without("entity:", subjects))
                .map(Long::valueOf)
                .toArray(Long[]::new);
    }

    private static String[] without(String beginning, List<String> subjects) {
        return subjects.stream()
                .filter(subject -> subject.startsWith(beginning))
                .map(subject -> subject.substring(beginning.length()))
                .toArray(String[]::new);
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(
                row.getInt("place"),
                Source.of(row.getString("source")),
                row.getLong("source_id"),
                row.getString("entry"),
                row.getBytes("salt"),
                null);
    }
}
