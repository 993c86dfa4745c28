package fi.rekisterihub.evidence;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fi.rekisterihub.evidence.Blocks.Block;
import fi.rekisterihub.evidence.ExportReader.Found;
import fi.rekisterihub.evidence.SigningKeys.Hand;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes bundles: what was sealed of a person, a recipient or a period, whole, with all that somebody needs to check it
 * without this hub. Everything it reads is append-only, so it needs no transaction, and holds one block at a time.
 */
@Component
public final class Export {

    private final Blocks blocks;
    private final ExportReader reader;
    private final SigningKeys keys;

    Export(JdbcTemplate bulk, SigningKeys keys) {
        this.blocks = new Blocks(bulk);
        this.reader = new ExportReader(JdbcClient.create(bulk));
        this.keys = keys;
    }

    /**
     * A bundle that can be written.
     *
     * @param head the last block, up to which it tells everything that it is about
     */
    public final class Prepared {

        private final ExportRequest request;
        private final Block head;
        private final Scope scope;

        private Prepared(ExportRequest request, Block head) {
            this.request = request;
            this.head = head;
            this.scope = scope(request, head);
        }

        /** @throws IOException when what is written to fails */
        public Written write(OutputStream out) throws IOException {
            return Export.this.write(this, out);
        }
    }

    /**
     * What was written.
     *
     * @param sha256 of the whole file
     */
    public record Written(long entries, String sha256) {}

    /** Empty while nothing has been sealed at all. */
    public Optional<Prepared> prepare(ExportRequest request) {
        return blocks.last().map(head -> new Prepared(request, head));
    }

    private Scope scope(ExportRequest request, Block head) {
        long end = head.header().number();
        List<String> subjects = request.entity() != null
                ? reader.namesOf(request.entity())
                : request.recipient() != null ? List.of(Subjects.recipient(request.recipient())) : List.of();
        long first = request.from() == null ? 1 : Math.min(end + 1, blocks.firstSince(request.from()));
        long last = request.until() == null ? end : Math.min(end, blocks.firstSince(request.until()) - 1);
        return new Scope(
                blocks.now(),
                subjects,
                micros(request.from()),
                micros(request.until()),
                first,
                Math.max(first - 1, last));
    }

    private static @Nullable Instant micros(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }

    private Written write(Prepared prepared, OutputStream out) throws IOException {
        Scope scope = prepared.scope;
        Block head = prepared.head;
        Hand hand = keys.hand(head.header().nextKey());
        List<Long> touched = reader.blocks(scope);
        BundleWriter bundle = new BundleWriter(out);
        bundle.summary(Summary.of(scope, head, hand.publicKey(), prepared.request.contents()));
        bundle.line(scope.line());
        headers(prepared, touched, bundle);
        long entries = 0;
        for (long block : touched) {
            entries += entries(block, prepared, bundle);
        }
        if (!scope.everything()) {
            for (long block : tiles(scope, head)) {
                subjects(block, scope, head, bundle);
            }
        }
        return new Written(entries, bundle.seal(hand.seed(), hand.publicKey()));
    }

    private void headers(Prepared prepared, List<Long> touched, BundleWriter bundle) throws IOException {
        Scope scope = prepared.scope;
        Block head = prepared.head;
        long end = head.header().number();
        NavigableSet<Long> shown = new TreeSet<>(touched);
        List.of(scope.first() - 1, scope.first(), scope.last(), scope.last() + 1)
                .forEach(shown::add);
        if (!scope.everything()) {
            shown.addAll(tiles(scope, head));
        }
        shown.addAll(blocks.changesOfKey(end));
        shown.addAll(prepared.request.heads());
        shown.removeIf(number -> number < 1 || number >= end);
        NavigableSet<Integer> places = new TreeSet<>();
        for (long number : shown) {
            Block block = find(number);
            ObjectNode line = CanonicalJson.object();
            line.set("header", CanonicalJson.read(block.text()));
            if (block.header().next() != null) {
                line.put("signature", Hash.hex(block.signature()));
            }
            bundle.line(line);
            places.add((int) number - 1);
        }
        ObjectNode line = CanonicalJson.object();
        line.set("head", CanonicalJson.read(head.text()));
        line.put("signature", Hash.hex(head.signature()));
        bundle.line(line);
        byte[] hashes = blocks.hashesBelow(end);
        bundle.around("around", TextNode.valueOf("headers"), new Tree().around((int) end - 1, Tree.in(hashes), places));
    }

    private int entries(long number, Prepared prepared, BundleWriter bundle) throws IOException {
        Block block = find(number);
        NavigableSet<Integer> places = new TreeSet<>();
        List<Found> found = reader.entries(number, prepared.scope, prepared.request.contents());
        for (Found one : found) {
            ObjectNode line = CanonicalJson.object();
            line.put("block", number);
            line.set("entry", CanonicalJson.read(one.entry()));
            line.put("place", one.place());
            if (one.contents() != null && one.salt() != null) {
                line.put("salt", Hash.hex(one.salt()));
                line.put("text", one.contents());
            }
            bundle.line(line);
            places.add(one.place());
        }
        bundle.around(
                "around",
                LongNode.valueOf(number),
                new Tree().around(block.header().entries(), Tree.in(block.leaves()), places));
        return found.size();
    }

    private void subjects(long number, Scope scope, Block head, BundleWriter bundle) throws IOException {
        BlockHeader header = header(number, head);
        SubjectIndex index = new SubjectIndex(blocks.counts(header.subjects().from(), number));
        NavigableSet<Integer> places = index.places(scope.subjects());
        ObjectNode line = CanonicalJson.object();
        var hashes = line.putArray("hashes");
        index.around(places).forEach(hash -> hashes.add(Hash.hex(hash)));
        var open = line.putArray("open");
        for (int place : places) {
            SubjectIndex.Leaf leaf = index.leaf(place);
            open.addArray().add(leaf.count()).add(place).add(Hash.hex(leaf.tag()));
        }
        line.put("subjects", number);
        bundle.line(line);
    }

    private List<Long> tiles(Scope scope, Block head) {
        return Tiles.over(scope.first(), scope.last(), number -> header(number, head))
                .all();
    }

    private BlockHeader header(long number, Block head) {
        return number == head.header().number() ? head.header() : find(number).header();
    }

    private Block find(long number) {
        return blocks.find(number)
                .orElseThrow(() -> new IllegalStateException(
                        "Block %d of the evidence is not in the database any more.".formatted(number)));
    }
}
