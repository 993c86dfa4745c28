package fi.rekisterihub.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** A {@code kill -9} in the middle of a purge; then a restart. */
class KilledPurgeTest {

    private static final int PERSONS = 95;
    private static final int BATCH = 10;
    private static final Duration LONGEST = Duration.ofSeconds(150);

    private static final String PEOPLE = """
            insert into person (id, register_id, family_name, given_name, email)
            select i, 'sofor-asiakasrekisteri', 'Suku' || i, 'Etu', 'p' || i || '@a.example' from generate_series(1, %d) as i;
            insert into clock_fact (person_id, anchor, stream_id, record_key, day)
            select i, 'contract-end', 0, 'test', case when i %% 2 = 0 then '2019-01-31'::date else 'infinity' end
              from generate_series(1, %d) as i
            """.formatted(PERSONS, PERSONS);

    /** The purge stands still in the middle of its third batch, until the test lets go. */
    private static final String STAND_STILL = """
            create function stand_still() returns trigger language plpgsql as $$
            begin
                if (select count(*) from retention_event where happened = 'person-purged') >= %d then
                    perform pg_advisory_xact_lock(4711);
                end if;
                return new;
            end $$;
            create trigger stands_still before insert on retention_event for each row execute function stand_still()
            """.formatted(2 * BATCH + 3);

    private static final String GO_ON = "drop trigger stands_still on retention_event";
    private static final String PURGED = "select count(*) from retention_event where happened = 'person-purged'";

    private final Path home = TestHome.withRoutes("crm-person");
    private final HubDatabase database = new HubDatabase(home);
    private final ChildHub hub = ChildHub.launchWithoutPages(
            home, "--hub.retention.look=500ms", "--hub.retention.batch=" + BATCH, "--hub.retention.brake=100");

    @AfterEach
    void stop() throws IOException {
        hub.close();
        FileSystemUtils.deleteRecursively(home);
    }

    @Test
    void goesOnAfterAKillAndPurgesEachOnce() throws SQLException {
        hub.awaitStarted();
        await("the first, empty look")
                .atMost(LONGEST)
                .until(() -> database.number("select count(*) from retention_run") >= 1);
        try (Connection holding = database.source().getConnection();
                Statement statement = holding.createStatement()) {
            statement.execute(STAND_STILL);
            statement.execute("select pg_advisory_lock(4711)");
            statement.execute(PEOPLE);
            statement.execute("update schedule set next_at = now() where name like 'retention:%'");
            await("the third batch")
                    .atMost(LONGEST)
                    .until(() -> database.number(
                                    "select count(*) from pg_locks where locktype = 'advisory' and objid = 4711 and not granted")
                            == 1);
            hub.killHard();
        }
        assertThat(database.number(PURGED)).as("whole batches only").isEqualTo(2 * BATCH);
        assertThat(database.number("select count(*) from person where id % 2 = 0"))
                .isEqualTo(PERSONS / 2 - 2 * BATCH);
        database.jdbc().sql(GO_ON).update();
        database.letLeasesRunOut();

        hub.launchAgain().awaitStarted();

        await("the rest")
                .atMost(LONGEST)
                .until(() -> database.number("select count(*) from person where id % 2 = 0") == 0);
        await("its end")
                .atMost(LONGEST)
                .until(() -> database.number("select count(*) from retention_due") == 0
                        && database.number("select count(*) from retention_run where status = 'running'") == 0);
        assertThat(database.number(PURGED)).isEqualTo(PERSONS / 2);
        assertThat(database.number(
                        "select count(distinct person_id) from retention_event where happened = 'person-purged'"))
                .as("each once")
                .isEqualTo(PERSONS / 2);
        assertThat(database.number("select persons from retention_run where due > 0"))
                .isEqualTo(PERSONS / 2);
        assertThat(database.number("select count(*) from person where id % 2 = 1"))
                .as("whose contract runs")
                .isEqualTo(PERSONS / 2 + 1);
    }
}
