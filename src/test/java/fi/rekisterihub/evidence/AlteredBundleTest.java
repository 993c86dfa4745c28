package fi.rekisterihub.evidence;

import static fi.rekisterihub.evidence.BundleTest.bad;
import static fi.rekisterihub.evidence.BundleTest.text;
import static fi.rekisterihub.evidence.EvidenceGround.check;
import static fi.rekisterihub.evidence.EvidenceGround.ofPeriod;
import static fi.rekisterihub.evidence.EvidenceGround.ofPerson;
import static fi.rekisterihub.evidence.EvidenceGround.ofRecipient;
import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.evidence.BundleCheck.Result;
import fi.rekisterihub.evidence.BundleCheck.Result.Good;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever is done to a bundle is found, by the hub's verifier and by the one that was written after the document. */
class AlteredBundleTest {

    private static final int TRIALS = 10_000;
    private static final long SEED = 20_261_128L;

    private static EvidenceGround ground;
    private static SigningKeys keys;
    private static String key;
    private static byte[] bundle;

    @BeforeAll
    static void fill() {
        ground = new EvidenceGround();
        ground.fill(60);
        keys = ground.keys();
        keys.renew();
        ground.audit("login", null);
        ground.sealer().seal();
        ground.fill(60);
        key = ground.jdbc()
                .sql("select header::jsonb ->> 'key' from evidence_block where number = 1")
                .query(String.class)
                .single();
        bundle = ground.bundle(new ExportRequest(4L, null, null, null, true, List.of()));
    }

    @AfterAll
    static void close() {
        ground.close();
    }

    @Test
    @DisplayName("rule 4 altering one byte anywhere is detected, in 10,000 trials")
    void findsEveryAlteredByte() {
        assertThat(check(bundle, key)).isInstanceOf(Good.class);
        assertThat(DocumentVerifier.verify(bundle, key)).isNull();
        Random random = new Random(SEED);
        TreeMap<String, Integer> places = new TreeMap<>();
        for (int trial = 0; trial < TRIALS; trial++) {
            byte[] altered = bundle.clone();
            int at = random.nextInt(altered.length);
            altered[at] ^= (byte) (1 + random.nextInt(255));

            assertThat(check(altered, key))
                    .as("byte %d of %d, trial %d", at, bundle.length, trial)
                    .isInstanceOf(Result.Bad.class);
            if (trial % 10 == 0) {
                assertThat(DocumentVerifier.verify(altered, key))
                        .as("byte %d", at)
                        .isNotNull();
            }
            places.merge(lineAt(at), 1, Integer::sum);
        }
        assertThat(places.keySet())
                .as("every kind of line was hit: %s", places)
                .contains("summary", "blocks", "header", "head", "around", "block", "hashes", "key");
    }

    @Test
    void findsEveryAlteredByteOfTheLinesOnWhichAllOthersRest() {
        List<String> lines = lines();
        int before = 0;
        for (String line : lines) {
            int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
            if (line.startsWith("{\"blocks\"") || line.startsWith("{\"head\"") || line.startsWith("{\"key\"")) {
                for (int at = before; at < before + length; at++) {
                    byte[] altered = bundle.clone();
                    altered[at] ^= (byte) (1 << at % 8);
                    assertThat(check(altered, key))
                            .as("byte %d of %s", at, line)
                            .isInstanceOf(Result.Bad.class);
                }
            }
            before += length;
        }
    }

    @Test
    void findsWhatIsCutOffAndWhatIsAdded() {
        Random random = new Random(SEED);
        for (int trial = 0; trial < 500; trial++) {
            assertBad(Arrays.copyOf(bundle, random.nextInt(bundle.length)));
        }
        assertBad(Arrays.copyOf(bundle, bundle.length - 1));
        assertBad(new byte[0]);
        for (String more : new String[] {"\n", " ", "~~~~\n", "x", "\0"}) {
            assertBad((text(bundle) + more).getBytes(StandardCharsets.UTF_8));
        }
        for (int trial = 0; trial < 300; trial++) {
            int at = random.nextInt(bundle.length);
            byte[] longer = new byte[bundle.length + 1];
            System.arraycopy(bundle, 0, longer, 0, at);
            longer[at] = (byte) " \n,0a\r".charAt(random.nextInt(6));
            System.arraycopy(bundle, at, longer, at + 1, bundle.length - at);
            assertBad(longer);
        }
    }

    @Test
    void findsLinesThatAreLeftOutDoubledOrMovedAlsoWhenTheHubSealsThemAgain() {
        List<String> lines = lines();
        int data = lines.indexOf(BundleWriter.BEGIN) + 1;
        int seal = lines.size() - 2;
        for (int at = data; at < seal; at++) {
            int line = at;
            assertBadThoughSealed("left out", all -> without(all, line));
            assertBadThoughSealed("doubled", all -> {
                all.add(line, all.get(line));
                return all;
            });
            if (line + 1 < seal) {
                assertBadThoughSealed("moved", all -> {
                    Collections.swap(all, line, line + 1);
                    return all;
                });
            }
        }
    }

