package fi.rekisterihub.intake;

import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.Mapping;
import java.util.Collections;
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
        if (reader.header().isEmpty() || mapping.takesApart()) {
            return reader;
        }
        Set<String> header = Set.copyOf(reader.header());
        Set<String> all = mapping.recordFields();
        if (!all.isEmpty() && Collections.disjoint(header, all)) {
            throw new UnreadableDelivery(
                    ("The header has none of the columns that the mapping reads (%s). Either this is no file of the feed, or"
                                    + " its first row does not name the columns: have the right file sent, or set"
                                    + " content.skip, content.delimiter or content.columns in the mapping.")
                            .formatted(words(all)),
                    null);
        }
        Set<String> key = mapping.keyFields();
        if (!key.isEmpty() && Collections.disjoint(header, key)) {
            throw new UnreadableDelivery(
                    ("The header does not have what the mapping knows a record by (%s), so none could be used. Have the file"
                                    + " sent with that column, or set key in the mapping to what the header calls it.")
                            .formatted(words(key)),
                    null);
        }
        return reader;
    }

    private static String words(Set<String> columns) {
        return columns.stream().map(column -> "'" + column + "'").collect(Collectors.joining(", "));
    }
}
