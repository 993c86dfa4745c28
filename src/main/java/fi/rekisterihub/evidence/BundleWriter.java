package fi.rekisterihub.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Writes a bundle: a text for people, and below it the lines of data, one canonical JSON each, the last of them the seal. */
final class BundleWriter {

    static final String BEGIN = "~~~~ evidence";
    static final String END = "~~~~";

    private static final String SEALED = "rekisterihub-evidence-bundle:";

    private final OutputStream out;
    private final MessageDigest all = Hash.sha256();
    private long lines;

    BundleWriter(OutputStream out) {
        this.out = out;
    }

    /** @param text whole lines of Markdown */
    void summary(String text) throws IOException {
        write(text + BEGIN + "\n");
    }

    void line(JsonNode line) throws IOException {
        write(CanonicalJson.write(line) + "\n");
        lines++;
    }

    void around(String name, JsonNode of, List<byte[]> hashes) throws IOException {
        ObjectNode line = CanonicalJson.object();
        line.set(name, of);
        var all = line.putArray("hashes");
        hashes.forEach(hash -> all.add(Hash.hex(hash)));
        line(line);
    }

    /** @return the SHA-256 of the whole file */
    String seal(byte[] seed, String publicKey) throws IOException {
        ObjectNode seal = CanonicalJson.object();
        seal.put("key", publicKey);
        seal.put("lines", lines);
        seal.put("seal", Hash.hex(Signature.sign(seed, message(soFar(all)))));
        line(seal);
        write(END + "\n");
        return Hash.hex(soFar(all));
    }

    /** What the seal signs: the hash of all bytes before its line. */
    static byte[] message(byte[] hashBefore) {
        return (SEALED + Hash.hex(hashBefore)).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] soFar(MessageDigest digest) {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("This Java's SHA-256 cannot be copied.", e);
        }
    }

    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        all.update(bytes);
        out.write(bytes);
    }
}
