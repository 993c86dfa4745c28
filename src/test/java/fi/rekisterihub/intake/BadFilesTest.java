package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.KeptSentences;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files as they should not be, from their delivery to the register: a parked row or a failed run, never half of one. */
class BadFilesTest {

    private static final String CRM = "crm-person";
    private static final String BUREAU = "asiakastieto-company";
    private static final String HEADER = Imports.CRM_HEADER;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final String SHOP = """
            feed: shop-person
            record: person
            content:
              type: csv
            key: shop & '|' & number
            fields:
              familyName: surname
            """;
    /** Each row tells of two persons. */
    private static final String PAIRS = """
            feed: pair-person
            record: person
            content:
              type: csv
            each: "[{'id': nro & '-1', 'nimi': asiakas}, {'id': nro & '-2', 'nimi': puoliso}]"
            key: id
            fields:
              familyName: nimi
            """;

    private static final String SOURCES = """

            sources:
              - {feed: shop-person, kind: own, text: {fi: Kauppa, sv: Butik, en: Shop}}
              - {feed: pair-person, kind: own, text: {fi: Parit, sv: Par, en: Pairs}}
            """;

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;

    @BeforeAll
    static void start() throws IOException {
        Path home = TestHome.withTables();
        Files.writeString(home.resolve("mappings/shop-person.yaml"), SHOP);
        Files.writeString(home.resolve("mappings/pair-person.yaml"), PAIRS);
        Path profile = home.resolve("mappings/registers/sofor-asiakasrekisteri.yaml");
        Files.writeString(profile, Files.readString(profile).replace("\nsources:\n", SOURCES));
        hub = QuietHub.start(home, FreshDatabase.url());
        imports = new Imports(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void emptyRegister() {
        jdbc = hub.get(JdbcClient.class);
        imports.emptyRegister();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() {
        run(CRM, utf8("\uFEFF" + HEADER + row("C-1", "Mäkelä")));

        assertThat(persons()).containsExactly("Mäkelä");
    }

    @Test
    void theSameRowsInAnotherEncodingAreTheSameRows() {
        String rows = HEADER + row("C-1", "Mäkelä") + row("C-2", "Öhman");
        run(CRM, utf8(rows));

        Map<String, Object> again = run(CRM, rows.getBytes(WINDOWS));
        Map<String, Object> excel = run(CRM, ("\uFEFF" + rows).getBytes(StandardCharsets.UTF_16LE));

        assertThat(again).containsEntry("unchanged", 2L);
        assertThat(excel).containsEntry("unchanged", 2L);
        assertThat(persons()).containsExactly("Mäkelä", "Öhman");
    }

    @Test
    void whatWasFoundInAFileIsKeptWithItsDelivery() {
        run(CRM, (HEADER + row("C-1", "Mäkelä")).getBytes(WINDOWS));

        assertThat(jdbc.sql("select charset || delimiter from delivery")
                        .query(String.class)
                        .single())
                .isEqualTo("windows-1252;");
    }

    @Test
    void aFileInTwoEncodingsIsNotAppliedAtAll() {
        byte[] both = concat((HEADER + row("C-1", "Mäkelä")).getBytes(WINDOWS), utf8(row("C-2", "Öhman")));

        assertFailed(run(CRM, both), "The file is written in two encodings: line 3 is UTF-8 and line 2 is not.");
    }

    @Test
    void aFewRowsInAnotherEncodingAreParked() {
        byte[] both = concat(
                utf8(HEADER + row("C-1", "Mäkelä") + row("C-2", "Öhman")),
                row("C-3", "Åberg").getBytes(WINDOWS));

        assertThat(run(CRM, both)).containsEntry("applied", 2L).containsEntry("parked", 1L);
        assertThat(parked()).singleElement().asString().startsWith("4: The row is not text in UTF-8");
    }

    @Test
    void separatorsAndLineEndsWithinQuotesBelongToTheValue() {
        run(CRM, utf8(HEADER + "C-1;\"Mä;ke\r\nlä \"\"A\"\"\";Aino;;;;;;;;;;;\r\n" + row("C-2", "Öhman")));

        assertThat(persons()).containsExactly("Mä;ke\r\nlä \"A\"", "Öhman");
    }

    @Test
    void aQuoteThatIsNeverClosedDoesNotSwallowTheRest() {
        assertFailed(
                run(CRM, utf8(HEADER + row("C-1", "Mäkelä") + "C-2;\"Öhman;;;;;;;;;;;;\n" + row("C-3", "Åberg"))),
                "The row on line 3 opens a quote that is never closed");
    }

    @Test
    void raggedRowsAndRowsWithNulAreParked() {
        Map<String, Object> run = run(
                CRM,
                utf8(HEADER + "C-1;short\n" + row("C-2", "Öh\0man")
                        + row("C-3", "Åberg").replace("\n", ";more\n")));

        assertThat(run).containsEntry("parked", 3L).containsEntry("rows_in", 3L);
        assertThat(parked())
                .containsExactly(
                        "2: The row has 2 fields where the header has 14.",
                        "3: The value holds a NUL character, which no text has.",
                        "4: The row has 15 fields where the header has 14.");
    }

    @Test
    void aLineOfAHundredMegabytesIsOneParkedRow() {
        byte[] million = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        InputStream line = InputStream.nullInputStream();
        for (int i = 0; i < 100; i++) {
            line = new SequenceInputStream(line, new ByteArrayInputStream(million));
        }
        InputStream file = new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(utf8(HEADER + row("C-1", "Mäkelä"))), line),
                new ByteArrayInputStream(utf8("\n" + row("C-2", "Öhman"))));

        hub.get(Deliveries.class).fromFile(CRM, "test", file);
        imports.executeAll();

        assertThat(persons()).containsExactly("Mäkelä", "Öhman");
        assertThat(parked()).singleElement().asString().startsWith("3: The row is longer than");
        assertThat(jdbc.sql("select length(raw) from parked")
                        .query(Integer.class)
                        .single())
                .isLessThan(10_000);
    }

    @Test
    void aWebPageInsteadOfAFileFailsTheRun() {
        byte[] page = utf8("<!DOCTYPE html><html><body>Service unavailable</body></html>");

        assertFailed(run(CRM, page), "what came is empty or an HTML page");
        assertFailed(run(CRM, new byte[0]), "what came is empty or an HTML page");
        assertFailed(run(BUREAU, page), "as web pages do");
    }

    @Test
    void aFileThatIsNoTableOfTheFeedFailsTheRunAlsoWithoutARow() {
        String none =
                "The header has none of the columns that the mapping reads ('customer_id', 'family_name', 'given_name',";

        assertFailed(run(CRM, utf8("Toimitus siirtyy ensi viikkoon, pahoittelemme.\n")), none);
        assertFailed(run(CRM, utf8("{\"status\": \"ok\", \"rows\": []}")), none);
        assertFailed(run(CRM, utf8(row("C-1", "Mäkelä") + row("C-2", "Öhman"))), none);
        assertThat(texts("select message from run"))
                .as("the first row may be somebody's data")
                .allMatch(message -> message.endsWith("or content.columns in the mapping."))
                .noneMatch(message -> message.contains("Mäkelä"));
    }

    @Test
    void aHeaderWithoutTheColumnOfTheKeyFailsTheRunAndNamesIt() {
        Map<String, Object> run = run(CRM, utf8(HEADER.replace("customer_id", "asiakasnumero") + row("C-1", "Mäkelä")));

        assertFailed(run, "The header does not have what the mapping knows a record by ('customer_id'),");
        assertThat(parked()).isEmpty();
        assertThat(KeptSentences.in("fi", String.valueOf(run.get("message"))))
                .startsWith("Otsikkoriviltä puuttuu se, mistä kuvaus tunnistaa tietueen ('customer_id')");
        assertThat(KeptSentences.in("sv", String.valueOf(run.get("message"))))
                .startsWith("Rubrikraden saknar det som mappningen känner igen en post på ('customer_id')");
    }

    @Test
    void aHeaderWithOnlySomeColumnsOfTheKeyFailsTheRunAndNamesTheOthers() {
        Map<String, Object> run = run("shop-person", utf8("shop;surname\nTurku;Mäkelä\nTurku;Öhman\n"));

        assertFailed(
                run,
                "The header does not have all that the mapping knows a record by ('number' is missing), so different"
                        + " records would pass for one.");
        assertThat(KeptSentences.in("fi", String.valueOf(run.get("message")))).contains("(puuttuu 'number')");
        assertThat(KeptSentences.in("sv", String.valueOf(run.get("message")))).contains("('number' saknas)");
        run("shop-person", utf8("number;shop;surname\n1;Turku;Mäkelä\n2;Turku;Öhman\n"));
        assertThat(persons()).containsExactly("Mäkelä", "Öhman");
    }

    @Test
    void aFileOfAnotherFeedFailsAlsoWhereRowsAreTakenApart() {
        assertFailed(
                run("pair-person", utf8(HEADER + row("C-1", "Mäkelä"))),
                "The header has none of the columns that the mapping reads ('nro', 'asiakas', 'puoliso').");
        run("pair-person", utf8("nro;asiakas;puoliso\n1;Mäkelä;Öhman\n"));
        assertThat(persons()).containsExactlyInAnyOrder("Mäkelä", "Öhman");
    }

    @Test
    void aRightHeaderWithoutRowsIsAnEmptyDelivery() {
        assertThat(run(CRM, utf8(HEADER))).containsEntry("status", "done").containsEntry("rows_in", 0L);
        assertThat(run(CRM, utf8("customer_id;email\n")))
                .as("columns may be missing as long as the key is there")
                .containsEntry("status", "done");
    }

    @Test
    void packedFilesAreReadAndDamagedOnesAreNot() throws IOException {
        byte[] rows = utf8(HEADER + Imports.persons(500, "Katu 1"));
        byte[] packed = gzip(rows);
        byte[] zipped = zip(rows);
        byte[] changed = zipped.clone();
        changed[zipped.length / 2] ^= 0x10;

        assertFailed(run(CRM, Arrays.copyOf(packed, packed.length / 2)), "it ends too early");
        assertFailed(run(CRM, Arrays.copyOf(zipped, zipped.length / 2)), "The archive is damaged, cut short or locked");
        assertFailed(run(CRM, changed), "The archive is damaged, cut short or locked");
        assertThat(run(CRM, packed)).containsEntry("applied", 500L);
        assertThat(run(CRM, zipped)).containsEntry("unchanged", 500L);
    }

    @Test
    void aBombIsDefusedBeforeAnythingIsApplied() throws IOException {
        byte[] rows = utf8(HEADER + row("C-1", "Mäkelä"));
        byte[] bomb = gzip(concat(rows, new byte[100 << 20]));

        assertFailed(run(CRM, bomb), "The archive unpacks to more than 300 times its size");
    }

    @Test
    void jsonBeyondMeasureFailsTheRun() {
        assertFailed(run(BUREAU, utf8("{\"companyResponse\":" + "[".repeat(50_000))), "Record 1 is nested too deeply");
        assertFailed(run(BUREAU, utf8("{\"companyResponse\":{\"n\":" + "9".repeat(2_000) + "}}")), "too long");
        assertFailed(run(BUREAU, utf8("{\"companyResponse\":{\"identificationData\":")), "What came is no JSON");
    }

    @Test
    void aNumberBeyondSixtyFourBitsKeepsItsDigitsInTheRegister() {
        run(
                BUREAU,
                utf8(company("\"name\":\"A\",\"contactInformation\":{\"phone\":null},\"extra\":0")
                        .replace("\"A\"", "123456789012345678901234567890")));

        assertThat(names()).isNotEmpty().allMatch("123456789012345678901234567890"::equals);
    }

    @Test
    void xmlIsReadByTheMappingOfTheJsonAndWithoutItsDocumentType() {
        String xml = "<r><companyResponse><identificationData><businessId>26174164</businessId>"
                + "<name>Lumi Konepaja Oy</name></identificationData><decisionMakers><decisionMaker>"
                + "<personKey>AT0000042</personKey><name>Malli Eero</name></decisionMaker></decisionMakers></companyResponse></r>";

        assertFailed(
                run(BUREAU, utf8("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + xml)),
                "The XML has a document type or entities of its own");
        run(BUREAU, utf8(xml));
        assertThat(names()).isNotEmpty().allMatch("Lumi Konepaja Oy"::equals);
        assertThat(persons())
                .as("one decision-maker is a list too")
                .isNotEmpty()
                .allMatch("Malli"::equals);
    }

    @Test
    void twoRunsOfOneFeedGoOneAfterTheOther() {
        Deliveries deliveries = hub.get(Deliveries.class);
        deliveries.fromFile(CRM, "first", new ByteArrayInputStream(utf8(HEADER + row("C-1", "Mäkelä"))));
        deliveries.fromFile(CRM, "second", new ByteArrayInputStream(utf8(HEADER + row("C-1", "Öhman"))));
        List<Long> runs =
                jdbc.sql("select id from run order by id").query(Long.class).list();
        RunWorker worker = hub.get(RunWorker.class);

        assertThat(worker.executeNow(runs.get(1))).as("the second waits").isFalse();
        assertThat(worker.executeNow(runs.get(0))).isTrue();
        assertThat(worker.executeNow(runs.get(1))).isTrue();
        assertThat(persons()).containsExactly("Öhman");
    }

    /** A limit of the kernel stands for the full disk: the same write fails, with another number. */
    @Test
    void aDiskThatIsFullLeavesNothingHalfKept() throws Exception {
        Path folder = Files.createTempDirectory("full");
        Process child = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 1024 && exec \"$0\" -Xmx64m -XX:-UsePerfData -cp \"$1\" \"$2\" \"$3\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        FullDisk.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isEqualTo(3);
        assertThat(said).contains("The delivery cannot be kept in " + folder).contains("make room on that disk");
        assertThat(folder).isEmptyDirectory();
    }

    private Map<String, Object> run(String feed, byte[] file) {
        hub.get(Deliveries.class).fromFile(feed, "test", new ByteArrayInputStream(file));
        imports.executeAll();
        return jdbc.sql("select * from run order by id desc limit 1").query().singleRow();
    }

    private void assertFailed(Map<String, Object> run, String reason) {
        assertThat(run).containsEntry("status", "failed").containsEntry("applied", 0L);
        assertThat(String.valueOf(run.get("message"))).contains(reason);
        assertThat(persons()).isEmpty();
        assertThat(names()).isEmpty();
    }

    private List<String> persons() {
        return jdbc.sql("select family_name from person order by id")
                .query(String.class)
                .list();
    }

    private List<String> names() {
        return jdbc.sql("select name from company order by id")
                .query(String.class)
                .list();
    }

    private List<String> parked() {
        return texts("select line || ': ' || reason from parked order by line");
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private static String company(String fields) {
        return "{\"companyResponse\":{\"identificationData\":{\"businessId\":\"26174164\",%s}}}".formatted(fields);
    }

    private static String row(String key, String familyName) {
        return "%s;%s;Aino;;;;;;;;;;;\n".formatted(key, familyName);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("persons.csv"));
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
