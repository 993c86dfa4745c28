package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A disk that fills up under the database while a run is being applied. A limit of the kernel on the server's processes
 * stands for the full disk: a table's file cannot be made longer, at the same place and with the same hint.
 */
class FullDatabaseTest {

    private static final int ROWS = 500;
    /** The server makes a file longer by up to 64 pages at a time; so many rows need more. */
    private static final String LONG_STREET = "Pitkäkatu ".repeat(150);
    /** More than a segment of the log is long, which must still be written. */
    private static final String FILLER = """
            insert into source_record (stream_id, key, hash, outcome, run_id, raw)
            select 9999, 'filler-' || n, gen_random_uuid(), 'a', 0, convert_to(repeat('x', 1000), 'UTF8')
              from generate_series(1, 20000) n
            """;

    private static QuietHub hub;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        hub = QuietHub.start(TestHome.withTables(), FreshDatabase.url());
        jdbc = hub.get(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void theRunFailsWithTheReasonKeepsWholeChunksAndGoesOnWhenThereIsRoom() throws Exception {
        jdbc.sql(FILLER).update();
        long room = count("select pg_relation_size('source_record')");
        assertThat(room).isGreaterThan(17L << 20);
        hub.get(Deliveries.class)
                .fromFile(
                        "crm-person",
                        "test",
                        new ByteArrayInputStream((Imports.CRM_HEADER + Imports.persons(ROWS, LONG_STREET))
                                .getBytes(StandardCharsets.UTF_8)));
        long run = count("select max(id) from run");

        limit(Long.toString(room));
        hub.get(RunWorker.class).executeNow(run);

        Map<String, Object> failed = run(run);
        assertThat(failed).containsEntry("status", "failed");
        assertThat(String.valueOf(failed.get("message")))
                .startsWith("The database has no room left on its disk; make room there.");
        assertThat((Long) failed.get("applied")).isLessThan(ROWS).isEqualTo(persons());
        assertThat(count("select count(*) from source_record where stream_id <> 9999"))
                .as("what is remembered is what was applied")
                .isEqualTo(persons());
        assertThat(count("select count(distinct entity_id) from change_set")).isEqualTo(persons());

        limit("unlimited");
        assertThat(hub.get(RunControl.class).tryAgain(run, "operator")).isTrue();
        hub.get(RunWorker.class).executeNow(run);

        assertThat(run(run))
                .containsEntry("status", "done")
                .containsEntry("applied", (long) ROWS)
                .containsEntry("rows_in", (long) ROWS);
        assertThat(persons()).isEqualTo(ROWS);
        assertThat(count("select count(*) from change_set")).isEqualTo(ROWS);
    }

    /** The longest file that the server's processes of this database may write, in bytes. */
    private static void limit(String bytes) throws IOException, InterruptedException {
        List<Integer> servers = jdbc.sql("select pid from pg_stat_activity where datname = current_database()")
                .query(Integer.class)
                .list();
        for (int server : servers) {
            Process set = new ProcessBuilder("prlimit", "--pid", Integer.toString(server), "--fsize=" + bytes + ":")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(set.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(set.waitFor()).as(said).isZero();
        }
    }

    private static Map<String, Object> run(long id) {
        return jdbc.sql("select * from run where id = :id")
                .param("id", id)
                .query()
                .singleRow();
    }

    private static long persons() {
        return count("select count(*) from person");
    }

    private static long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
