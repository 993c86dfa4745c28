package fi.rekisterihub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.intake.RunControl;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was held back, broken or told without an end takes nothing away from what is known since. */
class OlderDeliveryTest {

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
    @DisplayName("rule 1: an older list that waited for a person lifts nobody whom a newer one names")
    void anOlderListThatWaitedLiftsNobody() {
        imports.file("dma-optout", Imports.DMA_HEADER + Imports.phones(0, 200));
        imports.file("dma-optout", Imports.DMA_HEADER + Imports.phones(0, 100));
        long waiting = jdbc.sql("select id from run where status = 'braked'")
                .query(Long.class)
                .single();
        imports.file("dma-optout", Imports.DMA_HEADER + Imports.phones(0, 201));

        hub.get(RunControl.class).release(waiting, "officer", "looked right at the time");
        imports.executeAll();

        assertThat(inForce()).isEqualTo(201);
        assertThat(texts("select status || ': ' || message from run where id = " + waiting))
                .containsExactly("refused: A newer delivery of this list has been applied since; nothing was changed.");
    }

    @Test
    @DisplayName("rule 1: a broken line of a list lifts no prohibition")
    void aBrokenLineLiftsNoProhibition() {
        imports.file("dma-optout", Imports.DMA_HEADER + Imports.phones(0, 100));

        imports.file("dma-optout", Imports.DMA_HEADER + Imports.phones(1, 100) + "puhelin;rikki;;;;;;31.12.2028\n");
        assertThat(inForce()).isEqualTo(100);
        assertThat(texts("select parked || ' ' || (effects ->> 'absent.kept') from run order by id desc limit 1"))
                .containsExactly("1 1");

        imports.file("dma-optout", Imports.DMA_HEADER + Imports.phones(1, 100));
        assertThat(inForce()).as("a list that was understood to its last line").isEqualTo(99);
    }

    @Test
    @DisplayName("rule 1: an entry without an end binds for as long as it stands on the list")
    void anEntryWithoutAnEndBindsAsLongAsItStandsThere() {
        imports.file("dma-optout", Imports.DMA_HEADER + "puhelin;+358505550001;;;;;;\n");

        assertThat(texts("select coalesce(valid_until::text, 'none') from optout_entry"))
                .containsExactly("none");
    }

    @Test
    @DisplayName("rule 1: an older delivery that waited does not undo what a newer one told")
    void anOlderDeliveryDoesNotUndoANewerOne() {
        imports.file("crm-person", Imports.CRM_HEADER + Imports.persons(100, "Katu 1"));
        imports.file("crm-person", Imports.CRM_HEADER + Imports.persons(100, "Tie 2"));
        long waiting = jdbc.sql("select id from run where status = 'braked'")
                .query(Long.class)
                .single();
        imports.file(
                "crm-person",
                Imports.CRM_HEADER
                        + "C-1000;Suku1000;Etu;;p1000@a.example;0505550101;Polku 3;00100;Helsinki;FI;fi;;;\n");

        hub.get(RunControl.class).release(waiting, "officer", "checked with the CRM team");
        imports.executeAll();

        assertThat(texts("select street from person where email = 'p1000@a.example'"))
                .containsExactly("Polku 3");
        assertThat(texts("select status || ' ' || applied || ' ' || unchanged from run where id = " + waiting))
                .containsExactly("done 99 1");
    }

    @Test
    @DisplayName("rule 1: an older delivery does not undo what a newer one told without a change")
    void anOlderDeliveryDoesNotUndoWhatANewerOneRepeated() {
        imports.file("crm-person", Imports.CRM_HEADER + Imports.persons(100, "Katu 1"));
        imports.file("crm-person", Imports.CRM_HEADER + Imports.persons(100, "Tie 2"));
        long waiting = jdbc.sql("select id from run where status = 'braked'")
                .query(Long.class)
                .single();
        imports.file("crm-person", Imports.CRM_HEADER + Imports.persons(40, "Katu 1"));

        hub.get(RunControl.class).release(waiting, "officer", "checked with the CRM team");
        imports.executeAll();

        assertThat(texts("select street || ' ' || count(*) from person group by street order by 1"))
                .containsExactly("Katu 1 40", "Tie 2 60");
        assertThat(texts("select status || ' ' || applied || ' ' || unchanged from run where id = " + waiting))
                .containsExactly("done 60 40");
    }

    private long inForce() {
        return jdbc.sql("select count(*) from optout_entry where ended_at is null")
                .query(Long.class)
                .single();
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
