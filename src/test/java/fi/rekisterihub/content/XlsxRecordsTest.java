package fi.rekisterihub.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.mapping.ContentFormat.Frame;
import fi.rekisterihub.mapping.ContentFormat.Xlsx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class XlsxRecordsTest {

    private static final Xlsx FIRST = new Xlsx(null, Frame.HEADER_ONLY, false);

    @TempDir
    private Path folder;

    @Test
    void cellsComeAsThePersonWhoWroteThemSeesThem() throws IOException {
        Path file = workbook(sheet -> {
            row(sheet, 0, "text", "whole", "broken", "date", "time", "own", "zip", "yes", "formula");
            row(sheet, 1, "00123", 42, 0.1 + 0.2);
            sheet.value(1, 3, LocalDate.of(2026, 11, 22));
            sheet.style(1, 3).format("d.m.yyyy").set();
            sheet.value(1, 4, LocalDateTime.of(2026, 11, 22, 8, 30));
            sheet.style(1, 4).format("dd.mm.yyyy hh:mm").set();
            sheet.value(1, 5, LocalDate.of(1985, 2, 28));
            sheet.style(1, 5).format("[$-40B]d. mmmm yyyy;@").set();
            sheet.value(1, 6, 100);
            sheet.style(1, 6).format("00000").set();
            sheet.value(1, 7, true);
            sheet.formula(1, 8, "B2*2");
        });

        assertThat(read(file, FIRST))
                .containsExactly("2: {text=00123, whole=42, broken=0.3, date=2026-11-22, time=2026-11-22T08:30, "
                        + "own=1985-02-28, zip=00100, yes=true, formula=}");
    }

    @Test
    void aLongNumberIsWrittenOutAndNotAsAPower() throws IOException {
        Path file = workbook(sheet -> {
            row(sheet, 0, "phone");
            row(sheet, 1, 358505550101L);
            row(sheet, 2, 1.5e20);
        });

        assertThat(read(file, FIRST)).containsExactly("2: {phone=358505550101}", "3: {phone=150000000000000000000}");
    }

    @Test
    void titlesAboveTheHeaderAreSkippedAndEmptyRowsAreNone() throws IOException {
        Path file = workbook(sheet -> {
            row(sheet, 0, "Asiakkaat 22.11.2026");
            row(sheet, 2, "nimi", "katu");
            row(sheet, 4, "Mäkelä", "Katu 1");
            row(sheet, 6, "Öhman");
        });

        assertThat(read(file, new Xlsx(null, new Frame(1, List.of(), null), false)))
                .containsExactly("5: {nimi=Mäkelä, katu=Katu 1}", "7: {nimi=Öhman, katu=}");
    }

    @Test
    void aSheetWithoutHeadingsIsReadUnderTheNamesOfTheMapping() throws IOException {
        Xlsx named = new Xlsx(null, new Frame(1, List.of("nimi", "katu"), null), false);

        assertThat(read(
                        workbook(sheet -> {
                            row(sheet, 0, "Asiakkaat");
                            row(sheet, 1, "Mäkelä", "Katu 1");
                            row(sheet, 2, "Öhman", "Katu 2", "liikaa");
                        }),
                        named))
                .containsExactly(
                        "2: {nimi=Mäkelä, katu=Katu 1}",
                        "3: The cell C3 lies in a column that the mapping does not name.");
        assertThat(read(
                        workbook(sheet -> {
                            row(sheet, 1, "Nimi", "Katu");
                            row(sheet, 2, "Mäkelä", "Katu 1");
                        }),
                        named))
                .containsExactly("3: {nimi=Mäkelä, katu=Katu 1}");
    }

    @Test
    void whatStandsAboveTheTableIsKeptForThoseWhoAsk() throws IOException {
        Path file = workbook(sheet -> {
            row(sheet, 0, "Kieltolista", "21.11.2026");
            row(sheet, 2, "nimi");
            row(sheet, 3, "Mäkelä");
        });
        Xlsx titled = new Xlsx(null, new Frame(2, List.of(), null), false);

        assertThat(new XlsxRecords(new DeliveredFile(file, DataSize.ofGigabytes(1)), titled)
                        .edges()
                        .above())
                .isEqualTo("Kieltolista 21.11.2026");
    }

    @Test
    void aSheetThatHasALastRowIsNotWholeWithoutIt() throws IOException {
        Xlsx ended = new Xlsx(null, new Frame(0, List.of(), "Yhteensä"), false);
        Path whole = workbook(sheet -> {
            row(sheet, 0, "nro", "nimi");
            row(sheet, 1, 1, "Mäki");
            row(sheet, 3, "", "Yhteensä", 1);
        });

        XlsxRecords reader = new XlsxRecords(new DeliveredFile(whole, DataSize.ofGigabytes(1)), ended);
        assertThat(read(reader)).containsExactly("2: {nro=1, nimi=Mäki}");
        assertThat(reader.edges().below()).isEqualTo("Yhteensä 1");

        assertUnreadable(
                () -> read(
                        workbook(sheet -> {
                            row(sheet, 0, "nro", "nimi");
                            row(sheet, 1, 1, "Mäki");
                        }),
                        ended),
                "The file ends without its last line, which begins with 'Yhteensä'");
        assertUnreadable(
                () -> read(
                        workbook(sheet -> {
                            row(sheet, 0, "nro", "nimi");
                            row(sheet, 1, "Yhteensä", 1);
                            row(sheet, 2, 1, "Mäki");
                        }),
                        ended),
                "On line 3 the file goes on after the line that ends it");
    }

    @Test
    void anotherSheetIsReadByItsName() throws IOException {
        Path file = folder.resolve("two.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            row(workbook.newWorksheet("Ohje"), 0, "Lue tämä");
            Worksheet second = workbook.newWorksheet("Asiakkaat");
            row(second, 0, "nimi");
            row(second, 1, "Mäkelä");
        }

        assertThat(read(file, new Xlsx("Asiakkaat", Frame.HEADER_ONLY, false))).containsExactly("2: {nimi=Mäkelä}");
        assertUnreadable(() -> read(file, new Xlsx("Muut", Frame.HEADER_ONLY, false)), "has no sheet 'Muut'");
    }

    @Test
    void aValueOutsideTheNamedColumnsIsNotDroppedInSilence() throws IOException {
        Path file = workbook(sheet -> {
            row(sheet, 0, "nimi", "", "katu");
            row(sheet, 1, "Mäkelä", "?", "Katu 1");
            row(sheet, 2, "Öhman", "", "Katu 2", "liikaa");
            row(sheet, 3, "Åberg", "", "Katu 3");
        });

        assertThat(read(file, FIRST))
                .containsExactly(
                        "2: The cell B2 lies in a column that the first row does not name.",
                        "3: The cell D3 lies in a column that the first row does not name.",
                        "4: {nimi=Åberg, katu=Katu 3}");
    }

    @Test
    void columnsOfOneNameAreNotGuessedAt() throws IOException {
        Path file = workbook(sheet -> row(sheet, 0, "nimi", "nimi"));

        assertUnreadable(() -> read(file, FIRST), "Two columns are called 'nimi' (row 1)");
        assertUnreadable(() -> read(workbook(sheet -> {}), FIRST), "no row that names the columns");
    }

    @Test
    void whatIsNoWorkbookSaysSo() throws IOException {
        Path good = workbook(sheet -> row(sheet, 0, "nimi"));
        byte[] bytes = Files.readAllBytes(good);

        assertUnreadable(() -> read(file("nimi;katu\n".getBytes(StandardCharsets.UTF_8)), FIRST), "no Excel workbook");
        assertUnreadable(() -> read(file(new byte[] {(byte) 0xD0, (byte) 0xCF}), FIRST), "An old .xls");
        assertUnreadable(() -> read(file(Arrays.copyOf(bytes, bytes.length / 2)), FIRST), "damaged");
        assertUnreadable(() -> read(zip("other.txt", 1), FIRST), "no Excel workbook");
    }

    @Test
    void aWorkbookWithoutStylesIsReadToo() throws IOException {
        Path whole = workbook(sheet -> {
            row(sheet, 0, "nimi", "luku");
            row(sheet, 1, "Aino", 7);
        });
        Path bare = folder.resolve("bare.xlsx");
        try (ZipFile from = new ZipFile(whole.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(bare))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                String text = new String(from.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                if (!entry.getName().equals("xl/styles.xml")) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(text.replaceAll("<(Override|Relationship) [^>]*styles[^>]*>", "")
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        assertThat(read(bare, FIRST)).containsExactly("2: {nimi=Aino, luku=7}");
    }

    @Test
    void aBombInTheShapeOfAWorkbookIsStopped() throws IOException {
        Path bomb = zip("xl/worksheets/sheet1.xml", 100);

        assertUnreadable(() -> read(bomb, FIRST), "more than 300 times its size");
    }

    private static void assertUnreadable(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String message) {
        assertThatThrownBy(reading).isInstanceOf(UnreadableDelivery.class).hasMessageContaining(message);
    }

    private List<String> read(Path file, Xlsx format) {
        return read(new XlsxRecords(new DeliveredFile(file, DataSize.ofGigabytes(1)), format));
    }

    private static List<String> read(XlsxRecords reader) {
        List<String> read = new ArrayList<>();
        reader.read((ordinal, line, raw, fields, bad) ->
                read.add("%d: %s".formatted(line, bad == null ? fields : bad.reason())));
        return read;
    }

    private Path workbook(Consumer<Worksheet> content) throws IOException {
        Path file = folder.resolve("book.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            content.accept(workbook.newWorksheet("Taul1"));
        }
        return file;
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file.xlsx"), bytes);
    }

    /** A zip archive with the entries that a workbook must have, and one of so many megabytes of nothing. */
    private Path zip(String name, int megabytes) throws IOException {
        Path file = folder.resolve("made.xlsx");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            if (megabytes > 1) {
                out.putNextEntry(new ZipEntry("[Content_Types].xml"));
                out.putNextEntry(new ZipEntry("xl/workbook.xml"));
            }
            out.putNextEntry(new ZipEntry(name));
            for (int i = 0; i < megabytes; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        return file;
    }

    private static void row(Worksheet sheet, int row, Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Number number) {
                sheet.value(row, i, number);
            } else {
                sheet.value(row, i, String.valueOf(values[i]));
            }
        }
    }
}
