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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** A {@code kill -9} in the middle of a block of evidence; then a restart. */
class KilledSealTest {

    private static final int ROWS = 1_000;
    private static final int PORTION = 100;
    private static final Duration LONGEST = Duration.ofSeconds(90);

    /** The sealer stands still when all entries of the fourth block are written, until the test lets go. */
    private static final String STAND_STILL = """
            create function stand_still() returns trigger language plpgsql as $$
            begin
                if new.number >= 4 then
                    perform pg_advisory_xact_lock(4711);
                end if;
                return new;
            end $$;
            create trigger stands_still before insert on evidence_block for each row execute function stand_still()
            """;

    private static final String SOMETHING_HAPPENS = """
            insert into audit (who, action, entity_id) select 'operator', 'person-viewed', n from generate_series(1, %d) n
            """.formatted(ROWS);

    private final Path home = TestHome.withRoutes();
    private final HubDatabase database = new HubDatabase(home);
    private final ChildHub hub = ChildHub.launchWithoutPages(
            home,
            "--hub.evidence.portion=" + PORTION,
            "--hub.evidence.every=200ms",
            "--hub.evidence.check-every=2s",
            "--hub.identity.enabled=false");

    @AfterEach
    void stop() throws IOException {
        hub.close();
        FileSystemUtils.deleteRecursively(home);
    }

    @Test
    @DisplayName("rule 4 a hub that is killed while it seals leaves no gap and no fork")
    void leavesNoGapAndNoForkWhenItIsKilled() throws SQLException {
        hub.awaitStarted();
        try (Connection holding = database.source().getConnection();
                Statement statement = holding.createStatement()) {
            statement.execute(STAND_STILL);
            statement.execute("select pg_advisory_lock(4711)");
            statement.execute(SOMETHING_HAPPENS);
            await("the fourth block")
                    .atMost(LONGEST)
                    .until(() -> database.number(
                                    "select count(*) from pg_locks where locktype = 'advisory' and objid = 4711 and not granted")
                            == 1);
            hub.killHard();
        }
        database.jdbc().sql("drop trigger stands_still on evidence_block").update();
        await("the end of the killed hub's transaction")
                .atMost(LONGEST)
                .until(() -> database.number(
                                "select count(*) from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock'")
                        == 0);
        assertThat(database.number("select count(*) from evidence_block")).isEqualTo(3);
        assertThat(database.number("select max(block) from evidence_entry"))
                .as("nothing of the fourth block is left")
                .isEqualTo(3);

        hub.launchAgain().awaitStarted();

        await("the rest")
                .atMost(LONGEST)
                .until(() -> database.number("select count(*) from evidence_entry where source = 'audit'"
                                + " and entry like '%person-viewed%'")
                        == ROWS);
        assertThat(database.number("select max(number) - count(*) from evidence_block"))
                .isZero();
        await("the look at the whole chain against the tables")
                .atMost(LONGEST)
                .until(() -> database.number("select count(*) from evidence_check where entries >= " + ROWS) > 0);
        assertThat(database.number("select count(*) from evidence_check where findings <> '{}'"))
                .isZero();
        assertThat(hub.log()).contains("The evidence is whole up to block");
    }
}
