package fi.rekisterihub.intake;

import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.Mapping;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a table is the feed's at all. Any line of text passes for a header without rows, and a run over it would have
 * nothing to complain of; the mapping knows which columns there must be.
 */
final class ExpectedColumns {

    private ExpectedColumns() {}

    /**
     * The same reader.
     *
     * @throws UnreadableDelivery when no record below this header could be used; what the header says is not repeated, because
     *     the first row of a file without one is somebody's data
     */
    static RecordReader in(RecordReader reader, Mapping mapping) {
        if (reader.header().isEmpty()) {
            return reader;
        }
        Set<String> header = Set.copyOf(reader.header());
        Set<String> parts = mapping.partFields();
        Set<String> all = new LinkedHashSet<>(parts);
        all.addAll(mapping.recordFields());
        if (!all.isEmpty() && Collections.disjoint(header, all)) {
            throw new UnreadableDelivery(
                    ("The header has none of the columns that the mapping reads (%s). Either this is no file of the feed, or"
                                    + " its first row does not name the columns: have the right file sent, or set"
                                    + " content.skip, content.delimiter or content.columns in the mapping.")
                            .formatted(words(parts.isEmpty() ? all : parts)),
                    null);
        }
        // The fields of a part have names of their own, which are no columns.
        if (!mapping.takesApart()) {
            mustHaveKey(header, mapping);
        }
        return reader;
    }

    private static void mustHaveKey(Set<String> header, Mapping mapping) {
        Set<String> missing = new LinkedHashSet<>(mapping.keyFields());
        missing.removeAll(header);
        if (missing.isEmpty()) {
            return;
        }
        if (missing.size() == mapping.keyFields().size()) {
            throw new UnreadableDelivery(
                    ("The header does not have what the mapping knows a record by (%s), so none could be used. Have the file"
                                    + " sent with that column, or set key in the mapping to what the header calls it.")
                            .formatted(words(missing)),
                    null);
        }
        if (mapping.keyNeedsAll()) {
            throw new UnreadableDelivery(
                    ("The header does not have all that the mapping knows a record by (%s is missing), so different records"
                                    + " would pass for one. Have the file sent with that column, or set key in the mapping to"
                                    + " what the header calls it.")
                            .formatted(words(missing)),
                    null);
        }
    }

    private static String words(Set<String> columns) {
        return columns.stream().map(column -> "'" + column + "'").collect(Collectors.joining(", "));
    }
}
