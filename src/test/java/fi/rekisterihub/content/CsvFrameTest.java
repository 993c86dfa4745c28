package fi.rekisterihub.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Frame;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What offices put around the rows of a CSV file. */
class CsvFrameTest {

    private static final Csv PLAIN = csv(0, null);
    private static final Csv NAMED = csv(0, null, "nro", "nimi");

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16LE"})
    void theLineThatTellsExcelTheSeparatorIsNoRow(String charset) {
        String mark = charset.startsWith("UTF") ? "\uFEFF" : "";
        byte[] file = (mark + "sep=,\r\nnro,nimi\r\n1,Mäki; Åke\r\n").getBytes(Charset.forName(charset));

        assertThat(read(file, PLAIN)).containsExactly("3: {nro=1, nimi=Mäki; Åke}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sep=\t\nnro\tnimi\n1\tMäki\n", "\"sep=;\"\nnro;nimi\n1;Mäki\n", "SEP=|\rnro|nimi\r1|Mäki\r"})
    void itIsKnownInEveryWayThatProgramsWriteIt(String file) {
        assertThat(read(file, PLAIN)).containsExactly("3: {nro=1, nimi=Mäki}");
    }

    @Test
    void aFileThatSaysOtherwiseThanTheMappingIsRefusedWithBothWords() {
        Csv semicolons = new Csv(StandardCharsets.UTF_8, ';', Frame.HEADER_ONLY, false);

        assertThatThrownBy(() -> read("sep=,\nnro,nimi\n", semicolons))
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessageContaining("says that ',' stands between its fields, and the mapping says ';'");
    }

    @Test
    void aNameThatBeginsLikeThatLineStaysAName() {
        assertThat(read("sep=ab;nimi\n1;Mäki\n", PLAIN)).containsExactly("2: {sep=ab=1, nimi=Mäki}");
    }

    @Test
    void titlesAreKeptApartAndLinesAreCountedFromTheTopOfTheFile() {
        String file = "sep=;\nAsiakkaat 27.11.2026;;\n\nnro;nimi\n1;Mäki\n;;\n2;Öhman\n";

        assertThat(read(file, csv(2, null))).containsExactly("5: {nro=1, nimi=Mäki}", "7: {nro=2, nimi=Öhman}");
        assertThat(edges(file, csv(2, null)).above()).isEqualTo("Asiakkaat 27.11.2026;;\n\n");
    }

    @Test
    void theSeparatorIsLookedForBelowTheTitles() {
        assertThat(read("Asiakkaat, kaikki, 2026\nnro;nimi\n1;Mäki\n", csv(1, null)))
                .containsExactly("3: {nro=1, nimi=Mäki}");
    }

    @Test
    void aFileWithoutHeaderIsReadUnderTheNamesOfTheMapping() {
        assertThat(read("1;Mäki\n2;Öhman\n", NAMED)).containsExactly("1: {nro=1, nimi=Mäki}", "2: {nro=2, nimi=Öhman}");
    }

    @Test
    void howManyColumnsThereAreTellsTheSeparator() {
        assertThat(read("Katu 1, 00100, Helsinki|Mäki\n", NAMED))
                .containsExactly("1: {nro=Katu 1, 00100, Helsinki, nimi=Mäki}");
        assertThat(read("0505550101\n0505550102\n", csv(0, null, "numero")))
                .containsExactly("1: {numero=0505550101}", "2: {numero=0505550102}");
    }

    @Test
    void aHeaderThatComesAllTheSameIsNoRecord() {
        assertThat(read("NRO;Nimi\n1;Mäki\n", NAMED)).containsExactly("2: {nro=1, nimi=Mäki}");
    }

    @Test
    void aRowOfAnotherWidthSaysWhatItIsComparedWith() {
        assertThat(read("1;Mäki\n2\n3;a;b\n", NAMED))
                .containsExactly(
                        "1: {nro=1, nimi=Mäki}",
                        "2: The row has 1 fields where the mapping has 2.",
                        "3: The row has 3 fields where the mapping has 2.");
    }

