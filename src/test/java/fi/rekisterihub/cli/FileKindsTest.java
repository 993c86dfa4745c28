package fi.rekisterihub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.FeedCommands;
import fi.rekisterihub.FeedReport;
import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code preview} and {@code import} of a file of each kind, as somebody tries them who has just installed the hub. */
class FileKindsTest {

    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String TABLE = """
            feed: shop-%1$s
            record: person
            content:
            %2$s
            key: nro
            fields:
              familyName: sukunimi
              givenName: etunimi
              email: $email(sposti)
            """;
    private static final String CSV = Imports.CRM_HEADER
            + "C-1;Mäkelä;Aino;;aino@a.example;0505550101;Katu 1;00100;Helsinki;FI;fi;;;\n"
            + "C-2;Öhman;Eero;;ei osoitetta;0505550102;Katu 2;00100;Helsinki;FI;fi;;;\n";

    private static Path home;
    private static String database;
    private static QuietHub hub;
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        home = TestHome.copyOfShipped();
        folder = Files.createDirectories(home.resolve("files"));
        table("xlsx", "  type: xlsx");
        table("xml", "  type: xml\n  records: asiakas");
        table(
                "fixed",
                "  type: fixed\n  columns:\n    - {name: nro, length: 4}\n    - {name: sukunimi, length: 10}\n"
                        + "    - {name: etunimi, length: 10}\n    - {name: sposti, length: 20}");
        table("json", "  type: json\n  records: asiakkaat");
        Path profile = home.resolve("mappings/registers/" + SOFOR + ".yaml");
        StringBuilder sources = new StringBuilder("sources:\n");
        for (String kind : List.of("xlsx", "xml", "fixed", "json")) {
            sources.append("  - {feed: shop-%s, kind: own, text: {fi: Kauppa, sv: Butik, en: Shop}}\n".formatted(kind));
        }
        Files.writeString(profile, Files.readString(profile).replace("\nsources:\n", "\n" + sources));
        database = FreshDatabase.url();
        hub = QuietHub.start(home, database);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void emptyRegister() {
        new Imports(hub).emptyRegister();
    }

