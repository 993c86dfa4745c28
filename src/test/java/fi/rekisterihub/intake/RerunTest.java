package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.mapping.MappingsAndProfiles;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A stored delivery, read once more after its mapping was mended. */
class RerunTest {

    private static QuietHub hub;
    private static Imports imports;
    private static String shipped;
    private JdbcClient jdbc;
    private Reruns reruns;

    @BeforeAll
    static void start() throws IOException {
        hub = QuietHub.start();
        imports = new Imports(hub);
        shipped = Files.readString(mapping());
        // The samples prove the shipped table; these tests use others.
        org.springframework.util.FileSystemUtils.deleteRecursively(hub.home().resolve("mappings/samples/crm-person"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void emptyRegister() throws IOException {
        jdbc = hub.get(JdbcClient.class);
        reruns = hub.get(Reruns.class);
        imports.emptyRegister();
        use(shipped);
    }

    @Test
    void readsTheDeliveryUnderTheMappingOfTodayAndLeavesLaterWordsAlone() throws IOException {
        imports.file("crm-person", Imports.CRM_HEADER + person("C-1", "Katu 1") + person("C-2", "Katu 2"));
        long first = lastRun();
        imports.file("crm-person", Imports.CRM_HEADER + person("C-2", "Tie 9"));
        use(shipped.replace("street: street", "street: $uppercase(street)"));

        assertThat(reruns.preview(first, 10).orElseThrow().lines())
                .contains("crm-person into sofor-asiakasrekisteri: 2 rows", "           1  applied");
        assertThat(texts("select street from person order by 1"))
                .as("a preview writes nothing")
                .containsExactly("Katu 1", "Tie 9");
        long again =
                reruns.queue(first, "operator", "the street was read wrong").orElseThrow();
        assertThat(reruns.queue(first, "operator", "twice")).as("one at a time").isEmpty();
        imports.executeAll();

        assertThat(texts("select street from person order by 1")).containsExactly("KATU 1", "Tie 9");
        assertThat(texts("select status || ' ' || applied || ' ' || unchanged || ' ' || rerun_of from run where id = "
                        + again))
                .containsExactly("done 1 1 " + first);
        assertThat(texts("select action || ': ' || detail from audit"))
                .contains("rerun: run %d as run %d: the street was read wrong".formatted(first, again));
    }

    @Test
    void rowsThatTheOldMappingParkedAreSolvedByTheRunThatReadsThemAgain() throws IOException {
        use(shipped.replace("street: street", "street: $error('cannot be read')"));
        imports.file(
                "crm-person", Imports.CRM_HEADER + person("C-1", "Katu 1") + person("C-2", "Katu 2") + "C-3;lyhyt\n");
        long first = lastRun();
        use(shipped);

        assertThat(reruns.queue(first, "operator", "mended")).isPresent();
        imports.executeAll();

        assertThat(texts("select street from person order by 1")).containsExactly("Katu 1", "Katu 2");
        assertThat(texts("select line || ' ' || status from parked where run_id = %d order by line".formatted(first)))
                .containsExactly("2 solved", "3 solved", "4 again");
        assertThat(texts("select line || ' ' || status from parked where again_of is not null"))
                .containsExactly("4 open");
    }

    @Test
    void aParkedRecordOfAnXmlFileIsMendedAsItsFields() throws IOException {
        use(shipped.replaceAll("content:\\n(  .*\\n)+", "content:\n  type: xml\n  records: person\n"));
        imports.file(
                "crm-person",
                "<people><person><customer_id>C-1</customer_id><family_name>Malli</family_name><given_name>Eero</given_name>"
                        + "<email>ei osoitetta</email></person></people>");
        ParkedReader.ParkedRow row = hub.get(ParkedReader.class)
                .list(null, null, "open", null, null, 10)
                .get(0);
        ParkedDesk desk = hub.get(ParkedDesk.class);

        desk.mend(row, row.raw().replace("ei osoitetta", "eero@a.example"), "steward");
        desk.replay(ParkedChoice.row(row.id()), "steward");
        imports.executeAll();

        assertThat(texts("select email from person")).containsExactly("eero@a.example");
        assertThat(texts("select status from parked")).containsExactly("solved");
    }

    @Test
    void aRunThatWaitsIsNotReadAgain() {
        imports.file("crm-person", Imports.CRM_HEADER + person("C-1", "Katu 1"));
        long run = lastRun();
        jdbc.sql("update run set status = 'braked'").update();

        assertThat(reruns.possible(run)).isFalse();
        assertThat(reruns.queue(run, "operator", "no")).isEmpty();
        assertThat(reruns.preview(run, 10)).isEmpty();
    }

    private static void use(String text) throws IOException {
        Files.writeString(mapping(), text);
        ConfigurationFolder.Prepared prepared =
                hub.get(MappingsAndProfiles.class).prepare(hub.home());
        assertThat(prepared.findings()).isEmpty();
        prepared.takeIntoUse();
    }

    private static Path mapping() {
        return hub.home().resolve("mappings/crm-person.yaml");
    }

    private long lastRun() {
        return jdbc.sql("select max(id) from run").query(Long.class).single();
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private static String person(String id, String street) {
        return "%s;Esimerkki;%s;;%s@a.example;;%s;00100;Helsinki;FI;fi;;;\n".formatted(id, id, id, street);
    }
}
