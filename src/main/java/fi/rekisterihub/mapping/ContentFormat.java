package fi.rekisterihub.mapping;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the content of a delivery is cut into records, as {@code content:} of a mapping table says it. */
public sealed interface ContentFormat {

    /** Whether one delivery is the whole list, so that what is absent has been taken off it. */
    boolean full();

    /**
     * Lines of fields, under a line that names them unless the mapping does.
     *
     * @param charset null when each file shows its own
     * @param delimiter between the fields, null when each file shows its own
     */
    record Csv(@Nullable Charset charset, @Nullable Character delimiter, Frame frame, boolean full)
            implements ContentFormat {}

    /**
     * Objects.
     *
     * @param records the path to the list of records, {@code ""} when the document is the list itself or one record; a
     *     document that is a list is the list of records whatever the path, since a source that pages gives everything so
     * @param xml how the same records are cut when the service answers XML, null when it never does
     */
    record Json(String records, @Nullable Xml xml, boolean full) implements ContentFormat {}

    /**
     * Elements, known by their names without prefix.
     *
     * @param records the path of the elements that are records, from below the root; {@code ""} when the root is the record
     * @param wrapped elements that only hold a list, with the element that is its item: the list stands in their place
     * @param repeated elements that are a list even where one stands alone
     */
    record Xml(String records, Map<String, String> wrapped, Set<String> repeated, boolean full)
            implements ContentFormat {

        public Xml {
            wrapped = Map.copyOf(wrapped);
            repeated = Set.copyOf(repeated);
        }
    }

    /**
     * The rows of one sheet of an Excel workbook, below a row that names the columns unless the mapping does.
     *
     * @param sheet its name, null for the first one that can be seen
     */
    record Xlsx(@Nullable String sheet, Frame frame, boolean full) implements ContentFormat {}

    /**
     * What stands around rows that have columns.
     *
     * @param skip rows above the one that names the columns, or above the first of all where none does
     * @param columns the names of the columns, empty when a row of the file gives them
     * @param trailer how the last row begins, null when it is a record like any other
     */
    record Frame(int skip, List<String> columns, @Nullable String trailer) {

        public static final Frame HEADER_ONLY = new Frame(0, List.of(), null);

        public Frame {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Lines whose fields stand at fixed places.
     *
     * @param separator what stands between two columns, null when nothing does
     * @param skip lines before the first record
     * @param lineLength characters of every line without its end
     * @param cut whether the sender cuts blanks off the end of a line
     * @param trailer how the last line begins, null when it is a record like any other
     */
    record Fixed(
            Charset charset,
            List<Column> columns,
            @Nullable Character separator,
            int skip,
            int lineLength,
            boolean cut,
            @Nullable String trailer,
            boolean full)
            implements ContentFormat {

        public Fixed {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Hashes as bytes, one after the other with nothing between them. Each comes as one field, {@code hash}, in hex digits.
     *
     * @param length bytes of one
     */
    record Hashes(int length, boolean full) implements ContentFormat {}

    /**
     * Changes of the population register.
     *
     * @param fixed false for the feed's JSON, true for the older file of fixed widths
     */
    record Population(boolean fixed) implements ContentFormat {

        @Override
        public boolean full() {
            return false;
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