    @Test
    void csv() throws IOException {
        Path file = file("crm.csv", CSV.getBytes(StandardCharsets.UTF_8));

        assertThat(preview("crm-person", file).lines())
                .startsWith("crm-person into %s: 2 rows".formatted(SOFOR))
                .contains(
                        "           1  applied",
                        "           1  parked",
                        "           1  new persons",
                        "Nothing was written.")
                .anyMatch(line -> line.endsWith(
                        "line 3: parked, email: The e-mail address has no '@' between a name and a domain."));
        assertThat(rows("select count(*) from run")).isZero();

        FeedReport report = imported("crm-person", file);
        assertThat(report.lines())
                .anyMatch(
                        line -> line.startsWith("Run ") && line.endsWith(": crm-person into %s: done".formatted(SOFOR)))
                .contains("  rows in 2 = applied 1 + unchanged 0 + review 0 + refused 0 + parked 1")
                .contains("  parked, line 3, email: The e-mail address has no '@' between a name and a domain.");
        assertThat(report.accounted()).isTrue();
        assertThat(imported("crm-person", file).lines())
                .contains("  rows in 2 = applied 0 + unchanged 2 + review 0 + refused 0 + parked 0");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,;", "windows-1252,;", "UTF-8,','", "windows-1252,','", "windows-1252,'\t'", "ISO-8859-1,;"})
    void csvInAnyFormThatAnOfficeSavesIsReadByTheShippedTable(String charset, char delimiter) throws IOException {
        byte[] rows = CSV.replace("ei osoitetta", "eero@a.example")
                .replace(';', delimiter)
                .getBytes(Charset.forName(charset));

        assertTaken("crm-person", file("crm.csv", rows), 2);
    }

    @Test
    void packedCsv() throws IOException {
        Path gzip = file("crm.csv.gz", new byte[0]);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(CSV.getBytes(StandardCharsets.UTF_8));
        }
        Path zip = file("crm.zip", new byte[0]);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("crm.csv"));
            out.write(CSV.getBytes(StandardCharsets.UTF_8));
        }

        assertTaken("crm-person", gzip, 1);
        assertThat(imported("crm-person", zip).lines())
                .contains("  rows in 2 = applied 0 + unchanged 2 + review 0 + refused 0 + parked 0");
    }

    @Test
    void workbook() throws IOException {
        Path file = folder.resolve("shop.xlsx");
        try (OutputStream to = Files.newOutputStream(file);
                Workbook workbook = new Workbook(to, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Asiakkaat");
            row(sheet, 0, "nro", "sukunimi", "etunimi", "sposti");
            row(sheet, 1, "1", "Mäkelä", "Aino", "aino@a.example");
            row(sheet, 2, "2", "Öhman", "Eero", "eero@a.example");
        }

        assertTaken("shop-xlsx", file, 2);
    }

    @Test
    void xml() throws IOException {
        assertTaken("shop-xml", file("shop.xml", """
                <asiakkaat>
                  <asiakas><nro>1</nro><sukunimi>Mäkelä</sukunimi><etunimi>Aino</etunimi></asiakas>
                  <asiakas><nro>2</nro><sukunimi>Öhman</sukunimi><etunimi>Eero</etunimi></asiakas>
                </asiakkaat>
                """.getBytes(StandardCharsets.UTF_8)), 2);
    }

    @Test
    void fixedWidth() throws IOException {
        String line = "%-4s%-10s%-10s%-20s\r\n";
        assertTaken(
                "shop-fixed",
                file(
                        "shop.dat",
                        (line.formatted("1", "Mäkelä", "Aino", "aino@a.example")
                                        + line.formatted("2", "Öhman", "Eero", "eero@a.example"))
                                .getBytes(StandardCharsets.ISO_8859_1)),
                2);
    }

    @Test
    void json() throws IOException {
        assertTaken("shop-json", file("shop.json", """
                {"asiakkaat": [{"nro": 1, "sukunimi": "Mäkelä", "etunimi": "Aino"},
                               {"nro": 2, "sukunimi": "Öhman", "etunimi": "Eero", "sposti": null}]}
                """.getBytes(StandardCharsets.UTF_8)), 2);
    }

    @Test
    void optOutList() throws IOException {
        Path file = file(
                "kiellot.csv",
                (Imports.DMA_HEADER + Imports.phones(1, 4) + "posti;;Mäkelä;Aino;Katu 1;00100;Helsinki;31.12.2028\n")
                        .getBytes(Charset.forName("ISO-8859-1")));

        assertThat(preview("dma-optout", file).lines())
                .startsWith("dma-optout, for every register: 4 rows")
                .contains("           3  new opt-outs (phone)", "           1  new opt-outs (post)");
        assertThat(imported("dma-optout", file).lines())
                .anyMatch(line -> line.endsWith(": dma-optout, for every register: done"))
                .contains("           3  new opt-outs (phone)", "           1  new opt-outs (post)");
        assertThat(rows("select count(*) from optout_entry where ended_at is null"))
                .isEqualTo(4);
    }

    @Test
    void aFileOfAnotherKindIsRefusedByItsName() throws IOException {
        Path page = file("crm.html.csv", "<!DOCTYPE html><html>Kirjaudu</html>".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> preview("crm-person", page)).hasMessageContaining("HTML page");
        FeedReport report = imported("crm-person", page);
        assertThat(report.accounted()).isFalse();
        assertThat(report.lines())
                .anyMatch(line -> line.endsWith(": failed"))
                .anyMatch(line -> line.contains("HTML page"));
        Path note = file("note.csv", "Toimitus siirtyy.\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> preview("crm-person", note))
                .hasMessageStartingWith("The header has none of the columns that the mapping reads ('customer_id',");
        assertThatThrownBy(() -> preview("shop-json", file("crm2.csv", CSV.getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("no JSON");
    }

    @Test
    void theCommandsAnswerOnTheOutputAndEndWithTheirCodes() throws IOException {
        Path file = file("crm.csv", CSV.getBytes(StandardCharsets.UTF_8));

        Said previewed = say("preview", "crm-person", "--file", file.toString(), "--limit", "2");
        assertThat(previewed.exit()).as(previewed.err()).isZero();
        assertThat(previewed.out())
                .contains("crm-person into", "Nothing was written.")
                .contains("line 3: parked, email: ");

        Said json = say("import", "crm-person", "--file", file.toString(), "--format", "json");
        assertThat(json.exit()).as(json.err()).isZero();
        assertThat(json.out()).startsWith("{").contains("\"rows_in\" : 2");

        Said noFeed = say("import", "crm-persn", "--file", file.toString());
        assertThat(noFeed.exit()).isEqualTo(1);
        assertThat(noFeed.err().strip())
                .endsWith(
                        "No mapping for the feed 'crm-persn': mappings/crm-persn.yaml is missing or wrong; did you mean 'crm-person'?");
        assertThat(noFeed.out()).isEmpty();

        Said noFile = say(
                "preview", "crm-person", "--file", folder.resolve("nothing.csv").toString());
        assertThat(noFile.exit()).isEqualTo(1);
        assertThat(noFile.err()).contains("There is no readable file " + folder.resolve("nothing.csv"));
        assertThat(say("import", "crm-person").exit()).as("--file is needed").isEqualTo(2);
    }

    @Test
    void aFolderThatIsNoHomeIsNamedAndNothingIsMadeInIt() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));

        Said said = say(elsewhere, "import", "crm-person", "--file", "crm.csv");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err())
                .contains("There is no folder mappings/ in " + elsewhere.toAbsolutePath(), "--hub.home=/srv/hub");
        assertThat(elsewhere).isEmptyDirectory();
    }

    private static void assertTaken(String feed, Path file, int persons) {
        assertThat(preview(feed, file).lines())
                .startsWith("%s into %s: 2 rows".formatted(feed, SOFOR))
                .contains("  %,10d  new persons".formatted(persons), "Nothing was written.");
        assertThat(rows("select count(*) from person")).isZero();
        assertThat(imported(feed, file).lines()).contains("  %,10d  new persons".formatted(persons));
        assertThat(rows("select count(*) from person where family_name in ('Mäkelä', 'Öhman')"))
                .isEqualTo(persons);
    }

    private static FeedReport preview(String feed, Path file) {
        return hub.get(FeedCommands.class).preview(feed, Optional.of(file), 20);
    }

    private static FeedReport imported(String feed, Path file) {
        return hub.get(FeedCommands.class).importFile(feed, file);
    }

    private static long rows(String sql) {
        return hub.get(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private static Said say(String... command) {
        return say(home, command);
    }

    private static Said say(Path home, String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new java.util.ArrayList<>(List.of(command));
        all.add("--hub.home=" + home);
        all.add("--spring.datasource.url=" + database);
        int exit = new CommandLine(
                        RekisterihubApplication.class,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(all.toArray(String[]::new));
        return new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What a command printed, and its exit code. */
    private record Said(int exit, String out, String err) {}

    private static Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static void row(Worksheet sheet, int row, String... values) {
        for (int column = 0; column < values.length; column++) {
            sheet.value(row, column, values[column]);
        }
    }

    private static void table(String kind, String content) throws IOException {
        Files.writeString(home.resolve("mappings/shop-" + kind + ".yaml"), TABLE.formatted(kind, content));
    }
}
