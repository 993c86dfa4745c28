package fi.rekisterihub.mapping;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the content of a delivery is cut into records, as {@code content:} of a mapping table says it. */
public sealed interface ContentFormat {

    /** Whether one delivery is the whole list, so that what is absent has been taken off it. */
    boolean full();

    /**
     * Lines of fields with a header line.
     *
     * @param charset null when each file shows its own
     * @param delimiter between the fields, null when each file shows its own
     */
    record Csv(@Nullable Charset charset, @Nullable Character delimiter, boolean full) implements ContentFormat {}

    /**
     * Objects.
     *
     * @param records the path to the list of records, {@code ""} when the document is the list itself or one record
     */
    record Json(String records, boolean full) implements ContentFormat {}

    /**
     * Lines whose fields stand at fixed places.
     *
     * @param separator what stands between two columns, null when nothing does
     * @param skip lines before the first record
     * @param lineLength characters of every line without its end
     * @param cut whether the sender cuts blanks off the end of a line
     */
    record Fixed(
            Charset charset,
            List<Column> columns,
            @Nullable Character separator,
            int skip,
            int lineLength,
            boolean cut,
            boolean full)
            implements ContentFormat {

        public Fixed {
            columns = List.copyOf(columns);
        }
    }

    /**
     * One field of a line.
     *
     * @param from its first character, counted from 1 as the senders' tables do
     * @param length in characters
     */
    record Column(String name, int from, int length) {

        /** The number of its last character. */
        public int to() {
            return from + length - 1;
        }
    }
}
