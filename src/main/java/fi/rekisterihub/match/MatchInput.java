package fi.rekisterihub.match;

import fi.rekisterihub.content.RecordReader;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that was read.
 *
 * @param from the number of its first row in the table
 * @param unread rows that could not be read
 */
record MatchInput(Path file, MatchColumns columns, RecordReader reader, int from, List<Integer> unread) {

    String name() {
        return String.valueOf(file.getFileName());
    }
}
