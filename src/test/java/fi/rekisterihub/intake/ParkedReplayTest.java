package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.content.Unmendable;
import fi.rekisterihub.intake.ParkedDesk.Replayed;
import fi.rekisterihub.intake.ParkedReader.ParkedRow;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Parked rows on their way back in. */
class ParkedReplayTest {

    private static final String SHORT = "C-3;liian;lyhyt\n";

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;
    private ParkedDesk desk;
    private ParkedReader rows;

    @BeforeAll
    static void start() {
        hub = QuietHub.shared();
        imports = new Imports(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void emptyRegister() {
        jdbc = hub.get(JdbcClient.class);
        desk = hub.get(ParkedDesk.class);
        rows = hub.get(ParkedReader.class);
        imports.emptyRegister();
    }

    @Test
    void aMendedRowIsTakenInByARunOfItsOwnAndStaysSolved() {
        importCrm(person("C-1", "aino@a.example", "Katu 1") + SHORT);
        ParkedRow row = open().get(0);

        assertThat(desk.mend(row, person("C-3", "eero@a.example", "Katu 3"), "steward"))
                .isEqualTo(1);
        Replayed once = desk.replay(ParkedChoice.row(row.id()), "steward");
        Replayed twice = desk.replay(ParkedChoice.row(row.id()), "steward");
        imports.executeAll();
        Replayed thrice = desk.replay(new ParkedChoice(null, row.runId(), null, null), "steward");

        assertThat(once.rows()).isEqualTo(1);
        assertThat(twice.rows() + thrice.rows()).as("asked twice, done once").isZero();
        assertThat(texts("select street from person order by 1")).containsExactly("Katu 1", "Katu 3");
        assertThat(texts("select status || ' ' || rows_in || ' ' || applied from run order by id"))
                .containsExactly("done 2 1", "done 1 1");
        assertThat(texts("select origin || ', ' || mended_of from delivery where mended_of is not null"))
                .containsExactly("mended rows of run %d, %d".formatted(row.runId(), row.deliveryId()));
        ParkedRow solved = rows.find(row.id()).orElseThrow();
        assertThat(solved.status()).isEqualTo("solved");
        assertThat(solved.raw()).as("what came is kept as it came").isEqualTo("C-3;liian;lyhyt");
        assertThat(solved.replayRun()).isEqualTo(once.firstRun());
        assertThat(texts("select action || ' ' || who from audit order by id"))
                .contains("parked-mended steward", "parked-replayed steward");
    }

    @Test
    void aRowThatFailsAgainIsParkedAgainAndSaysSo() {
        importCrm(person("C-1", "ei osoitetta", "Katu 1"));
        ParkedRow first = open().get(0);

        desk.replay(new ParkedChoice(null, null, "crm-person", first.reason()), "steward");
        imports.executeAll();

        ParkedRow again = open().get(0);
        assertThat(open()).hasSize(1);
        assertThat(again.againOf()).isEqualTo(first.id());
        assertThat(again.reason()).isEqualTo(first.reason());
        assertThat(rows.find(first.id()).orElseThrow())
                .extracting(ParkedRow::status, ParkedRow::againAs)
                .containsExactly("again", again.id());

        desk.mend(again, person("C-1", "aino@a.example", "Katu 1"), "steward");
        desk.replay(ParkedChoice.row(again.id()), "steward");
        imports.executeAll();

        assertThat(open()).isEmpty();
        assertThat(texts("select email from person")).containsExactly("aino@a.example");
    }

    @Test
    void anOlderRowDoesNotOverwriteWhatALaterRunHasTold() {
        importCrm(person("C-1", "aino@a.example", "Katu 1") + person("C-2", "ei osoitetta", "Katu 2"));
        ParkedRow older = open().get(0);
        importCrm(person("C-2", "eero@a.example", "Tie 9"));

        assertThat(rows.find(older.id()).orElseThrow().status())
                .as("the source has mended it by itself")
                .isEqualTo("overtaken");
        assertThat(desk.replay(ParkedChoice.row(older.id()), "steward").rows()).isZero();
        assertThat(texts("select street from person where email = 'eero@a.example'"))
                .containsExactly("Tie 9");
    }

    @Test
    void aMendedKeyThatALaterRunHasToldIsLeftAlone() {
        importCrm(person("C-7", "aino@a.example", "Katu 1") + SHORT);
        ParkedRow older = open().get(0);
        importCrm(person("C-7", "aino@a.example", "Tie 2"));
        importCrm(person("C-8", "eero@a.example", "Tie 3") + person("C-7", "aino@a.example", "Tie 2"));
        List<String> before = texts("select email || ' ' || street from person order by 1");

        for (String key : List.of("C-7", "C-8")) {
            desk.mend(older, person(key, "aino@a.example", "Vanha 0"), "steward");
        }
        desk.replay(ParkedChoice.row(older.id()), "steward");
        imports.executeAll();

        assertThat(texts("select email || ' ' || street from person order by 1"))
                .isEqualTo(before);
        assertThat(rows.find(older.id()).orElseThrow().status()).isEqualTo("overtaken");
    }

    @Test
    void whatALaterRunFoundUnchangedIsItsWordToo() {
        importCrm(person("C-7", "aino@a.example", "Katu 1"));
        importCrm(SHORT + person("C-9", "ulla@a.example", "Katu 9"));
        importCrm(person("C-7", "aino@a.example", "Katu 1"));
        ParkedRow between = open().get(0);

        desk.mend(between, person("C-7", "aino@a.example", "Välissä 5"), "steward");
        desk.replay(ParkedChoice.row(between.id()), "steward");
        imports.executeAll();

        assertThat(texts("select street from person where email = 'aino@a.example'"))
                .containsExactly("Katu 1");
        assertThat(rows.find(between.id()).orElseThrow().status()).isEqualTo("overtaken");
    }

    @Test
    void theRowThatLostToALaterOneOfItsFileDoesNotWinByAReplay() {
        importCrm(person("C-1", "aino@a.example", "Katu 1") + person("C-1", "aino@a.example", "Tie 2"));

        desk.replay(ParkedChoice.row(open().get(0).id()), "steward");
        imports.executeAll();

        assertThat(texts("select street from person")).containsExactly("Tie 2");
        assertThat(texts("select status from parked")).containsExactly("overtaken");
    }

    @Test
    void aWaitingDeliveryBetweenIsNotSilencedByAnOlderReplay() {
        importCrm(Imports.persons(120, "Katu 1") + SHORT);
        ParkedRow row = open().get(0);
        importCrm(Imports.persons(120, "Tie 2"));
        long braked = jdbc.sql("select id from run where status = 'braked'")
                .query(Long.class)
                .single();

        desk.mend(row, "C-1000;Suku1000;Etu;;p1000@a.example;;Oma 7;00100;Helsinki;FI;fi;;;", "steward");
        desk.replay(ParkedChoice.row(row.id()), "steward");
        imports.executeAll();
        hub.get(RunControl.class).release(braked, "officer", "looked at");
        imports.executeAll();

        assertThat(texts("select distinct street from person")).containsExactly("Tie 2");
    }

    @Test
    void aRowOfAFullListThatIsReplayedEndsNobody() {
        imports.file("dma-optout", Imports.DMA_HEADER + Imports.phones(0, 120) + "puhelin;rikki;;;;;;31.12.2028\n");
        ParkedRow row = open().get(0);

        desk.mend(row, "puhelin;+358505559999;;;;;;31.12.2028", "officer");
        desk.replay(ParkedChoice.row(row.id()), "officer");
        imports.executeAll();

        assertThat(texts("select count(*)::text from optout_entry where ended_at is null"))
                .containsExactly("121");
        assertThat(rows.find(row.id()).orElseThrow().status()).isEqualTo("solved");
    }

    @Test
    void aRowOfAnOlderFullListComesTooLate() {
        imports.file("dma-optout", Imports.DMA_HEADER + Imports.phones(0, 120) + "puhelin;rikki;;;;;;31.12.2028\n");
        ParkedRow row = open().get(0);
        imports.file("dma-optout", Imports.DMA_HEADER + Imports.phones(0, 121));

        desk.mend(row, "puhelin;+358505559999;;;;;;31.12.2028", "officer");
        desk.replay(ParkedChoice.row(row.id()), "officer");
        imports.executeAll();

        assertThat(texts("select count(*)::text from optout_entry where ended_at is null"))
                .containsExactly("121");
        assertThat(rows.find(row.id()).orElseThrow().status()).isEqualTo("overtaken");
    }

    @Test
    void rowsOfSeveralRunsGoBackInTheOrderInWhichTheyCame() {
        importCrm("C-1;lyhyt\n" + person("C-5", "viisi@a.example", "Katu 5"));
        importCrm("C-2;lyhyt\n");
        List<ParkedRow> both = open();

        for (ParkedRow row : both) {
            desk.mend(
                    row,
                    person("C-1", "aino@a.example", row.runId() == both.get(0).runId() ? "Uusi 2" : "Vanha 1"),
                    "s");
        }
        Replayed all = desk.replay(new ParkedChoice(null, null, "crm-person", null), "steward");
        imports.executeAll();

        assertThat(all.rows()).isEqualTo(2);
        assertThat(all.runs()).hasSize(2);
        assertThat(texts("select street from person where email = 'aino@a.example'"))
                .containsExactly("Uusi 2");
    }

    @Test
    void jsonRowsGoBackUnderThePathOfTheirFeed() {
        imports.page(
                "prh-company",
                "{\"totalResults\":1,\"companies\":[{\"businessId\":{\"value\":\"2617416-0\"},\"names\":[{\"name\":\"Pieni Paja Oy\","
                        + "\"type\":\"1\",\"version\":1}]}]}");
        ParkedRow row = open().get(0);

        assertThatThrownBy(() -> desk.mend(row, "{\"businessId\":", "steward"))
                .isInstanceOf(Unmendable.class)
                .hasMessage("The text is not one row of the feed.");
        desk.mend(row, row.raw().replace("2617416-0", "2617416-4"), "steward");
        desk.replay(ParkedChoice.row(row.id()), "steward");
        imports.executeAll();

        assertThat(texts("select distinct business_id from company")).containsExactly("2617416-4");
        assertThat(open()).isEmpty();
    }

    @Test
    void refusesTextThatIsNotOneRowAndCharactersThatTheFeedCannotWrite() {
        importCrm(SHORT);
        ParkedRow row = open().get(0);
        assertThatThrownBy(() -> desk.mend(row, "a;b\nc;d", "steward")).isInstanceOf(Unmendable.class);
        assertThatThrownBy(() -> desk.mend(row, "", "steward")).isInstanceOf(Unmendable.class);

        imports.file("dma-optout", Imports.DMA_HEADER + "puhelin;rikki;;;;;;31.12.2028\n");
        ParkedRow latin = open().get(0);
        assertThatThrownBy(() -> desk.mend(latin, "puhelin;+358505559999;Ł;;;;;", "steward"))
                .isInstanceOf(Unmendable.class)
                .hasMessageContaining("ISO-8859-1");
    }

    @Test
    void aDroppedRowKeepsItsReasonAndCanBeTakenBack() {
        importCrm(SHORT);
        ParkedRow row = open().get(0);

        assertThat(desk.drop(ParkedChoice.row(row.id()), "test rows of the sender", "operator"))
                .isEqualTo(1);
        assertThat(desk.replay(ParkedChoice.row(row.id()), "steward").rows()).isZero();
        assertThat(rows.find(row.id()).orElseThrow())
                .extracting(ParkedRow::status, ParkedRow::whyDropped, ParkedRow::settledBy)
                .containsExactly("dropped", "test rows of the sender", "operator");

        assertThat(desk.restore(row.id(), "operator")).isEqualTo(1);
        assertThat(open()).hasSize(1);
    }

    @Test
    void showsARowUnderItsHeaderUnlessItIsRagged() {
        importCrm(person("C-1", "ei osoitetta", "Katu 1") + SHORT);
        List<ParkedRow> both = new ArrayList<>(open());
        both.sort(java.util.Comparator.comparingLong(ParkedRow::line));

        List<ParkedDesk.Column> columns = desk.columns(both.get(0));
        assertThat(columns).hasSize(14);
        assertThat(columns.get(4)).isEqualTo(new ParkedDesk.Column("email", "ei osoitetta", true));
        assertThat(columns.get(11).used()).as("birth_year is not mapped").isFalse();
        assertThat(desk.columns(both.get(1))).isEmpty();
        assertThat(desk.header(both.get(1))).startsWith("customer_id", "family_name");
    }

    @Test
    void aBrakedReplayLeavesItsRowsWaitingAndARefusedOneOpensThem() {
        importCrm(Imports.persons(120, "Katu 1"));
        StringBuilder bad = new StringBuilder();
        for (int i = 1000; i < 1020; i++) {
            bad.append("C-%d;Suku%d;Etu;;ei osoitetta;;Tie 2;00100;Helsinki;FI;fi;;;\n".formatted(i, i));
        }
        importCrm(bad.toString());
        for (ParkedRow row : open()) {
            desk.mend(
                    row,
                    row.raw()
                            .replace(
                                    "ei osoitetta",
                                    "p%s@a.example".formatted(row.recordKey().substring(2))),
                    "s");
        }
        Replayed all = desk.replay(new ParkedChoice(null, null, "crm-person", null), "steward");
        imports.executeAll();

        assertThat(texts("select status from run where id = " + all.firstRun())).containsExactly("braked");
        assertThat(texts("select distinct status from parked")).containsExactly("waiting");
        hub.get(RunControl.class).refuse(all.firstRun(), "officer", "not now");
        hub.get(ParkedSettling.class).after(all.firstRun());
        assertThat(open()).hasSize(20);
    }

    private void importCrm(String text) {
        imports.file("crm-person", Imports.CRM_HEADER + text);
    }

    private List<ParkedRow> open() {
        return rows.list(null, null, "open", null, null, 100);
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private static String person(String id, String email, String street) {
        return "%s;Esimerkki;%s;;%s;;%s;00100;Helsinki;FI;fi;;;\n"
                .formatted(id, email.contains("@") ? email.substring(0, email.indexOf('@')) : "Aino", email, street);
    }
}
