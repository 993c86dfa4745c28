package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A run that changes many known persons or entries of a list, in chunks of fifty and two transactions at a time. */
@ExtendWith(OutputCaptureExtension.class)
class LanesTest {

    private static final int MANY = 900;

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;

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
        imports.emptyRegister();
    }

    @Test
    void everyKnownPersonIsChangedOnceAndToldOfOnce() {
        crm(Imports.persons(MANY, "Katu 1"));

        Map<String, Object> run = crm(Imports.persons(MANY, "Tie 2"));

        assertThat(run)
                .containsEntry("status", "done")
                .containsEntry("applied", (long) MANY)
                .containsEntry("rows_in", (long) MANY);
        assertThat(count("select count(*) from person where street = 'Tie 2' and version = 2"))
                .isEqualTo(MANY);
        assertThat(count("select count(*) from change where field = 'street' and old_value = 'Katu 1'"))
                .isEqualTo(MANY);
        assertThat(count("select count(*) from notice_delivery where recipient = 'print-house'"))
                .isEqualTo(MANY);
        assertThat(crm(Imports.persons(MANY, "Tie 2") + "\n")).containsEntry("unchanged", (long) MANY);
    }

    @Test
    void whoHasGoneMeanwhileIsLookedForAloneAndMadeAnew() {
        crm(Imports.persons(MANY, "Katu 1"));
        jdbc.sql("delete from person where email like 'p1_00@a.example'").update();
        long left = count("select count(*) from person");

        Map<String, Object> run = crm(Imports.persons(MANY, "Tie 2"));

        assertThat(left).isLessThan(MANY);
        assertThat(run).containsEntry("applied", (long) MANY);
        assertThat(count("select count(*) from person")).isEqualTo(MANY);
        assertThat(count("select count(distinct email) from person where street = 'Tie 2'"))
                .isEqualTo(MANY);
    }

    @Test
    void newRecordsFindTheKnownOnesAsThisDeliveryLeavesThem() {
        crm(Imports.persons(MANY, "Katu 1"));
        String moved = Imports.persons(MANY, "Tie 2").replace(";p1000@a.example;", ";uusi@a.example;");

        crm("N-1;Suku1000;Etu;;uusi@a.example;;Tie 9;00100;Helsinki;FI;fi;;;\n" + moved);

        assertThat(count("select count(*) from person"))
                .as("the first row speaks of the person whom a later row gives this address")
                .isEqualTo(MANY);
        assertThat(count("select count(*) from person where email = 'uusi@a.example' and street = 'Tie 9'"))
                .isEqualTo(1);
    }

    @Test
    void theLastOfTwoRecordsOfOnePersonCountsHoweverManyAreChangedBesideIt() {
        String twin = "T-1;Suku1000;Etu;;p1000@a.example;;%s;00100;Helsinki;FI;fi;;;\n";
        crm(Imports.persons(MANY, "Katu 1") + twin.formatted("Katu 1"));

        Map<String, Object> run = crm(Imports.persons(MANY, "Tie 2") + twin.formatted("Tie 3"));

        assertThat(run).containsEntry("applied", MANY + 1L);
        assertThat(count("select count(*) from person where street = 'Tie 3' and email = 'p1000@a.example'"))
                .isEqualTo(1);
    }

    @Test
    void aFailureInOneLaneFailsTheRunAndLosesNothing(CapturedOutput log) {
        crm(Imports.persons(MANY, "Katu 1"));
        jdbc.sql(
                        "alter table person add constraint no_such_street check (email <> 'p1777@a.example' or street <> 'Tie 2')")
                .update();
        Map<String, Object> failed;
        try {
            failed = crm(Imports.persons(MANY, "Tie 2"));
        } finally {
            jdbc.sql("alter table person drop constraint no_such_street").update();
        }
        long changed = count("select count(*) from person where street = 'Tie 2'");
        assertThat(failed).containsEntry("status", "failed");
        assertThat(log.getAll())
                .as("what PostgreSQL says of the row is not written down")
                .contains("no_such_street")
                .doesNotContain("p1777@a.example")
                .doesNotContain("Suku1777");
        assertThat(failed.get("applied")).isEqualTo(changed);
        assertThat(changed).isLessThan(MANY);

        hub.get(RunControl.class).tryAgain((Long) failed.get("id"), "tester");
        imports.executeAll();

        assertThat(last()).containsEntry("status", "done").containsEntry("applied", (long) MANY);
        assertThat(count("select count(*) from change where field = 'street' and old_value = 'Katu 1'"))
                .isEqualTo(MANY);
    }

    @Test
    void everyEntryOfAListIsTakenAndEndedOnceAndCounted() {
        list(Imports.phones(0, MANY));

        Map<String, Object> run = list(Imports.phones(MANY / 2, 2 * MANY));

        assertThat(run).containsEntry("applied", (long) MANY).containsEntry("absent", MANY / 2L);
        assertThat(count("select count(*) from optout_entry where ended_at is null"))
                .isEqualTo(MANY * 3L / 2)
                .isEqualTo(count("select entries from optout_list where name = 'dma-optout'"));
        assertThat(count("select count(*) from optout_entry where ended_run = " + run.get("id")))
                .isEqualTo(MANY / 2);
        assertThat(list(Imports.phones(MANY / 2, 2 * MANY) + "\n")).containsEntry("unchanged", MANY * 3L / 2);
    }

    private Map<String, Object> list(String rows) {
        return released(imports.file("dma-optout", Imports.DMA_HEADER + rows));
    }

    /** Imports, and lets the run go on where the brake holds it. */
    private Map<String, Object> crm(String rows) {
        return released(imports.file("crm-person", Imports.CRM_HEADER + rows));
    }

    private Map<String, Object> released(long delivery) {
        assertThat(last()).containsEntry("delivery_id", delivery);
        if ("braked".equals(last().get("status"))) {
            hub.get(RunControl.class).release((Long) last().get("id"), "tester", "everybody has moved");
            imports.executeAll();
        }
        return last();
    }

    private Map<String, Object> last() {
        return jdbc.sql("select * from run order by id desc limit 1").query().singleRow();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
