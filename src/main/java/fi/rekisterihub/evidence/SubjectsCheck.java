package fi.rekisterihub.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.evidence.BundleLines.Broken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** That a bundle leaves out nothing: the indexes of subjects say how many entries there are of each, or that there is none. */
final class SubjectsCheck {

    private final BundleLines lines;
    private final HeadersCheck headers;
    private final Scope scope;
    private final Hash hash = new Hash();
    private final Map<String, Long> sums = new HashMap<>();

    SubjectsCheck(BundleLines lines, HeadersCheck headers, Scope scope) {
        this.lines = lines;
        this.headers = headers;
        this.scope = scope;
    }

    /** @return the line after the last index */
    JsonNode read(JsonNode first, EntriesCheck entries) throws IOException, Broken {
        Tiles tiles = tiles();
        JsonNode line = first;
        for (long block : tiles.all()) {
            index(block, line, tiles.plus().contains(block) ? 1 : -1);
            line = lines.next();
        }
        for (String subject : scope.subjects()) {
            long sealed = sums.getOrDefault(subject, 0L);
            if (sealed != entries.count(subject)) {
                throw lines.mistake("Of %s %d entries were sealed in this time and %d are in the bundle."
                        .formatted(subject, sealed, entries.count(subject)));
            }
        }
        return line;
    }

    private Tiles tiles() throws Broken {
        try {
            LongFunction<BlockHeader> needed = number -> {
                try {
                    return headers.get(number);
                } catch (Broken missing) {
                    throw new MissingHeader(missing);
                }
            };
            return Tiles.over(scope.first(), scope.last(), needed);
        } catch (MissingHeader missing) {
            throw missing.cause;
        }
    }

    private static final class MissingHeader extends RuntimeException {

        private final transient Broken cause;

        MissingHeader(Broken cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private void index(long block, JsonNode line, int sign) throws Broken {
        lines.only(line, "hashes", "open", "subjects");
        if (line.get("subjects").asLong() != block) {
            throw lines.mistake("The index of block %d was expected here.".formatted(block));
        }
        BlockHeader.Index index = headers.get(block).subjects();
        NavigableMap<Integer, SubjectIndex.Leaf> open = new TreeMap<>();
        NavigableMap<Integer, byte[]> hashes = new TreeMap<>();
        for (JsonNode one : line.get("open")) {
            int place = lines.place(one.path(1));
            byte[] tag = lines.bytes(one.path(2), Hash.LENGTH);
            if (one.size() != 3 || !open.isEmpty() && place <= open.lastKey()) {
                throw lines.mistake("The subjects of an index must be in the order of their places.");
            }
            SubjectIndex.Leaf leaf = new SubjectIndex.Leaf(tag, one.path(0).asLong());
            open.put(place, leaf);
            hashes.put(place, hash.subject(tag, leaf.count()));
        }
        byte[] root = new Tree().rootOf(index.size(), hashes, lines.hashes(line));
        if (root == null || !Hash.hex(root).equals(index.root())) {
            throw lines.mistake("This is not the index of subjects that was sealed with block %d.".formatted(block));
        }
        for (String subject : scope.subjects()) {
            sums.merge(subject, sign * count(subject, List.copyOf(open.entrySet()), index.size(), block), Long::sum);
        }
    }

    private long count(String subject, List<Map.Entry<Integer, SubjectIndex.Leaf>> open, int size, long block)
            throws Broken {
        byte[] tag = Subjects.tag(hash, subject);
        int before = -1;
        for (Map.Entry<Integer, SubjectIndex.Leaf> one : open) {
            int order = Arrays.compareUnsigned(one.getValue().tag(), tag);
            if (order == 0) {
                return one.getValue().count();
            }
            if (order > 0) {
                return none(before, one.getKey(), subject, block);
            }
            before = one.getKey();
        }
        return none(before, size, subject, block);
    }

    /** The places between which the subject would stand must follow each other. */
    private long none(int before, int after, String subject, long block) throws Broken {
        if (after != before + 1) {
            throw lines.mistake("The index of block %d does not show whether %s is in it.".formatted(block, subject));
        }
        return 0;
    }
}
