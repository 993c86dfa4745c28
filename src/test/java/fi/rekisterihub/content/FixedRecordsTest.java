package fi.rekisterihub.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.mapping.ContentFormat.Column;
import fi.rekisterihub.mapping.ContentFormat.Fixed;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedRecordsTest {

    private static final Charset LATIN = StandardCharsets.ISO_8859_1;
    private static final List<Column> COLUMNS =
            List.of(new Column("name", 1, 10), new Column("phone", 12, 10), new Column("mark", 23, 1));

    @TempDir
    private Path folder;

    @Test
    void fieldsComeWithoutTheBlanksAroundThem() throws IOException {
        List<String> read = read(layout('#', 0, 23, false), "Mäkelä    #0505550101#*\r\nÅberg     #          # \r\n");

        assertThat(read)
                .containsExactly("1: {name=Mäkelä, phone=0505550101, mark=*}", "2: {name=Åberg, phone=, mark=}");
    }

    @Test
    void theFirstLinesAndEmptyOnesAreNoRecords() throws IOException {
        List<String> read = read(layout('#', 2, 23, false), "20261122\nNAME\n\nMäkelä    #0505550101#*\n");

        assertThat(read).containsExactly("4: {name=Mäkelä, phone=0505550101, mark=*}");
    }

    @Test
    void aLineOfAnotherLengthIsOneBadRecordAndNotShiftedFields() throws IOException {
        List<String> read = read(
                layout('#', 0, 23, false),
                "Mäkelä    #0505550101#\nMäkelä    #0505550101#**\nMäkelä    #0505550101#*\n" + "x".repeat(5000)
                        + "\n");

        assertThat(read)
                .containsExactly(
                        "1: The line has 22 characters where the layout has 23.",
                        "2: The line has 24 characters where the layout has 23.",
                        "3: {name=Mäkelä, phone=0505550101, mark=*}",
                        "4: The line has more than 1023 characters where the layout has 23.");
    }

    @Test
    void aSenderMayCutTheBlanksOffTheEndWhenTheLayoutSaysSo() throws IOException {
        List<String> read = read(layout('#', 0, 23, true), "Mäkelä    #0505550101\nÅberg\n");

        assertThat(read).containsExactly("1: {name=Mäkelä, phone=0505550101, mark=}", "2: {name=Åberg, phone=, mark=}");
    }

    @Test
    void aMissingSeparatorShowsThatTheFieldsHaveSlipped() throws IOException {
        List<String> read = read(layout('#', 0, 23, false), "Mäkelä   #0505550101# *\n");

        assertThat(read).containsExactly("1: Before the column 'phone', at character 11, the line has no '#'.");
    }

    @Test
    void fillerBehindTheLastColumnBelongsToTheLength() throws IOException {
        List<String> read = read(layout(null, 0, 30, false), "Mäkelä     0505550101 *       \n");

        assertThat(read).containsExactly("1: {name=Mäkelä, phone=0505550101, mark=*}");
    }

    @Test
    void aLineThatNeverEndsTakesNoMoreMemoryThanItsBeginning() throws IOException {
        Path file = folder.resolve("endless.dat");
        try (var out = Files.newOutputStream(file)) {
            byte[] million = "x".repeat(1_000_000).getBytes(LATIN);
            for (int i = 0; i < 100; i++) {
                out.write(million);
            }
        }
        List<Integer> kept = new ArrayList<>();

        new FixedRecords(() -> Files.newInputStream(file), layout('#', 0, 23, false))
                .read((ordinal, line, raw, fields, bad) -> kept.add(raw.text().length()));

        assertThat(kept).containsExactly(1023);
    }

    @Test
    void aFileThatHasALastLineIsNotWholeWithoutIt() throws IOException {
        Fixed ended = new Fixed(LATIN, COLUMNS, '#', 1, 23, true, "END", false);
        String rows = "21.11.2026\nMäkelä    #0505550101\n";

        assertThat(read(ended, rows + "END 1\n")).containsExactly("2: {name=Mäkelä, phone=0505550101, mark=}");
        assertThatThrownBy(() -> read(ended, rows))
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessageStartingWith("The file ends without its last line, which begins with 'END'");
        assertThatThrownBy(() -> read(ended, rows + "END 1\nÅberg\n"))
                .hasMessageStartingWith("On line 4 the file goes on after the line that ends it");

        FixedRecords reader =
                new FixedRecords(() -> new java.io.ByteArrayInputStream((rows + "END 1\n").getBytes(LATIN)), ended);
        reader.read((ordinal, line, raw, fields, bad) -> {});
        assertThat(reader.edges()).isEqualTo(new RecordReader.Edges("21.11.2026\n", "END 1"));
    }

    @Test
    void textInAnotherCharacterSetSaysSo() throws IOException {
        Path file = Files.write(folder.resolve("bytes.dat"), new byte[] {'a', (byte) 0xE4, '\n'});
        Fixed utf8 = new Fixed(StandardCharsets.UTF_8, COLUMNS, null, 0, 23, true, null, false);

        assertThatThrownBy(() ->
                        new FixedRecords(() -> Files.newInputStream(file), utf8).read((o, l, raw, fields, bad) -> {}))
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessage(
                        "The file is not text in UTF-8; set content.charset in the mapping to what the sender uses.");
    }

    private static Fixed layout(@Nullable Character separator, int skip, int lineLength, boolean cut) {
        return new Fixed(LATIN, COLUMNS, separator, skip, lineLength, cut, null, false);
    }

    private List<String> read(Fixed format, String text) throws IOException {
        Path file = Files.write(folder.resolve("list.dat"), text.getBytes(LATIN));
        List<String> read = new ArrayList<>();
        new FixedRecords(() -> Files.newInputStream(file), format)
                .read((ordinal, line, raw, fields, bad) ->
                        read.add("%d: %s".formatted(line, bad == null ? fields : bad.reason())));
        return read;
    }
}
