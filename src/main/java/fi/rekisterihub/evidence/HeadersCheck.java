package fi.rekisterihub.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.evidence.BundleLines.Broken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The headers of a bundle: all of one chain, whose head is signed and vouches for them. */
final class HeadersCheck {

    private final BundleLines lines;
    private final Hash hash = new Hash();
    private final NavigableMap<Long, BlockHeader> headers = new TreeMap<>();
    private final NavigableMap<Long, String> hashes = new TreeMap<>();
    private final List<Signed> signatures = new ArrayList<>();

    private record Signed(BlockHeader header, byte[] signature, int line) {}

    private HeadersCheck(BundleLines lines) {
        this.lines = lines;
    }

    static HeadersCheck read(BundleLines lines) throws IOException, Broken {
        JsonNode line = lines.next();
        HeadersCheck check = new HeadersCheck(lines);
        NavigableMap<Integer, byte[]> open = new TreeMap<>();
        while (line.has("header")) {
            BlockHeader header = check.header(line, "header");
            open.put(Math.toIntExact(header.number()) - 1, check.hashOf(header));
            line = lines.next();
        }
        check.header(line, "head");
        check.checkTree(open);
        return check;
    }

    private BlockHeader header(JsonNode line, String member) throws Broken {
        BlockHeader header = BlockHeader.of(line.path(member))
                .orElseThrow(() -> lines.mistake("This is not the header of a block."));
        keepSignature(header, line, member);
        if (header.number() > Integer.MAX_VALUE || !headers.isEmpty() && header.number() <= headers.lastKey()) {
            throw lines.mistake("Headers must be in the order of their numbers.");
        }
        if (!headers.isEmpty() && header.time().isBefore(head().time())) {
            throw lines.mistake("Block %d was sealed before block %d.".formatted(header.number(), headers.lastKey()));
        }
        headers.put(header.number(), header);
        hashes.put(header.number(), Hash.hex(hash.leaf(header.text())));
        String previous = hashes.get(header.number() - 1);
        if (previous != null && !previous.equals(header.previous())) {
            throw lines.mistake("Block %d does not follow block %d.".formatted(header.number(), header.number() - 1));
        }
        return header;
    }

    /** The head vouches for all; a header that names another key must show that its own key does. */
    private void keepSignature(BlockHeader header, JsonNode line, String member) throws Broken {
        if (member.equals("header") && header.next() == null) {
            lines.only(line, member);
            return;
        }
        lines.only(line, member, "signature");
        signatures.add(new Signed(header, lines.bytes(line.get("signature"), Signature.LENGTH), lines.number()));
    }

    /** Last of all, for it takes longest. */
    void checkSignatures() throws Broken {
        for (Signed one : signatures) {
            BlockHeader header = one.header;
            if (!Signature.holds(header.key(), header.text().getBytes(StandardCharsets.UTF_8), one.signature)) {
                throw new Broken(
                        one.line, "The header of block %d is not signed by its key.".formatted(header.number()));
            }
        }
    }

    private void checkTree(NavigableMap<Integer, byte[]> open) throws IOException, Broken {
        BlockHeader head = head();
        JsonNode line = lines.next();
        lines.only(line, "around", "hashes");
        if (!line.get("around").asText().equals("headers")) {
            throw lines.mistake("The hashes around the headers were expected here.");
        }
        byte[] root = new Tree().rootOf(Math.toIntExact(head.number()) - 1, open, lines.hashes(line));
        String said = head.headers() == null ? Hash.hex(hash.empty()) : head.headers();
        if (root == null || !Hash.hex(root).equals(said)) {
            throw lines.mistake("The headers are not all of the chain of the head, block %d.".formatted(head.number()));
        }
    }

    private byte[] hashOf(BlockHeader header) {
        return HexFormat.of().parseHex(hashes.getOrDefault(header.number(), ""));
    }

    /** The last, when all were read. */
    BlockHeader head() {
        return headers.lastEntry().getValue();
    }

    String headHash() {
        return hashes.getOrDefault(head().number(), "");
    }

    /** @throws Broken when the bundle does not have it */
    BlockHeader get(long number) throws Broken {
        BlockHeader header = headers.get(number);
        if (header == null) {
            throw lines.mistake("The header of block %d is needed and not in the bundle.".formatted(number));
        }
        return header;
    }

    /** That this header is in the bundle with this hash, as somebody has kept it. */
    void checkKept(long number, String keptHash) throws Broken {
        get(number);
        byte[] kept = HexFormat.of().parseHex(keptHash);
        if (!Arrays.equals(kept, HexFormat.of().parseHex(hashes.getOrDefault(number, "")))) {
            throw lines.mistake("Block %d is not the one that was kept: this is another chain, or a rewritten one."
                    .formatted(number));
        }
    }

    /** All keys for which one of these vouches, itself or by another for which it does. */
    Set<String> vouchedFor(Collection<String> trusted) {
        Set<String> all = new LinkedHashSet<>(trusted);
        headers.values().stream()
                .filter(header -> header.next() != null && all.contains(header.key()))
                .forEach(header -> all.add(header.nextKey()));
        return all;
    }

    /** That the blocks of the scope are all that were sealed in its time. */
    void checkTimes(Scope scope) throws Broken {
        Instant from = scope.from();
        Instant until = scope.until();
        if (scope.last() > head().number()
                || from == null && scope.first() != 1
                || until == null && scope.last() != head().number()) {
            throw lines.mistake("The blocks of the bundle are not those of its time.");
        }
        if (from != null) {
            checkBefore(scope.first() - 1, from);
            checkSince(scope.first(), from);
        }
        if (until != null) {
            checkBefore(scope.last(), until);
            checkSince(scope.last() + 1, until);
        }
    }

    private void checkBefore(long number, Instant time) throws Broken {
        if (number > 0 && !get(number).time().isBefore(time)) {
            throw lines.mistake("Block %d was not sealed before %s.".formatted(number, time));
        }
    }

    private void checkSince(long number, Instant time) throws Broken {
        if (number <= head().number() && get(number).time().isBefore(time)) {
            throw lines.mistake("Block %d was sealed before %s.".formatted(number, time));
        }
    }
}
