package fi.rekisterihub.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.evidence.BundleLines.Broken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The entries of a bundle: each in its block, and each about what the bundle is about. */
final class EntriesCheck {

    private final BundleLines lines;
    private final HeadersCheck headers;
    private final Scope scope;
    private final Consumer<JsonNode> seen;
    private final Set<String> subjects;
    private final Map<String, Long> counts = new HashMap<>();
    private final Hash hash = new Hash();
    private long entries;
    private long contents;
    private long blocks;

    EntriesCheck(BundleLines lines, HeadersCheck headers, Scope scope, Consumer<JsonNode> seen) {
        this.lines = lines;
        this.headers = headers;
        this.scope = scope;
        this.seen = seen;
        this.subjects = new TreeSet<>(scope.subjects());
    }

    /** @return the line after the last entry */
    JsonNode read(JsonNode first) throws IOException, Broken {
        JsonNode line = first;
        long before = scope.first() - 1;
        while (line.has("entry")) {
            long number = lines.block(line.path("block"));
            if (number <= before || number > scope.last()) {
                throw lines.mistake("Block %d is out of its order, or not of the bundle's time.".formatted(number));
            }
            line = block(number, line);
            before = number;
            blocks++;
        }
        if (scope.everything() && blocks != scope.last() - scope.first() + 1) {
            throw lines.mistake("%d blocks of the bundle's time are left out."
                    .formatted(scope.last() - scope.first() + 1 - blocks));
        }
        return line;
    }

    private JsonNode block(long number, JsonNode first) throws IOException, Broken {
        BlockHeader header = headers.get(number);
        int from = lines.number();
        NavigableMap<Integer, byte[]> open = new TreeMap<>();
        JsonNode line = first;
        while (line.has("entry") && line.path("block").asLong() == number) {
            int place = lines.place(line.path("place"));
            if (!open.isEmpty() && place <= open.lastKey()) {
                throw lines.mistake("Entries must be in the order of their places.");
            }
            open.put(place, entry(line));
            line = lines.next();
        }
        lines.only(line, "around", "hashes");
        if (line.get("around").asLong() != number) {
            throw lines.mistake("The hashes around the entries of block %d were expected here.".formatted(number));
        }
        byte[] root = new Tree().rootOf(header.entries(), open, lines.hashes(line));
        if (root == null || !Hash.hex(root).equals(header.root())) {
            throw new Broken(
                    from,
                    "The entries of block %d (lines %d to %d) are not those that were sealed: one was altered, left out, added or moved."
                            .formatted(number, from, lines.number()));
        }
        if (scope.everything() && open.size() != header.entries()) {
            throw lines.mistake(
                    "%d entries of block %d are left out.".formatted(header.entries() - open.size(), number));
        }
        return lines.next();
    }

    private byte[] entry(JsonNode line) throws Broken {
        JsonNode entry = line.get("entry");
        if (line.has("salt")) {
            lines.only(line, "block", "entry", "place", "salt", "text");
            byte[] salt = lines.bytes(line.get("salt"), SealedEntry.SALT);
            String commitment = Hash.hex(hash.commitment(salt, line.get("text").asText()));
            if (!line.get("text").isTextual()
                    || !entry.path("contents").asText().equals(commitment)) {
                throw lines.mistake("The text is not what was sealed.");
            }
            contents++;
        } else {
            lines.only(line, "block", "entry", "place");
        }
        if (!entry.isObject()) {
            throw lines.mistake("This is no entry.");
        }
        Set<String> of = Subjects.of(entry);
        of.retainAll(subjects);
        if (of.isEmpty() && !scope.everything()) {
            throw lines.mistake("The entry is about nobody of whom the bundle is.");
        }
        of.forEach(subject -> counts.merge(subject, 1L, Long::sum));
        entries++;
        seen.accept(entry);
        return hash.leaf(CanonicalJson.write(entry));
    }

    long entries() {
        return entries;
    }

    long contents() {
        return contents;
    }

    /** How many entries of the bundle speak of this subject. */
    long count(String subject) {
        return counts.getOrDefault(subject, 0L);
    }
}
