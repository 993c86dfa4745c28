package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row of a workbook that was parked goes back by itself, though no workbook is made of it. */
class XlsxReplayTest {

    private static final String TABLE = """
            feed: crm-person
            record: person
            content:
              type: xlsx
            key: id
            fields:
              familyName: name
              email: $email(mail)
            """;

    @Test
    void aMendedRowOfAWorkbookIsApplied() throws IOException {
        Path home = TestHome.withTables();
        Files.writeString(home.resolve("mappings/crm-person.yaml"), TABLE);
        try (var samples = Files.list(home.resolve("mappings/samples/crm-person"))) {
            for (Path sample : samples.toList()) {
                Files.delete(sample);
            }
        }
        try (QuietHub hub = QuietHub.start(home, FreshDatabase.url())) {
            JdbcClient jdbc = hub.get(JdbcClient.class);
            hub.get(Deliveries.class)
                    .fromFile("crm-person", "test", new ByteArrayInputStream(workbook("001", "Mäkelä", "ei ole")));
            new Imports(hub).executeAll();
            assertThat(jdbc.sql("select raw from parked").query(String.class).single())
                    .isEqualTo("{\"id\":\"001\",\"name\":\"Mäkelä\",\"mail\":\"ei ole\"}");

            jdbc.sql("update parked set mended = replace(raw, 'ei ole', 'aino@a.example')")
                    .update();
            hub.get(ParkedDesk.class).replay(new ParkedChoice(null, null, "crm-person", null), "steward");
            new Imports(hub).executeAll();

            assertThat(jdbc.sql("select family_name || ' ' || email from person")
                            .query(String.class)
                            .list())
                    .isEqualTo(List.of("Mäkelä aino@a.example"));
        }
    }

    private static byte[] workbook(String... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Taul1");
            String[] header = {"id", "name", "mail"};
            for (int i = 0; i < header.length; i++) {
                sheet.value(0, i, header[i]);
                sheet.value(1, i, values[i]);
            }
        }
        return bytes.toByteArray();
    }
}
