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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * One {@code kill -9} in the middle of a purge and of a block of evidence; then a restart. Starting a hub costs seconds, so both
 * look at the same one.
 */
class KilledPurgeAndSealTest {

    private static final int PERSONS = 95;
    private static final int BATCH = 10;
    private static final int ROWS = 1_000;
    private static final int PORTION = 100;
    private static final Duration LONGEST = Duration.ofSeconds(150);

    private static final String PEOPLE = """
            insert into person (id, register_id, family_name, given_name, email)
            select i, 'sofor-asiakasrekisteri', 'Suku' || i, 'Etu', 'p' || i || '@a.example' from generate_series(1, %d) as i;
            insert into clock_fact (person_id, anchor, stream_id, record_key, day)
            select i, 'contract-end', 0, 'test', case when i %% 2 = 0 then '2019-01-31'::date else 'infinity' end
              from generate_series(1, %d) as i
            """.formatted(PERSONS, PERSONS);

    private static final String SOMETHING_HAPPENS = """
            insert into audit (who, action, entity_id) select 'operator', 'person-viewed', n from generate_series(1, %d) n
            """.formatted(ROWS);

    /**
     * The purge stands still in the middle of its third batch, and the sealer when all entries of the fourth block are written,
     * until the test lets go.
     */
    private static final String STAND_STILL = """
            create function purge_stands() returns trigger language plpgsql as $$
            begin
                if (select count(*) from retention_event where happened = 'person-purged') >= %d then
                    perform pg_advisory_xact_lock(4711);
                end if;
                return new;
            end $$;
            create trigger purge_stands before insert on retention_event for each row execute function purge_stands();
            create function seal_stands() returns trigger language plpgsql as $$
            begin
                if new.number >= 4 then
                    perform pg_advisory_xact_lock(4711);
                end if;
                return new;
            end $$;
            create trigger seal_stands before insert on evidence_block for each row execute function seal_stands()
            """.formatted(2 * BATCH + 3);

    private static final String GO_ON = """
            drop trigger purge_stands on retention_event;
            drop trigger seal_stands on evidence_block
            """;

    private static final String WAITING = """
            select count(*) from pg_locks where locktype = 'advisory' and objid = 4711 and not granted
            """;

    private static final String PURGED = "select count(*) from retention_event where happened = 'person-purged'";
    private static final String TO_PURGE = "select count(*) from person where id % 2 = 0";

    private static final Path HOME = TestHome.withRoutes("crm-person");
    private static final HubDatabase DATABASE = new HubDatabase(HOME);

    private static ChildHub hub;
    private static Found atTheKill;

    private record Found(long purged, long toPurge, long blocks, long lastBlockOfAnEntry) {}

    @BeforeAll
    static void killInTheMiddleAndStartAgain() throws SQLException {
        hub = ChildHub.launchWithoutPages(
                HOME,
                "--hub.retention.look=500ms",
                "--hub.retention.batch=" + BATCH,
                "--hub.retention.brake=100",
                "--hub.evidence.portion=" + PORTION,
                "--hub.evidence.every=200ms",
                "--hub.evidence.check-every=2s",
                "--hub.identity.enabled=false");
        hub.awaitStarted();
        await("the first, empty look")
                .atMost(LONGEST)
                .until(() -> DATABASE.number("select count(*) from retention_run") >= 1);
        try (Connection holding = DATABASE.source().getConnection();
                Statement statement = holding.createStatement()) {
            statement.execute(STAND_STILL);
            statement.execute("select pg_advisory_lock(4711)");
            statement.execute(PEOPLE);
            statement.execute(SOMETHING_HAPPENS);
            statement.execute("update schedule set next_at = now() where name like 'retention:%'");
            await("the third batch and the fourth block").atMost(LONGEST).until(() -> DATABASE.number(WAITING) == 2);
            hub.killHard();
        }
        DATABASE.jdbc().sql(GO_ON).update();
        await("the end of the killed hub's transactions")
                .atMost(LONGEST)
                .until(() -> DATABASE.number(
                                "select count(*) from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock'")
                        == 0);
        atTheKill = new Found(
                DATABASE.number(PURGED),
                DATABASE.number(TO_PURGE),
                DATABASE.number("select count(*) from evidence_block"),
                DATABASE.number("select max(block) from evidence_entry"));
        DATABASE.letLeasesRunOut();
        hub.launchAgain().awaitStarted();
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
        FileSystemUtils.deleteRecursively(HOME);
    }

    @Test
    void aPurgeGoesOnAfterAKillAndPurgesEachOnce() {
        assertThat(atTheKill.purged()).as("whole batches only").isEqualTo(2 * BATCH);
        assertThat(atTheKill.toPurge()).isEqualTo(PERSONS / 2 - 2 * BATCH);

        await("the rest").atMost(LONGEST).until(() -> DATABASE.number(TO_PURGE) == 0);
        await("its end")
                .atMost(LONGEST)
                .until(() -> DATABASE.number("select count(*) from retention_due") == 0
                        && DATABASE.number("select count(*) from retention_run where status = 'running'") == 0);
        assertThat(DATABASE.number(PURGED)).isEqualTo(PERSONS / 2);
        assertThat(DATABASE.number(
                        "select count(distinct person_id) from retention_event where happened = 'person-purged'"))
                .as("each once")
                .isEqualTo(PERSONS / 2);
        assertThat(DATABASE.number("select persons from retention_run where due > 0"))
                .isEqualTo(PERSONS / 2);
        assertThat(DATABASE.number("select count(*) from person where id % 2 = 1"))
                .as("whose contract runs")
                .isEqualTo(PERSONS / 2 + 1);
    }

    @Test
    @DisplayName("rule 4 a hub that is killed while it seals leaves no gap and no fork")
    void sealingLeavesNoGapAndNoFork() {
        assertThat(atTheKill.blocks()).isEqualTo(3);
        assertThat(atTheKill.lastBlockOfAnEntry())
                .as("nothing of the fourth block is left")
                .isEqualTo(3);

        await("the rest")
                .atMost(LONGEST)
                .until(() -> DATABASE.number("select count(*) from evidence_entry where source = 'audit'"
                                + " and entry like '%person-viewed%'")
                        == ROWS);
        assertThat(DATABASE.number("select max(number) - count(*) from evidence_block"))
                .isZero();
        await("the look at the whole chain against the tables")
                .atMost(LONGEST)
                .until(() -> DATABASE.number("select count(*) from evidence_check where entries >= " + ROWS) > 0);
        assertThat(DATABASE.number("select count(*) from evidence_check where findings <> '{}'"))
                .isZero();
        assertThat(hub.log()).contains("The evidence is whole up to block");
    }
}
