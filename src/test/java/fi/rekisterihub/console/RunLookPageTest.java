package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far a register has been looked through after a run, on the page of the run. */
class RunLookPageTest {

    private static final int RUN = 1;
    private static final int FAILED_RUN = 4;

    private final FilledHub hub = FilledHub.hub();
    private final Visitor operator = hub.visitor("operator");

    @BeforeEach
    void awaitTheLooks() {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        number("select count(*) from identity_run where run_id in (1, 4) and status = 'done'") == 2);
    }

    @AfterEach
    void putBack() {
        run("update identity_run set status = 'done', entities = 1, total = 1, linked = 0, asked = 0 where run_id = 1");
    }

    @Test
    void saysInTheEndWhatWasLinkedAndWhatIsAsked() {
        assertThat(operator.get("/runs/" + RUN).body())
                .contains("muuttuneita kirjauksia 1, samaksi todettuja 0, avoimia kysymyksiä 0")
                .doesNotContain("Kysymyksiin");

        run("update identity_run set linked = 7, asked = 3 where run_id = 1");

        assertThat(operator.get("/runs/" + RUN + "?lang=en").body())
                .contains("changed entries 1, found to be the same 7, open questions 3", "To the questions");
    }

    @Test
    void saysThatThereWasNobodyToLookFor() {
        assertThat(operator.get("/runs/" + FAILED_RUN).body()).contains("kenenkään tiedot eivät muuttuneet");
    }

    @Test
    void saysHowFarItHasComeAndAsksAgain() throws SQLException {
        try (Connection holding = hub.get(DataSource.class).getConnection()) {
            holding.setAutoCommit(false);
            try (Statement statement = holding.createStatement()) {
                // The hub's own round begins with this table, and so leaves the run alone until the test is done.
                statement.execute("lock table identity_touched in share mode");
                run("update identity_run set status = 'waiting', total = null, entities = 0 where run_id = 1");
                assertThat(operator.get("/runs/" + RUN).body()).contains("Kaksoiskirjauksia etsitään hetken kuluttua");

                run("update identity_run set total = 50000, entities = 12400 where run_id = 1");

                assertThat(operator.get("/runs/" + RUN).body())
                        .contains("hx-get=\"/runs/1/now\"", "12\u00a0400 / 50\u00a0000", "value=\"12400\"");
                assertThat(operator.get("/runs/" + RUN + "/now").body())
                        .contains("12\u00a0400 / 50\u00a0000")
                        .doesNotContain("<html");
                putBack();
            } finally {
                holding.rollback();
            }
        }
        assertThat(operator.get("/runs/" + RUN).body()).doesNotContain("hx-get=\"/runs/1/now\"");
    }

    private void run(String sql) {
        hub.jdbc().sql(sql).update();
    }

    private long number(String sql) {
        return hub.jdbc().sql(sql).query(Long.class).single();
    }
}
