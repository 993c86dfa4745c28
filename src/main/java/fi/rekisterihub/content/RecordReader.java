package fi.rekisterihub.content;

import fi.rekisterihub.mapping.BadRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts the content of a delivery into records, from the first to the last, in constant memory. */
public interface RecordReader {

    /** @throws UnreadableDelivery when the content as a whole is not what the feed sends */
    void read(RecordConsumer consumer);

    /** Text that every hash starts from: another header is another meaning of the same line. */
    String dialect();

    /** The names of the columns where rows lie under a header; empty for every other form. */
    default List<String> header() {
        return List.of();
    }

    /** What stands around the records, for formats that have such; known when they have been read. */
    default Edges edges() {
        return Edges.NONE;
    }

    /**
     * @param above the lines that the mapping's {@code skip} passes over
     * @param below the last line, where the mapping's {@code trailer} says that there is one
     */
    record Edges(String above, String below) {
        static final Edges NONE = new Edges("", "");
    }

    /** Takes one record. */
    interface RecordConsumer {
        /**
         * @param ordinal 1, 2, 3 …
         * @param line where it begins
         * @param raw good only during this call
         * @param fields good only during this call, like {@code raw}; a value that is taken out of it may be kept
         * @param bad what makes it unreadable, null when it can be read
         */
        void take(long ordinal, long line, RawRecord raw, Map<String, ?> fields, @Nullable BadRecord bad);
    }
}
