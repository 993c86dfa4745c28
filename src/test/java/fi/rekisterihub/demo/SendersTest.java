package fi.rekisterihub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.intake.Deliveries;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.simulator.CrmCsv;
import fi.rekisterihub.simulator.WorldIdentity;
import fi.rekisterihub.simulator.WorldPerson;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The files of the demo's outside are what the hub's feeds read: every run is done, with a row or two to mend. */
class SendersTest {

    private static final LocalDate TODAY = LocalDate.now(CompanyNews.FINLAND);
    private static final String LAST_RUN = """
            select concat_ws(' ', status, message, rows_in, 'rows', applied, 'applied', unchanged, 'unchanged', refused,
                             'refused', parked, 'parked') from run order by id desc limit 1
            """;

    private static QuietHub hub;

    @TempDir
    private Path data;

    private Outside outside;
    private JdbcClient jdbc;
    private Imports imports;

    @BeforeAll
    static void startHub() {
        hub = QuietHub.shared();
    }

    @AfterAll
    static void stopHub() {
        hub.close();
    }

    @BeforeEach
    void prepare() {
        jdbc = hub.get(JdbcClient.class);
        imports = new Imports(hub);
        imports.emptyRegister();
        outside = Outside.onAnyPorts(data);
    }

    @AfterEach
    void stop() {
        outside.close();
    }

    @Test
    void theListForPostGrowsByOneAndKeepsARecordThatNobodyCanUse() throws Exception {
        outside.senders().send(1, TODAY);
        dropped(Senders.POST_LIST, "kiellot-posti.dat");
        assertThat(lastRun()).isEqualTo("done 251 rows 250 applied 0 unchanged 0 refused 1 parked");

        outside.senders().send(7, TODAY);
        dropped(Senders.POST_LIST, "kiellot-posti.dat");
        assertThat(lastRun()).isEqualTo("done 252 rows 1 applied 251 unchanged 0 refused 0 parked");
    }

    @Test
    void theListOfHashesGrowsByOneAndKeepsARecordOfAnUnknownKind() throws Exception {
        outside.senders().send(2, TODAY);
        dropped(Senders.HASH_LIST, "kiellot.csv");
        assertThat(lastRun()).startsWith("done ").endsWith(" 0 unchanged 0 refused 1 parked");

        outside.senders().send(8, TODAY);
        dropped(Senders.HASH_LIST, "kiellot.csv");
        assertThat(lastRun()).startsWith("done ").contains(" 2 applied ").endsWith(" 0 refused 0 parked");
    }

    @Test
    void thePopulationFileTellsOfTheFollowedAndNowAndThenBreaksOff() throws Exception {
        List<WorldPerson> people = PopulationNews.onFile(outside.world());
        imports.bytes("crm-person", CrmCsv.of(people));
        List<Long> ids =
                jdbc.sql("select id from person order by id").query(Long.class).list();
        for (int n = 0; n < people.size(); n++) {
            hub.get(Identities.class)
                    .follow(
                            ids.get(n),
                            IdentityNumber.parse(WorldIdentity.of(people.get(n)))
                                    .orElseThrow());
        }

        outside.senders().send(1, TODAY);
        dropped(Senders.CHANGE_FILE, "muutokset.mtt");
        assertThat(lastRun()).isEqualTo("done 4 rows 2 applied 0 unchanged 2 refused 0 parked");

        outside.senders().send(6, TODAY);
        dropped(Senders.CHANGE_FILE, "muutokset.mtt");
        assertThat(lastRun()).isEqualTo("done 4 rows 1 applied 1 unchanged 1 refused 1 parked");
    }

    @Test
    void theContactsOfAFairAreNewPeopleAndOneNumberThatNobodyCanCall() throws Exception {
        outside.senders().send(2, TODAY);
        MimeMultipart mail =
                (MimeMultipart) outside.postOffice().filesByMail().get(0).getContent();
        try (InputStream file = mail.getBodyPart(1).getInputStream()) {
            imports.bytes("crm-person", file.readAllBytes());
        }
        assertThat(lastRun()).isEqualTo("done 7 rows 6 applied 0 unchanged 0 refused 1 parked");
    }

    private void dropped(String feed, String name) throws Exception {
        byte[] file = Files.readAllBytes(data.resolve("drop").resolve(feed).resolve(name));
        hub.get(Deliveries.class).fromFile(feed, "test", name, new ByteArrayInputStream(file));
        imports.executeAll();
    }

    private String lastRun() {
        return jdbc.sql(LAST_RUN).query(String.class).single();
    }
}
