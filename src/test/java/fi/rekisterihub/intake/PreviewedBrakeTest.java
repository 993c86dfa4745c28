package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.FeedCommands;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A preview stops where the run stops, with the same sentence, and goes on where it goes on. */
class PreviewedBrakeTest {

    private static final String CRM = "crm-person";
    private static final String CALLS = "calls-style";
    private static final String DMA = "dma-optout";
    private static final String SHOP = "shop-person";
    private static final String STOPS = "  The brake would stop this run: ";
    private static final String REFUSED = "  This run would be refused: ";

    /** Changes to a list, with a mark for what is taken off. */
    private static final String CHANGES = """
            feed: calls-style
            record: optout
            content:
              type: csv
              columns: [number, mark, until]
            key: number
            fields:
              entry: "mark = 'D' ? 'remove' : 'add'"
              channel: "'phone'"
              phone: $phone(number)
              validUntil: $date(until)
            """;

    @TempDir
    private static Path folder;

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;

    @BeforeAll
    static void start() throws IOException {
        Path home = TestHome.withTables();
        Path mappings = home.resolve("mappings");
        String crm = Files.readString(mappings.resolve("crm-person.yaml"));
        Files.writeString(mappings.resolve("shop-person.yaml"), crm.replace("feed: crm-person", "feed: shop-person"));
        Files.writeString(mappings.resolve("calls-style.yaml"), CHANGES);
        Path profile = home.resolve("mappings/registers/sofor-asiakasrekisteri.yaml");
        Files.writeString(
                profile,
                Files.readString(profile)
                        .replace(
                                "\nsources:\n",
                                "\nsources:\n  - {feed: shop-person, kind: own, text: {fi: Kauppa, sv: Butik, en: Shop}}\n")
                        .replace(
                                "\nopt-out-lists: [dma-optout]",
                                "  - {feed: calls-style, kind: list, text: {fi: Lista, sv: Lista, en: List}}\n"
                                        + "\nopt-out-lists: [dma-optout, calls-style]"));
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
    void changesThatTakeTooManyOffAListAreAFallInBoth() {
        imports.file(CALLS, calls(0, 200, "A", ""));

        assertThat(saidByBoth(CALLS, calls(0, 5, "D", "")))
                .isEqualTo("5 of 200 entries are no longer on the list (2.5 %); the limit is 2.0 %.");
    }

    @Test
    void changesThatTakeFewOffAListStopNeither() {
        imports.file(CALLS, calls(0, 200, "A", ""));

        assertThat(saidByBoth(CALLS, calls(0, 4, "D", "") + calls(4, 14, "A", "2031-12-31")))
                .isEmpty();
    }

    @Test
    void changesThatChangeTooManyEntriesOfAListStopBoth() {
        imports.file(CALLS, calls(0, 200, "A", ""));

        assertThat(saidByBoth(CALLS, calls(0, 4, "D", "") + calls(4, 24, "A", "2031-12-31")))
                .isEqualTo("The run would change 20 of 200 (10.0 %); the limit is 5.0 %.");
    }

    @Test
    void aWholeListThatHasFallenStopsBoth() {
        imports.file(DMA, Imports.DMA_HEADER + Imports.phones(0, 200));

        assertThat(saidByBoth(DMA, Imports.DMA_HEADER + Imports.phones(5, 200)))
                .isEqualTo("5 of 200 entries are no longer on the list (2.5 %); the limit is 2.0 %.");
        assertThat(saidByBoth(DMA, Imports.DMA_HEADER)).isEqualTo("None of the 200 entries is on the list any more.");
    }

    @Test
    void personsOfWhomTooManyWouldChangeStopBoth() {
        imports.file(CRM, Imports.CRM_HEADER + Imports.persons(200, "Katu 1"));

        assertThat(saidByBoth(CRM, Imports.CRM_HEADER + Imports.persons(11, "Tie 2")))
                .isEqualTo("The run would change 11 of 200 (5.5 %); the limit is 5.0 %.");
        assertThat(saidByBoth(CRM, Imports.CRM_HEADER + Imports.persons(10, "Tie 2")))
                .isEmpty();
    }

    @Test
    void aNewSourceThatChangesPeopleWhoAreKnownStopsBoth() {
        imports.file(CRM, Imports.CRM_HEADER + Imports.persons(200, "Katu 1"));

        assertThat(saidByBoth(SHOP, Imports.CRM_HEADER + Imports.persons(200, "Tie 2")))
                .startsWith("The run would change 200 of 200 (100.0 %)");
        assertThat(texts("select distinct street from person")).containsExactly("Katu 1");
    }

    @Test
    void aNewSourceThatOnlyKnowsOthersStopsNeither() {
        imports.file(CRM, Imports.CRM_HEADER + Imports.persons(100, "Katu 1"));

        assertThat(saidByBoth(SHOP, Imports.CRM_HEADER + Imports.persons(300, "Katu 1")))
                .isEmpty();
        assertThat(texts("select count(*)::text from person")).containsExactly("300");
    }

    @Test
    void aFieldThatIsGoneFromEveryRecordStopsBoth() {
        imports.file(CRM, Imports.CRM_HEADER + Imports.persons(30, "Katu 1").replace(";;Katu", ";0505550101;Katu"));

        assertThat(saidByBoth(CRM, Imports.CRM_HEADER.replace(";phone;", ";telefon;") + Imports.persons(30, "Tie 2")))
                .startsWith("The field 'phone', which the mapping reads for 'phone', is in none of the 30 records");
    }

    @Test
    void anOlderListReadAgainIsRefusedByBothAndBrakedByNeither() {
        imports.file(DMA, Imports.DMA_HEADER + Imports.phones(0, 100));
        imports.file(DMA, Imports.DMA_HEADER + Imports.phones(0, 200));
        long first = jdbc.sql("select min(id) from run").query(Long.class).single();
        Reruns reruns = hub.get(Reruns.class);

        List<String> previewed = reruns.preview(first, 0).orElseThrow().lines();
        assertThat(reruns.queue(first, "operator", "tried")).isPresent();
        imports.executeAll();

        assertThat(said(previewed, STOPS)).isEmpty();
        assertThat(texts("select status || ': ' || message from run order by id desc limit 1"))
                .containsExactly("refused: " + said(previewed, REFUSED));
    }

    @Test
    void rowsThatWereMendedAreNoListInAPreviewEither() {
        imports.file(DMA, Imports.DMA_HEADER + Imports.phones(0, 150) + "puhelin;ei numeroa;;;;;;\n");
        ParkedReader.ParkedRow parked = hub.get(ParkedReader.class)
                .list(null, DMA, "open", null, null, 1)
                .get(0);
        hub.get(ParkedDesk.class).mend(parked, Imports.phones(900, 901).strip(), "steward");
        hub.get(ParkedDesk.class).replay(ParkedChoice.row(parked.id()), "steward");
        imports.executeAll();
        long mended = jdbc.sql("select id from run where partial and status = 'done'")
                .query(Long.class)
                .single();

        assertThat(hub.get(Reruns.class).preview(mended, 0).orElseThrow().lines())
                .startsWith("dma-optout, for every register: 1 row")
                .noneMatch(line -> line.contains("no longer in the delivery"))
                .noneMatch(line -> line.startsWith(STOPS) || line.startsWith(REFUSED));
    }

    /** Previews the file, then runs it; empty when neither is stopped. */
    private String saidByBoth(String feed, String text) {
        String previewed = said(
                hub.get(FeedCommands.class)
                        .preview(feed, Optional.of(file(feed, text)), 0)
                        .lines(),
                STOPS);
        imports.file(feed, text);
        assertThat(texts("select coalesce(brake, '') || '|' || status from run order by id desc limit 1"))
                .as("what the run says, beside its preview")
                .containsExactly(previewed + (previewed.isEmpty() ? "|done" : "|braked"));
        jdbc.sql("update run set status = 'refused' where status = 'braked'").update();
        return previewed;
    }

    private static Path file(String feed, String text) {
        try {
            return Files.writeString(
                    folder.resolve(feed + ".csv"),
                    text,
                    feed.equals(DMA) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String said(List<String> lines, String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .collect(Collectors.joining());
    }

    private static String calls(int from, int to, String mark, String until) {
        return IntStream.range(from, to)
                .mapToObj(i -> "0505550%03d;%s;%s\n".formatted(i, mark, until))
                .collect(Collectors.joining());
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
