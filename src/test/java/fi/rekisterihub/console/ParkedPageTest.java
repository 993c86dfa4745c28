package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkedPageTest {

    private static final String MADE =
            "(select id from delivery where origin like '%parked-page-test%' or mended_of is not null)";

    private final FilledHub hub = FilledHub.hub();
    private final Visitor steward = hub.visitor("steward");
    private long row;

    @BeforeEach
    void parkARow() {
        hub.jdbc().sql("""
                        with d as (insert into delivery (feed, origin, status) values ('prh-company', 'parked-page-test', 'complete')
                                   returning id),
                        r as (insert into run (delivery_id, feed, register_id, status, rows_in, parked)
                              select id, 'prh-company', 'sofor-asiakasrekisteri', 'done', 1, 1 from d returning id)
                        insert into parked (run_id, feed, register_id, line, raw, reason)
                        select id, 'prh-company', 'sofor-asiakasrekisteri', 3, '{"a":1}', 'It has no key.' from r""").update();
        row = hub.jdbc().sql("select max(id) from parked").query(Long.class).single();
    }

    @AfterEach
    void forget() {
        for (String sql : List.of(
                "update parked set replay_id = null where replay_id in " + MADE,
                "delete from parked where run_id in (select id from run where delivery_id in " + MADE + ")",
                "delete from run where delivery_id in " + MADE,
                "delete from delivery where mended_of is not null",
                "delete from delivery where origin = 'parked-page-test'")) {
            hub.jdbc().sql(sql).update();
        }
    }

    @Test
    void showsWhatIsWrongAndLeadsToTheRow() {
        assertThat(steward.get("/parked?lang=fi").body())
                .contains("Mikä on vikana", "It has no key.", "Aja uudelleen (1)")
                .doesNotContain("??", "{0}");
        assertThat(steward.get("/parked/" + row).body()).contains("Korjaa ja aja uudelleen", "{&quot;a&quot;:1}");
        assertThat(steward.get("/parked?status=overtaken").body()).contains("Tällaisia rivejä ei ole");
        assertThat(steward.get("/sources").body()).contains("Virheellisiä rivejä");
    }

    @Test
    void mendsAndReplaysInOneGo() {
        String page = "/parked/" + row;

        steward.submit(page, page + "/mend", Map.of("raw", "{\"a\":", "then", "replay"));
        assertThat(steward.get(page + "?text=true").body()).contains("täsmälleen yksi rivi");
        steward.submit(page, page + "/mend", Map.of("raw", "{\"a\":2}", "then", "replay"));

        assertThat(steward.get(page).body()).contains("Yksi rivi on jonossa", "Jonossa");
        assertThat(status()).isEqualTo("waiting");
        steward.submit("/reviews/1", "/parked/replay", Map.of("id", String.valueOf(row)));
        assertThat(steward.get(page).body()).contains("Rivi ei enää odottanut");
    }

    @Test
    void dropsOnlyWithAReasonAndTakesItBack() {
        String page = "/parked/" + row;

        steward.submit(page, "/parked/drop", Map.of("id", String.valueOf(row), "why", " "));
        assertThat(status()).isEqualTo("open");
        steward.submit(page, "/parked/drop", Map.of("id", String.valueOf(row), "why", "A test of the sender."));
        assertThat(steward.get(page).body()).contains("Hylätty", "A test of the sender.", "Peru hylkäys");
        steward.submit(page, page + "/restore", Map.of());
        assertThat(status()).isEqualTo("open");
    }

    @Test
    void letsOnlyThoseMendWhoMay() {
        Visitor officer = hub.visitor("officer");

        assertThat(officer.get("/parked/" + row).body()).doesNotContain("Korjaa ja aja uudelleen");
        assertThat(officer.submit("/parked/" + row, "/parked/replay", Map.of("id", String.valueOf(row)))
                        .statusCode())
                .isEqualTo(403);
    }

    private String status() {
        return hub.jdbc()
                .sql("select status from parked where id = :id")
                .param("id", row)
                .query(String.class)
                .single();
    }
}
