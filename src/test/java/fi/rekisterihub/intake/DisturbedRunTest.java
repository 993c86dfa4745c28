package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A stop of the hub, another run and an opt-out in the middle of a run that writes in lanes. */
class DisturbedRunTest {

    private static final int MANY = 400;
    private static final String HOLD =
            "select pg_advisory_xact_lock(hashtext('hub.register'), hashtext('sofor-asiakasrekisteri'))";
    private static final String SHARE =
            "select pg_advisory_xact_lock_shared(hashtext('hub.register'), hashtext('sofor-asiakasrekisteri'))";
    private static final String WAITS =
            "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())";

    private static final String ROW_WAITS =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event in ('transactionid', 'tuple')";

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
        imports.file("crm-person", Imports.CRM_HEADER + Imports.persons(MANY, "Katu 1"));
    }

    @Test
    void aRunThatIsInterruptedByAStopOfTheHubGoesOnWhereItStopped() throws Exception {
        long run = queued(Imports.persons(MANY, "Tie 2"));
        Thread worker = new Thread(() -> hub.get(RunWorker.class).executeNow(run));
        try (Connection other = hub.get(DataSource.class).getConnection()) {
            other.setAutoCommit(false);
            execute(other, HOLD);
            worker.start();
            await().until(() -> count(WAITS) > 0);
            worker.interrupt();
            other.rollback();
        }
        worker.join();

        Map<String, Object> stopped = last();
        assertThat(stopped.get("status")).isNotIn("failed", "done");
        assertThat(hub.get(RunWorker.class).executeNow(run)).isTrue();
        assertThat(last()).containsEntry("status", "done").containsEntry("applied", (long) MANY);
        assertThat(count("select count(*) from change where field = 'street' and old_value = 'Katu 1'"))
                .isEqualTo(MANY);
    }

    @Test
    void aPersonWhomAnotherRunKeepsChangingIsWrittenWhenNobodyElseMayWrite() throws Exception {
        long run = queued(Imports.persons(MANY, "Tie 2"));
        Thread worker = new Thread(() -> hub.get(RunWorker.class).executeNow(run));
        try (Connection other = hub.get(DataSource.class).getConnection()) {
            other.setAutoCommit(false);
            worker.start();
            while (worker.isAlive()) {
                execute(other, SHARE);
                execute(
                        other,
                        "update person set version = version + 1 where email in ('p1001@a.example', 'p1333@a.example')");
                other.commit();
            }
        }

        assertThat(last()).containsEntry("status", "done").containsEntry("applied", (long) MANY);
    }

    @Test
    void anOptOutSaidWhileTheirLaneWaitsIsToldToTheProvidersUnderTheAddressOfTomorrow() throws Exception {
        String moved = Imports.persons(MANY, "Tie 2").replace(";p1001@a.example;", ";uusi@a.example;");
        long person = count("select id from person where email = 'p1001@a.example'");
        long run = queued(moved);
        Thread worker = new Thread(() -> hub.get(RunWorker.class).executeNow(run));
        Thread says = new Thread(() -> hub.get(PermissionLedger.class).record(optOut("p1001@a.example")));
        try (Connection other = hub.get(DataSource.class).getConnection()) {
            other.setAutoCommit(false);
            execute(other, "select from person where id = " + person + " for update");
            worker.start();
            await().until(() -> count(ROW_WAITS) > 0);
            says.start();
            await().until(() -> count(ROW_WAITS) > 1);
            other.rollback();
        }
        worker.join();
        says.join();

        assertThat(last()).containsEntry("status", "done").containsEntry("applied", (long) MANY);
        assertThat(hub.get(PermissionStates.class).mayContact(person, "direct-marketing", "email"))
                .isFalse();
        assertThat(
                        count(
                                "select count(*) from notice n join notice_delivery d on d.notice_id = n.id where n.kind = 'opt-out' and d.payload ->> 'email' = 'uusi@a.example'"))
                .isPositive();
    }

    private static PermissionAct optOut(String email) {
        return new PermissionAct(
                "click-1",
                null,
                PermissionAct.DIRECT_MARKETING,
                "email",
                PermissionAct.EVERYTHING,
                Permission.PROHIBITED,
                "link",
                true,
                Set.of(),
                email,
                null,
                Map.of(),
                Instant.now());
    }

    private long queued(String rows) {
        hub.get(Deliveries.class)
                .fromFile(
                        "crm-person",
                        "test",
                        new ByteArrayInputStream((Imports.CRM_HEADER + rows).getBytes(StandardCharsets.UTF_8)));
        jdbc.sql("update run set released_by = 'tester' where status = 'queued'")
                .update();
        return (Long) last().get("id");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Map<String, Object> last() {
        return jdbc.sql("select * from run order by id desc limit 1").query().singleRow();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
