package fi.rekisterihub.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Frame;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvDetectionTest {

    private static final Csv AUTO = new Csv(null, null, Frame.HEADER_ONLY, false);
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String ROWS = "sukunimi;etunimi\nMäkelä;Åke\nÖhman;Zoë\n";

    @ParameterizedTest
    @CsvSource({"UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE"})
    void findsWhatAnOfficeSaves(String charset) {
        String mark = charset.startsWith("UTF") ? "\uFEFF" : "";

        assertThat(found((mark + ROWS).getBytes(Charset.forName(charset)))).isEqualTo(form(charset, ';'));
    }

    @Test
    void latin1IsReadAsTheWindowsSetThatHoldsIt() {
        assertThat(found(ROWS.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(form("windows-1252", ';'));
    }

    @Test
    void oneLetterAtTheVeryEndDecides() {
        String plain = "nimi;katu\n" + "Virtanen;Katu 1\n".repeat(20_000);

        assertThat(found((plain + "Öö;x\n").getBytes(WINDOWS))).isEqualTo(form("windows-1252", ';'));
        assertThat(found((plain + "Öö;x\n").getBytes(StandardCharsets.UTF_8))).isEqualTo(form("UTF-8", ';'));
        assertThat(found(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(form("UTF-8", ';'));
    }

    @ParameterizedTest
    @CsvSource({"a;b;c,;", "'a,b,c',','", "'a\tb\tc','\t'", "a|b,|", "'\"a;b;c\",d,e',','", "alone,;"})
    void findsTheDelimiterOfTheHeaderLine(String header, char delimiter) {
        assertThat(found((header + "\n1,2,3,4,5,6,7\n").getBytes(StandardCharsets.UTF_8))
                        .delimiter())
                .isEqualTo(delimiter);
    }

    @Test
    void whatTheMappingSaysIsNotLookedFor() {
        Csv said = new Csv(StandardCharsets.ISO_8859_1, null, Frame.HEADER_ONLY, false);

        assertThat(CsvDetection.of(source(ROWS.getBytes(StandardCharsets.UTF_8)), said))
                .isEqualTo(form("ISO-8859-1", ';'));
    }

    @Test
    void aFileInTwoEncodingsIsNotGuessedAt() {
        byte[] latin = ROWS.getBytes(WINDOWS);
        byte[] utf8 = "Säde;Älli\n".getBytes(StandardCharsets.UTF_8);
        byte[] both = ByteBuffer.allocate(latin.length + utf8.length)
                .put(latin)
                .put(utf8)
                .array();

        assertThatThrownBy(() -> found(both))
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessageStartingWith("The file is written in two encodings: line 4 is UTF-8 and line 2 is not.");
    }

    @Test
    void aFewBrokenRowsLeaveAUtf8FileWhatItIs() {
        byte[] utf8 = "nimi;katu\nÄlli Öhman;Säde\nÅke;Mäki\n".getBytes(StandardCharsets.UTF_8);
        byte[] both = ByteBuffer.allocate(utf8.length + 3)
                .put(utf8)
                .put(new byte[] {(byte) 0xE4, ';', '\n'})
                .array();

        assertThat(found(both)).isEqualTo(form("UTF-8", ';'));
    }

    /** The watch says the same as Java's own strict decoder, whatever the bytes are. */
    @Property(tries = 2000)
    void knowsUtf8AsJavaDoes(@ForAll @Size(max = 12) byte[] bytes) {
        Utf8Watch watch = new Utf8Watch();
        watch.look(bytes, bytes.length);
        watch.end();

        assertThat(watch.broken() == 0).isEqualTo(isUtf8(bytes));
    }

    /** Also in lines that are looked at eight bytes at a time, and wherever a portion of the file ends. */
    @Property
    void namesTheLineOfWhatIsBroken(
            @ForAll @Size(max = 60) List<@ByteRange(min = 9, max = 12) Byte> ascii,
            @ForAll @IntRange(max = 60) int cut) {
        byte[] bytes = new byte[ascii.size() + 1];
        for (int i = 0; i < ascii.size(); i++) {
            bytes[i] = ascii.get(i);
        }
        bytes[ascii.size()] = (byte) 0xFF;
        Utf8Watch watch = new Utf8Watch();
        int first = Math.min(cut, bytes.length);
        watch.look(bytes, first);
        byte[] rest = Arrays.copyOfRange(bytes, first, bytes.length);
        watch.look(rest, rest.length);

        assertThat(watch.broken()).isOne();
        assertThat(watch.brokenLine())
                .isEqualTo(1 + ascii.stream().filter(b -> b == '\n').count());
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        }
    }

    private static CsvForm found(byte[] bytes) {
        return CsvDetection.of(source(bytes), AUTO);
    }

    private static CsvForm form(String charset, char delimiter) {
        return new CsvForm(Charset.forName(charset), delimiter);
    }

    private static ByteSource source(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }
}
