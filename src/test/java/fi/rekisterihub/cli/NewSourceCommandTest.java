package fi.rekisterihub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.support.TestHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As somebody would who has a file and has never seen the hub. */
class NewSourceCommandTest {

    private static final String PROFILE = "mappings/registers/sofor-asiakasrekisteri.yaml";
    private static final String ROWS = """
            Asiakasnro;Sukunimi;Etunimi;Sähköposti;Puh.;Katuosoite;Postinumero;Postitoimipaikka;Y-tunnus;Kanta-asiakas
            1;Mäkelä;Åke;ake@a.example;050 555 00021;Katu 1;00100;Helsinki;2617416-4;kyllä
            2;Öhman;Zoë;zoe@a.example;050 555 00022;Katu 2;33100;Tampere;;ei
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandLine commands = new CommandLine(
            RekisterihubApplication.class,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    private final Path home = TestHome.copyOfShipped();

    @TempDir
    private Path folder;

    @Test
    void aFinnishOfficesCsvBecomesASourceThatPassesTheCheck() throws IOException {
        assertThat(newSource(csv(ROWS, "windows-1252"))).isZero();

        assertThat(printed())
                .contains("CSV in windows-1252 with ';' between the columns with 10 columns; 9 were understood")
                .contains("'Kanta-asiakas' is left out");
        assertThat(mapping())
                .contains("key: Asiakasnro\n")
                .contains("  familyName: Sukunimi\n")
                .contains("  email: \"$email(`Sähköposti`)\"\n")
                .contains("  phone: \"$phone(`Puh.`)\"\n")
                .contains("  postalCode: $postalCode(Postinumero)\n")
                .contains("  # left out: `Kanta-asiakas`\n")
                .contains("company:\n  businessId: \"$businessId(`Y-tunnus`)\"\n")
                .as("the next file may be written in another way")
                .doesNotContain("charset:", "delimiter:");
        assertThat(Files.readString(home.resolve("mappings/samples/shop-person/row.out.json")))
                .as("a sample of what goes well")
                .doesNotContain("parked");
        addProfileLines();
        assertCheckIsGreen();
    }

    @Test
    void aWorkbookBecomesOneToo() throws IOException {
        Path file = folder.resolve("kunder.xlsx");
        try (OutputStream to = Files.newOutputStream(file);
                Workbook workbook = new Workbook(to, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Blad1");
            row(sheet, 0, "Kundnummer", "Efternamn", "Förnamn", "E-post", "Telefon", "Postnr");
            row(sheet, 1, "1", "Öhman", "Zoë", "zoe@a.example", "0505550102", "00100");
        }

        assertThat(newSource(file)).isZero();

        assertThat(mapping()).contains("  type: xlsx\n").contains("  familyName: Efternamn\n");
        addProfileLines();
        assertCheckIsGreen();
    }

    @Test
    void companiesAreToldByTheirColumns() throws IOException {
        Path file = csv("Business ID,Company name,Street,Zip,City\n2617416-4,Paja Oy,Katu 1,00100,Helsinki\n", "UTF-8");

        assertThat(newSource(file)).isZero();

        assertThat(mapping())
                .contains("record: company\n")
                .contains("key: \"$businessId(`Business ID`)\"\n")
                .contains("  name: \"`Company name`\"\n");
        addProfileLines();
        assertCheckIsGreen();
    }

    @Test
    void columnsWithoutATellingNameAreToldByTheirValues() throws IOException {
        assertThat(newSource(csv("nro;Sukunimi;a;b\n7;Mäkelä;ake@a.example;0505550101\n", "UTF-8"), "--key", "nro"))
                .isZero();

        assertThat(mapping())
                .contains("  # told by its values, not by its name\n  email: $email(a)\n")
                .contains("  phone: $phone(b)\n");
    }

    @Test
    void titlesAboveTheTableArePassedOver() throws IOException {
        assertThat(newSource(csv("sep=;\nAsiakasraportti, 27.11.2026\n\n" + ROWS, "windows-1252")))
                .isZero();

        assertThat(printed()).contains("with ';' between", "its table begins below 2 rows");
        assertThat(mapping()).contains("  skip: 2\n").contains("  familyName: Sukunimi\n");
        addProfileLines();
        assertCheckIsGreen();
    }

    @Test
    void titlesOfAWorkbookToo() throws IOException {
        Path file = folder.resolve("raportti.xlsx");
        try (OutputStream to = Files.newOutputStream(file);
                Workbook workbook = new Workbook(to, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Taul1");
            row(sheet, 0, "Asiakkaat");
            row(sheet, 3, "Asiakasnro", "Sukunimi", "Etunimi", "Puhelin");
            row(sheet, 4, "1", "Öhman", "Zoë", "0505550102");
        }

        assertThat(newSource(file)).isZero();

        assertThat(mapping()).contains("  type: xlsx\n", "  skip: 3\n", "  familyName: Sukunimi\n");
        addProfileLines();
        assertCheckIsGreen();
    }

    @Test
    void columnsThatNobodyNamedAreToldByTheirValuesAndNumbered() throws IOException {
        assertThat(newSource(csv("Mäkelä;ake@a.example;0505550101\nÖhman;zoe@a.example;0505550102\n", "UTF-8")))
                .isZero();

        assertThat(printed()).contains("it does not name its columns");
        assertThat(mapping())
                .contains("  columns: [column1, column2, column3]\n")
                .contains("key: column2\n", "  email: $email(column2)\n", "  phone: $phone(column3)\n");
        addProfileLines();
        assertCheckIsGreen();
    }

    @Test
    void aColumnWhoseValuesSayOtherwiseIsPointedAt() throws IOException {
        newSource(csv("id;Sukunimi;Sähköposti\n1;A;ei ole\n2;B;puuttuu\n3;C;c@a.example\n", "UTF-8"));

        assertThat(printed()).contains("'Sähköposti' as email: check: only 1 of 3 values look like it");
    }

    @Test
    void aDryRunWritesNothingAndNothingIsEverWrittenOver() throws IOException {
        Path file = csv(ROWS, "UTF-8");

        assertThat(newSource(file, "--dry-run")).isZero();
        assertThat(printed()).contains("--- routes/shop-person.camel.yaml", "--- mappings/shop-person.yaml");
        assertThat(home.resolve("mappings/shop-person.yaml")).doesNotExist();

        Files.writeString(home.resolve("mappings/shop-person.yaml"), "mine");
        assertThat(newSource(file)).isEqualTo(1);
        assertThat(complaint()).contains("mappings/shop-person.yaml is there already and is left as it is");
        assertThat(home.resolve("routes/shop-person.camel.yaml")).doesNotExist();
        assertThat(mapping()).isEqualTo("mine");
    }

    @Test
    void nobodysDataGetsIntoTheFiles() throws IOException {
        newSource(csv(ROWS, "UTF-8"));

        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(path -> path.toString().contains("shop-person"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                assertThat(Files.readString(file)).doesNotContain("Mäkelä", "ake@a.example", "Katu 1");
            }
        }
        assertThat(printed()).doesNotContain("Mäkelä", "ake@a.example");
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        assertThat(newSource(csv("a;b\n1;2\n", "UTF-8"))).isEqualTo(1);
        assertThat(complaint()).contains("No column was understood", "The columns are: a, b.");

        newSource(csv("Sukunimi;Puhelin\nA;0505550101\nA;0505550101\n", "UTF-8"));
        assertThat(complaint()).contains("name one with --key");

        newSource(csv("{\"json\": 1}", "UTF-8"));
        assertThat(complaint()).contains("For JSON or XML begin with a copy");

        newSource(folder.resolve("none.csv"));
        assertThat(complaint()).contains("There is no readable file");

        run("new-source", "Shop Person", "--file", folder.toString());
        assertThat(complaint()).contains("'Shop Person' cannot name a feed");

        run("new-source", "shop", "--file", csv(ROWS, "UTF-8").toString());
        assertThat(complaint()).contains("Say which register the feed is for");
    }

    private int newSource(Path file, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "new-source", "shop-person", "--register", "sofor-asiakasrekisteri", "--file", file.toString()));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    private int run(String... args) {
        return commands.execute(
                Stream.concat(Stream.of("--hub.home=" + home), Stream.of(args)).toArray(String[]::new));
    }

    private void assertCheckIsGreen() {
        out.reset();
        run("check");
        assertThat(printed()).isEqualToNormalizingNewlines("Everything is in order.\n");
    }

    /** What the command has printed, put where it says. */
    private void addProfileLines() throws IOException {
        String lines = printed()
                .lines()
                .dropWhile(line -> !line.startsWith("  - feed:"))
                .takeWhile(line -> !line.isBlank())
                .reduce("", (text, line) -> text + line + "\n");
        Path profile = home.resolve(PROFILE);
        Files.writeString(profile, Files.readString(profile).replaceFirst("\nsources:\n", "\nsources:\n" + lines));
    }

    private String mapping() throws IOException {
        return Files.readString(home.resolve("mappings/shop-person.yaml"));
    }

    private Path csv(String text, String charset) throws IOException {
        return Files.write(folder.resolve("asiakkaat.csv"), text.getBytes(Charset.forName(charset)));
    }

    private static void row(Worksheet sheet, int row, String... values) {
        for (int i = 0; i < values.length; i++) {
            sheet.value(row, i, values[i]);
        }
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
