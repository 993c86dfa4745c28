package fi.rekisterihub.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.Finding;
import fi.rekisterihub.evidence.BundleLines.Broken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a bundle with nothing but the file: that every byte of it is what the hub wrote, that what it holds is in the chain,
 * and that it leaves out nothing.
 */
public final class BundleCheck {

    private final Collection<String> trusted;
    private final Map<Long, String> kept;
    private final Consumer<JsonNode> seen;

    /**
     * @param trusted public keys that are known from elsewhere; empty to trust the one in the bundle
     * @param kept hashes of headers that were kept elsewhere, by the numbers of their blocks
     * @param seen gets each entry; what it got counts only when the bundle is good
     */
    public BundleCheck(Collection<String> trusted, Map<Long, String> kept, Consumer<JsonNode> seen) {
        this.trusted = trusted;
        this.kept = kept;
        this.seen = seen;
    }

    /** How it came out. */
    public sealed interface Result {

        /**
         * Everything in the bundle is as it must be.
         *
         * @param subjects of whom it is; empty for everything
         * @param from sealed since then; null from the beginning
         * @param until sealed before then; null up to the head
         * @param contents how many entries are shown with what they say
         * @param head the number of the last block, sealed at {@code headTime}
         * @param key the public key that signed; {@code keyTrusted} false when it was known from the bundle only
         */
        record Good(
                List<String> subjects,
                @Nullable Instant from,
                @Nullable Instant until,
                long entries,
                long contents,
                long head,
                String headHash,
                Instant headTime,
                String key,
                boolean keyTrusted)
                implements Result {}

        /** It is not what the hub wrote, or not of the chain, or not whole. */
        record Bad(Finding finding) implements Result {}
    }

    /** @throws IOException when the file cannot be read */
    public Result check(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return check(file.toString(), in);
        }
    }

    Result check(String name, InputStream in) throws IOException {
        try {
            return read(new BundleLines(in));
        } catch (Broken broken) {
            return new Result.Bad(new Finding(name, broken.line(), 1, broken.what()));
        }
    }

    private Result read(BundleLines lines) throws IOException, Broken {
        lines.skipSummary();
        Scope scope = Scope.of(lines.next())
                .orElseThrow(() -> lines.mistake(
                        "This is not the first line of a bundle of the form %s.".formatted(Scope.FORMAT)));
        HeadersCheck headers = HeadersCheck.read(lines);
        headers.checkTimes(scope);
        EntriesCheck entries = new EntriesCheck(lines, headers, scope, seen);
        JsonNode line = entries.read(lines.next());
        if (!scope.everything()) {
            line = new SubjectsCheck(lines, headers, scope).read(line, entries);
        }
        String key = seal(line, lines, headers);
        lines.end();
        for (Map.Entry<Long, String> one : kept.entrySet()) {
            headers.checkKept(one.getKey(), one.getValue());
        }
        BlockHeader head = headers.head();
        return new Result.Good(
                scope.subjects(),
                scope.from(),
                scope.until(),
                entries.entries(),
                entries.contents(),
                head.number(),
                headers.headHash(),
                head.time(),
                key,
                !trusted.isEmpty());
    }

    /** @return the key of the seal */
    private String seal(JsonNode line, BundleLines lines, HeadersCheck headers) throws Broken {
        lines.only(line, "key", "lines", "seal");
        String key = Hash.hex(lines.bytes(line.get("key"), Hash.LENGTH));
        byte[] seal = lines.bytes(line.get("seal"), Signature.LENGTH);
        if (line.get("lines").asLong() != lines.data() - 1) {
            throw lines.mistake("There should be %s lines of data before the seal and there are %d."
                    .formatted(line.get("lines"), lines.data() - 1));
        }
        if (!Signature.holds(key, BundleWriter.message(lines.hashBefore()), seal)) {
            throw lines.mistake("Something before the seal was altered after the hub wrote it, or the seal was.");
        }
        headers.checkSignatures();
        BlockHeader head = headers.head();
        Set<String> good = headers.vouchedFor(trusted.isEmpty() ? List.of(head.key()) : trusted);
        if (!good.contains(head.key())) {
            throw lines.mistake("The chain is signed by the key %s, for which none of the keys given vouches."
                    .formatted(head.key()));
        }
        if (!good.contains(key)) {
            throw lines.mistake("The bundle is sealed by another key than the chain.");
        }
        return key;
    }
}