    /** Whoever has the key, but not another chain, gains nothing by it. */
    @Test
    void findsWhatTheHubItselfAltersAndSealsAgain() {
        for (String altered : new String[] {
            "\"kind\":\"confirmed\"=\"kind\":\"sent\"",
            "\"recipient\":\"asiakastieto\"=\"recipient\":\"mailchimp\"",
            "\"fields\":[\"phone\"]=\"fields\":[\"email\"]",
            "250 queued=251 queued",
            "\"subjects\":[\"entity:4\"]=\"subjects\":[\"entity:5\"]",
            "\"subjects\":[\"entity:4\"]=\"subjects\":[\"entity:4\",\"entity:5\"]",
            ",\"subjects\":[\"entity:4\"]=",
            "\"blocks\":[1,=\"blocks\":[2,",
            "\"place\":=\"place\":1"
        }) {
            String[] change = altered.split("=", 2);
            assertBadThoughSealed(altered, all -> {
                int at = first(all, change[0]);
                all.set(at, all.get(at).replace(change[0], change[1]));
                return all;
            });
        }
    }

    @Test
    void findsABundleMadeOfTwo() {
        byte[] other = ground.bundle(ofPerson(8));
        List<String> mine = lines();
        List<String> theirs = Arrays.asList(text(other).split("\n"));
        for (int at = 1; at < Math.min(mine.size(), theirs.size()) - 1; at++) {
            List<String> spliced = new ArrayList<>(mine.subList(0, at));
            spliced.addAll(theirs.subList(at, theirs.size()));
            byte[] both = (String.join("\n", spliced) + "\n").getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(both, other) && !Arrays.equals(both, bundle)) {
                assertBad(both);
            }
        }
    }

    @Test
    void findsABlockOfAnotherChainInThisOne() {
        try (EvidenceGround foreign = new EvidenceGround()) {
            foreign.fill(7);
            List<String> theirs =
                    Arrays.asList(text(foreign.bundle(ofPerson(4))).split("\n"));
            String header = theirs.get(first(theirs, "{\"header\""));
            assertBadThoughSealed("a header of another chain", all -> {
                all.set(first(all, "{\"header\""), header);
                return all;
            });
        }
    }

    @Test
    void findsEveryEntryThatIsLeftOutOfAPeriodOrARecipient() {
        for (ExportRequest request : List.of(ofPeriod(null, null), ofRecipient("mailchimp"))) {
            List<String> whole = Arrays.asList(text(ground.bundle(request)).split("\n"));
            List<String> cut = new ArrayList<>(whole);
            // With the hashes of what is left out put in, the tree of the block is right; that it is not whole shows
            // all the same.
            int entry = first(cut, "\"entry\":");
            Hash hash = new Hash();
            String text = cut.get(entry);
            String leaf =
                    Hash.hex(hash.leaf(text.substring(text.indexOf("\"entry\":") + 8, text.lastIndexOf(",\"place\""))));
            cut.remove(entry);
            int around = entry;
            while (!cut.get(around).startsWith("{\"around\"")) {
                around++;
            }
            cut.set(around, cut.get(around).replace("\"hashes\":[", "\"hashes\":[\"" + leaf + "\","));
            cut.set(around, cut.get(around).replace(",]", "]"));
            assertThat(bad(check(sealAgain(cut), key))).containsAnyOf("left out", "were sealed", "are in the bundle");
        }
    }

    private static void assertBadThoughSealed(String what, UnaryOperator<List<String>> change) {
        byte[] altered = sealAgain(change.apply(lines()));
        assertThat(check(altered, key)).as(what).isInstanceOf(Result.Bad.class);
        assertThat(DocumentVerifier.verify(altered, key)).as(what).isNotNull();
    }

    private static void assertBad(byte[] altered) {
        assertThat(check(altered, key)).isInstanceOf(Result.Bad.class);
        assertThat(DocumentVerifier.verify(altered, key)).isNotNull();
    }

    /** As the hub would write it. */
    private static byte[] sealAgain(List<String> lines) {
        int data = lines.indexOf(BundleWriter.BEGIN) + 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter writer = new BundleWriter(out);
        try {
            writer.summary(String.join("\n", lines.subList(0, data - 1)) + "\n");
            for (String line : lines.subList(data, lines.size() - 2)) {
                writer.line(CanonicalJson.read(line));
            }
            SigningKeys.Hand hand = keys.hand(keys.current());
            writer.seal(hand.seed(), hand.publicKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static List<String> lines() {
        return new ArrayList<>(Arrays.asList(text(bundle).split("\n")));
    }

    private static List<String> without(List<String> lines, int line) {
        lines.remove(line);
        return lines;
    }

    private static int first(List<String> lines, String text) {
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith("{") && lines.get(at).contains(text)) {
                return at;
            }
        }
        throw new IllegalArgumentException("There is no line with " + text);
    }

    private static String lineAt(int at) {
        String before = new String(bundle, 0, at, StandardCharsets.ISO_8859_1);
        String line = new String(bundle, StandardCharsets.ISO_8859_1)
                .substring(before.lastIndexOf('\n') + 1)
                .lines()
                .findFirst()
                .orElse("");
        return line.startsWith("{\"") ? line.substring(2, line.indexOf('"', 2)) : "summary";
    }
}
