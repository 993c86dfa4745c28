package fi.rekisterihub.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is signed of a block. The hash of its text is a leaf of the tree over all headers, whose root stands in every later one.
 *
 * @param number from 1 on, without a gap
 * @param previous the hash of the header before; null for the first
 * @param headers the root over the headers before; null for the first
 * @param entries how many entries; {@code root} is the root over them
 * @param subjects the index of who has how many entries
 * @param until of each source, the number up to which its rows are sealed with this block
 * @param key the public key that signs; {@code next} the one that signs from the next block on, when that is another
 */
record BlockHeader(
        long number,
        Instant time,
        @Nullable String previous,
        @Nullable String headers,
        int entries,
        String root,
        Index subjects,
        Map<String, Long> until,
        String key,
        @Nullable String next) {

    private static final String HASH = "[0-9a-f]{64}";

    /**
     * Over the blocks from {@code from} up to this one: the subjects by their tags, each with the number of its entries.
     *
     * @param size how many subjects
     */
    record Index(long from, int size, String root) {}

    String text() {
        ObjectNode header = CanonicalJson.object();
        header.put("block", number);
        header.put("entries", entries);
        if (headers != null) {
            header.put("headers", headers);
        }
        header.put("key", key);
        if (next != null) {
            header.put("next", next);
        }
        if (previous != null) {
            header.put("previous", previous);
        }
        header.put("root", root);
        header.putObject("subjects")
                .put("from", subjects.from)
                .put("root", subjects.root)
                .put("size", subjects.size);
        header.put("time", SealedRow.TIME.format(time));
        ObjectNode sources = header.putObject("until");
        until.forEach(sources::put);
        return CanonicalJson.write(header);
    }

    /** The key that signs the block after this one. */
    String nextKey() {
        return next == null ? key : next;
    }

    /** Empty when it is no header, or has more or less than one has. */
    static Optional<BlockHeader> of(JsonNode header) {
        JsonNode index = header.path("subjects");
        try {
            Map<String, Long> until = new TreeMap<>();
            header.path("until").properties().forEach(source -> until.put(source.getKey(), whole(source.getValue())));
            BlockHeader read = new BlockHeader(
                    whole(header.path("block")),
                    Instant.from(SealedRow.TIME.parse(text(header.path("time")))),
                    hashOrNull(header.path("previous")),
                    hashOrNull(header.path("headers")),
                    Math.toIntExact(whole(header.path("entries"))),
                    hash(header.path("root")),
                    new Index(
                            whole(index.path("from")),
                            Math.toIntExact(whole(index.path("size"))),
                            hash(index.path("root"))),
                    until,
                    hash(header.path("key")),
                    hashOrNull(header.path("next")));
            return read.makesSense() && read.text().equals(CanonicalJson.write(header))
                    ? Optional.of(read)
                    : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException wrong) {
            return Optional.empty();
        }
    }

    private boolean makesSense() {
        return number > 0
                && entries > 0
                && subjects.size >= 0
                && subjects.from > 0
                && subjects.from <= number
                && (number == 1) == (previous == null)
                && (number == 1) == (headers == null);
    }

    private static long whole(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("no whole number");
        }
        return value.longValue();
    }

    private static String text(JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("no text");
        }
        return value.textValue();
    }

    private static String hash(JsonNode value) {
        if (!text(value).matches(HASH)) {
            throw new IllegalArgumentException("no hash");
        }
        return value.textValue();
    }

    private static @Nullable String hashOrNull(JsonNode value) {
        return value.isMissingNode() ? null : hash(value);
    }
}
