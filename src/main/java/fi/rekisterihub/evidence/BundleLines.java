package fi.rekisterihub.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The lines of a bundle, one after the other, each checked to be the one form of itself. */
final class BundleLines {

    /** Of a text for people; the lines of data may be as long as the hashes of a block. */
    private static final int MOST_SUMMARY = 1000;

    private final InputStream in;
    private final MessageDigest all = Hash.sha256();
    private byte @Nullable [] current;
    private byte[] before = new byte[0];
    private int number;
    private long data;

    /** What is wrong, and where. */
    static final class Broken extends Exception {

        private final int line;
        private final String what;

        Broken(int line, String what) {
            super(what);
            this.line = line;
            this.what = what;
        }

        String what() {
            return what;
        }

        int line() {
            return line;
        }
    }

    /** @param in should be buffered */
    BundleLines(InputStream in) {
        this.in = in;
    }

    /** The number of the line that was read last, from 1. */
    int number() {
        return number;
    }

    /** How many lines of data were read. */
    long data() {
        return data;
    }

    /** The hash of all bytes before the line that was read last. */
    byte[] hashBefore() {
        return before;
    }

    byte[] hashOfAll() {
        return BundleWriter.soFar(all);
    }

    Broken mistake(String message) {
        return new Broken(Math.max(1, number), message);
    }

    void skipSummary() throws IOException, Broken {
        do {
            if (number == MOST_SUMMARY) {
                throw mistake("This is no evidence bundle: there is no line \"%s\".".formatted(BundleWriter.BEGIN));
            }
        } while (!read().equals(BundleWriter.BEGIN));
    }

    /** The next line of data. */
    JsonNode next() throws IOException, Broken {
        String text = read();
        JsonNode line = CanonicalJson.readObject(text)
                .orElseThrow(() -> mistake("The line is not the canonical form of a JSON object."));
        data++;
        return line;
    }

    /** Nothing may come after the end. */
    void end() throws IOException, Broken {
        if (!read().equals(BundleWriter.END)) {
            throw mistake("After the seal there must be the line \"%s\".".formatted(BundleWriter.END));
        }
        if (in.read() >= 0) {
            throw mistake("There is something after the end of the bundle.");
        }
    }

    private String read() throws IOException, Broken {
        if (current != null) {
            all.update(current);
        }
        before = BundleWriter.soFar(all);
        number++;
        java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        int next;
        while ((next = in.read()) != '\n') {
            if (next < 0) {
                throw mistake("The bundle ends here, before its seal: it is cut off.");
            }
            line.write(next);
        }
        byte[] text = line.toByteArray();
        line.write('\n');
        current = line.toByteArray();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw mistake("The line is no UTF-8.");
        }
    }

    /** That the line has these members and no others. */
    void only(JsonNode line, String... members) throws Broken {
        Set<String> there = new TreeSet<>();
        line.fieldNames().forEachRemaining(there::add);
        if (!there.equals(new TreeSet<>(Arrays.asList(members)))) {
            throw mistake("A line with %s was expected here.".formatted(String.join(", ", members)));
        }
    }

    byte[] bytes(JsonNode value, int length) throws Broken {
        String text = value.asText();
        if (value.isTextual() && text.length() == 2 * length) {
            try {
                byte[] bytes = HexFormat.of().parseHex(text);
                if (Hash.hex(bytes).equals(text)) {
                    return bytes;
                }
            } catch (IllegalArgumentException noHexadecimal) {
                throw mistake("There must be %d bytes in lower-case hexadecimal.".formatted(length));
            }
        }
        throw mistake("There must be %d bytes in lower-case hexadecimal.".formatted(length));
    }

    List<byte[]> hashes(JsonNode line) throws Broken {
        List<byte[]> hashes = new ArrayList<>();
        if (!line.path("hashes").isArray()) {
            throw mistake("There must be a list of hashes.");
        }
        for (JsonNode hash : line.path("hashes")) {
            hashes.add(bytes(hash, Hash.LENGTH));
        }
        return hashes;
    }

    int place(JsonNode value) throws Broken {
        if (!value.isInt() || value.intValue() < 0) {
            throw mistake("There must be a number from 0 on.");
        }
        return value.intValue();
    }

    long block(JsonNode value) throws Broken {
        if (!value.isIntegralNumber() || value.longValue() < 1) {
            throw mistake("There must be the number of a block.");
        }
        return value.longValue();
    }
}
