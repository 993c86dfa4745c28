package fi.rekisterihub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody whom a feed brings for the first time, under an address that may not be written to. */
class ArrivingAddressesTest {

    private static QuietHub hub;
    private static Imports imports;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        hub = QuietHub.shared();
        imports = new Imports(hub);
        jdbc = hub.get(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void emptyRegister() {
        imports.emptyRegister();
    }

    @Test
    @DisplayName("rule 1: a former address of somebody who left is told to the providers when a new row comes with it")
    void whatWasInheritedIsTold() {
        crm("C-1", "liisa.entinen@a.example");
        crm("C-1", "liisa.uusi@a.example");
        hub.get(PermissionLedger.class)
                .record(new PermissionAct(
                        "console:arriving",
                        null,
                        PermissionAct.DIRECT_MARKETING,
                        "email",
                        "*",
                        Permission.PROHIBITED,
                        "console",
                        true,
                        Set.of(person()),
                        null,
                        null,
                        Map.of(),
                        Instant.now()));
        assertThat(told("liisa.entinen@a.example")).as("nobody has it").isEmpty();
        jdbc.sql("delete from person").update();

        crm("C-2", "liisa.entinen@a.example");

        assertThat(told("liisa.entinen@a.example")).isNotEmpty().contains("brevo", "mailchimp");
    }

    @Test
    void whoStandsOnAListOfAddressesIsTold() {
        jdbc.sql("""
                insert into optout_entry (list, record_key, subject_key, channel, since_run)
                values ('dma-optout', gen_random_uuid(), :key, 'email', 1)
                """)
                .param("key", hub.get(SubjectKeys.class).email("matti.listalla@a.example"))
                .update();

        crm("C-1", "matti.listalla@a.example");

        assertThat(told("matti.listalla@a.example")).contains("brevo", "mailchimp");
    }

    @Test
    void ofEverybodyElseNobodyIsTold() {
        crm("C-1", "maija.vapaa@a.example");
        assertThat(told("maija.vapaa@a.example")).isEmpty();
    }

    private static void crm(String key, String email) {
        imports.file(
                "crm-person",
                Imports.CRM_HEADER + "%s;Esimerkki;Liisa;;%s;;Katu 1;00100;Helsinki;FI;fi;;;\n".formatted(key, email));
    }

    private static long person() {
        return jdbc.sql("select min(id) from person").query(Long.class).single();
    }

    private static List<String> told(String email) {
        return jdbc.sql("""
                        select distinct recipient from notice_delivery where payload ->> 'email' = :email order by 1
                        """).param("email", email).query(String.class).list();
    }
}