    @Test
    void aDelimiterAtTheEndOfRowsAndRowsOfNothingElseLoseNothing() {
        assertThat(read("nro;nimi\n1;Mäki;\n;\n\"\";\"\"\n2;Öhman;;\n3;A;x\n", PLAIN))
                .containsExactly(
                        "2: {nro=1, nimi=Mäki}",
                        "5: {nro=2, nimi=Öhman}",
                        "6: The row has 3 fields where the header has 2.");
    }

    @Test
    void headingsAreReadAsOneLineEach() {
        assertThat(read("nro;\"Asiakkaan\r\nnimi\"; Puh.\u00A0nro \n1;Mäki;2\n", PLAIN))
                .containsExactly("3: {nro=1, Asiakkaan nimi=Mäki, Puh. nro=2}");
    }

    @Test
    void twoColumnsOfOneNameAreNotGuessedAt() {
        assertThatThrownBy(() -> read("Osoite;Osoite\na;b\n", PLAIN))
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessageContaining("Two columns are called 'Osoite' (line 1)");
        assertThat(read("Osoite;Osoite\na;b\n", csv(1, null, "käynti", "posti")))
                .containsExactly("2: {käynti=a, posti=b}");
    }

    @Test
    void aFileThatHasALastLineIsNotWholeWithoutIt() {
        Csv ended = csv(0, "END");

        assertThat(read("nro;nimi\n1;Mäki\nEND;1\n\n", ended)).containsExactly("2: {nro=1, nimi=Mäki}");
        assertThat(edges("nro;nimi\n1;Mäki\nEND;1\n", ended).below()).isEqualTo("END;1");
        assertThatThrownBy(() -> read("nro;nimi\n1;Mäki\n", ended))
                .hasMessageStartingWith("The file ends without its last line, which begins with 'END'");
        assertThatThrownBy(() -> read("nro;nimi\nEND;1\n1;Mäki\n", ended))
                .hasMessageStartingWith("On line 3 the file goes on after the line that ends it");
    }

    @Test
    void rowsThatWereMendedComeBackAsTheyWere() {
        for (Csv format : List.of(PLAIN, NAMED, csv(2, "END", "nro", "nimi"), csv(1, "END"))) {
            CsvForm form = new CsvForm(StandardCharsets.UTF_8, ';');
            byte[] file = new RowText(format, form, List.of("nro", "nimi")).file(List.of("1;Mäki", "2;\"a;b\""));

            assertThat(read(file, format))
                    .extracting(row -> row.substring(row.indexOf('{')))
                    .containsExactly("{nro=1, nimi=Mäki}", "{nro=2, nimi=a;b}");
        }
    }

    private static Csv csv(int skip, @Nullable String trailer, String... columns) {
        return new Csv(null, null, new Frame(skip, List.of(columns), trailer), false);
    }

    private static List<String> read(String file, Csv format) {
        return read(file.getBytes(StandardCharsets.UTF_8), format);
    }

    private static List<String> read(byte[] bytes, Csv format) {
        List<String> rows = new ArrayList<>();
        RecordReader reader = reader(bytes, format);
        reader.read((ordinal, line, raw, fields, bad) -> {
            String good = reader.header().stream()
                    .map(name -> name + "=" + fields.get(name))
                    .collect(Collectors.joining(", ", "{", "}"));
            rows.add(line + ": " + (bad == null ? good : bad.reason()));
        });
        return rows;
    }

    private static RecordReader.Edges edges(String file, Csv format) {
        RecordReader reader = reader(file.getBytes(StandardCharsets.UTF_8), format);
        reader.read((ordinal, line, raw, fields, bad) -> {});
        return reader.edges();
    }

    private static RecordReader reader(byte[] bytes, Csv format) {
        ByteSource source = () -> new ByteArrayInputStream(bytes);
        return RecordReaders.csv(source, CsvDetection.of(source, format), format.frame());
    }
}
