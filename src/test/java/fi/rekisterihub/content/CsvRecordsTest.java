package fi.rekisterihub.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import fi.rekisterihub.mapping.ContentFormat.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows are cut by their bytes; what they mean is what a well-kept library says. Lines that end in a lone carriage return
 * are apart: the library loses a row that begins with one in quotes.
 */
class CsvRecordsTest {

    private static final String HEADER = "id;name;note\n";

    @TempDir
    private Path folder;

    @Test
    void everyMixOfQuotesSeparatorsAndLineEndsMeansWhatTheLibrarySays() throws IOException {
        String[] pieces = {"a", "ä", "\"", "\"\"", ";", "\n", "\r\n", " ", "x;y", "\"q;\n\"", ";;", "\n\n"};
        for (int seed = 0; seed < 3_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder body = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                body.append(pieces[random.nextInt(pieces.length)]);
            }
            if (isOpen(body)) {
                body.append('"');
            }
            Path file = write(HEADER + body, UTF_8);
            if (textBehindAQuote(body.toString())) {
                assertThat(faultsOf(file)).as("seed %d", seed).anyMatch(reason -> reason.contains("closing quote"));
            } else {
                assertThat(valuesOf(file, UTF_8)).as("seed %d", seed).isEqualTo(byTheLibrary(body.toString()));
            }
        }
    }

    @Test
    void aCarriageReturnAloneEndsARowToo() throws IOException {
        assertThat(textsOf("1;a;b\r2;\"c\r\";d\r")).containsExactly("1;a;b", "2;\"c\r\";d");
    }

    @Test
    void howASenderQuotesAValueSaysNothing() throws IOException {
        assertThat(textsOf("1;Äijälä;x\n\"1\";\"Äijälä\";\"x\"\n")).containsExactly("1;Äijälä;x", "1;Äijälä;x");
        assertThat(hashesOf(write(HEADER + "1;Äijälä;x\n\"1\";\"Äijälä\";\"x\"\n", UTF_8), UTF_8))
                .hasSize(2)
                .containsOnly(hashesOf(write(HEADER + "1;Äijälä;x\n", ISO_8859_1), ISO_8859_1)
                        .get(0));
    }

    @Test
    void aValueThatNeedsItsQuotesKeepsThem() throws IOException {
        assertThat(textsOf("1;\"a;b\";\"say \"\"hi\"\"\"\n")).containsExactly("1;\"a;b\";\"say \"\"hi\"\"\"");
    }

    @Test
    void aQuotedLineBreakBelongsToItsRowAndIsCounted() throws IOException {
        assertThat(linesOf("1;\"two\nlines\";x\r\n2;b;c\r\n\r\n3;d;e")).containsExactly(2L, 4L, 6L);
    }

    @Test
    void aRowThatCrossesTheBufferIsWhole() throws IOException {
        String wide = "w".repeat(300_000);
        assertThat(valuesOf(write(HEADER + "1;" + wide + ";x\n2;\"" + wide + "\";y\n", UTF_8), UTF_8))
                .containsExactly(List.of("1", wide, "x"), List.of("2", wide, "y"));
    }

    @Test
    void aLineOfAHundredMegabytesIsOneBadRowAndTheRestGoesOn() throws IOException {
        Path file = folder.resolve("long.csv");
        byte[] megabyte = "x".repeat(1 << 20).getBytes(UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write((HEADER + "1;a;b\n2;").getBytes(UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(megabyte);
            }
            out.write("\n3;c;d\n".getBytes(UTF_8));
        }
        List<String> faults = new ArrayList<>();
        read(
                file,
                UTF_8,
                (ordinal, line, raw, fields, bad) -> faults.add(
                        bad == null
                                ? "good"
                                : bad.reason() + " kept " + raw.text().length()));
        assertThat(faults)
                .containsExactly(
                        "good",
                        "The row is longer than 1,048,576 bytes; only its beginning is kept. kept 2000",
                        "good");
    }

    @Test
    void aRowThatIsNoTextInTheEncodingIsBadAndTheRestIsNot() throws IOException {
        Path file = folder.resolve("mixed.csv");
        Files.write(file, (HEADER + "1;Äijälä;x\n").getBytes(UTF_8));
        Files.write(file, "2;Äijälä;x\n".getBytes(ISO_8859_1), java.nio.file.StandardOpenOption.APPEND);
        List<Boolean> good = new ArrayList<>();
        read(file, UTF_8, (ordinal, line, raw, fields, bad) -> good.add(bad == null));
        assertThat(good).containsExactly(true, false);
    }

    @Test
    void aQuoteThatIsNeverClosedFailsTheDeliveryAndNamesTheLine() {
        assertThatThrownBy(() -> textsOf("1;a;b\n2;\"open;x\n3;c;d\n"))
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void theByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        List<String> keys = new ArrayList<>();
        read(
                write("\uFEFF" + HEADER + "7;a;b\n", UTF_8),
                UTF_8,
                (ordinal, line, raw, fields, bad) -> keys.add(String.valueOf(fields.get("id"))));
        assertThat(keys).containsExactly("7");
    }

    private boolean isOpen(CharSequence body) throws IOException {
        try {
            valuesOf(write(HEADER + body, UTF_8), UTF_8);
            return false;
        } catch (UnreadableDelivery openQuote) {
            return true;
        }
    }

    private static boolean textBehindAQuote(String body) {
        try {
            byTheLibrary(body);
            return false;
        } catch (CsvParseException unsound) {
            return true;
        }
    }

    private static List<String> faultsOf(Path file) {
        List<String> faults = new ArrayList<>();
        read(file, UTF_8, (ordinal, line, raw, fields, bad) -> faults.add(bad == null ? "good" : bad.reason()));
        return faults;
    }

    private static List<List<String>> byTheLibrary(String body) {
        List<List<String>> rows = new ArrayList<>();
        CsvReader.builder()
                .fieldSeparator(';')
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(body)
                .forEach(row -> rows.add(row.getFields()));
        rows.removeIf(row -> row.stream().allMatch(String::isEmpty));
        return rows;
    }

    private List<String> textsOf(String body) throws IOException {
        List<String> texts = new ArrayList<>();
        read(write(HEADER + body, UTF_8), UTF_8, (ordinal, line, raw, fields, bad) -> texts.add(raw.text()));
        return texts;
    }

    private List<Long> linesOf(String body) throws IOException {
        List<Long> lines = new ArrayList<>();
        read(write(HEADER + body, UTF_8), UTF_8, (ordinal, line, raw, fields, bad) -> lines.add(line));
        return lines;
    }

    private static List<String> hashesOf(Path file, Charset charset) {
        MessageDigest digest = sha256();
        List<String> hashes = new ArrayList<>();
        read(file, charset, (ordinal, line, raw, fields, bad) -> {
            raw.addTo(digest);
            hashes.add(HexFormat.of().formatHex(digest.digest()));
        });
        return hashes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every value of every row, also of those that are wider than the header. */
    private static List<List<String>> valuesOf(Path file, Charset charset) {
        List<List<String>> rows = new ArrayList<>();
        read(file, charset, (ordinal, line, raw, fields, bad) -> {
            CsvRow row = (CsvRow) raw;
            rows.add(IntStream.range(0, row.count).mapToObj(row::field).toList());
        });
        return rows;
    }

    private static void read(Path file, Charset charset, RecordReader.RecordConsumer consumer) {
        new CsvRecords(() -> Files.newInputStream(file), new CsvForm(charset, ';'), Frame.HEADER_ONLY).read(consumer);
    }

    private Path write(String content, Charset charset) throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), content, charset);
    }
}
