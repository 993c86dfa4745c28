package fi.rekisterihub.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.identity.LookedFor;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** A {@code kill -9} while a register is looked through for those who are one; then a restart. */
class KilledLookTest {

    private static final int PERSONS = 300;
    private static final int ENTITIES = PERSONS + PERSONS / 10;
    private static final int PORTION = 25;
    private static final Duration LONGEST = Duration.ofSeconds(90);

    /** The look stands still in the middle of its fifth portion, until the test lets go. */
    private static final String STAND_STILL = """
            create function stand_still() returns trigger language plpgsql as $$
            begin
                if new.entities >= %d then
                    perform pg_advisory_xact_lock(4711);
                end if;
                return new;
            end $$;
            create trigger stands_still before update on identity_run for each row execute function stand_still()
            """.formatted(5 * PORTION);

    private static final String GO_ON = "drop trigger stands_still on identity_run";

    private final Path home = TestHome.withRoutes("crm-person");
    private final HubDatabase database = new HubDatabase(home);
    private final ChildHub hub = ChildHub.launchWithoutPages(
            home,
            "--hub.sources.crm.folder=" + home.resolve("drop"),
            "--hub.identity.portion=" + PORTION,
            "--hub.identity.every=200ms");

    @AfterEach
    void stop() throws IOException {
        hub.close();
        FileSystemUtils.deleteRecursively(home);
    }

    @Test
    void looksAtEverybodyAfterAKillAndFindsWhatItWouldHaveFound() throws IOException, SQLException {
        hub.awaitStarted();
        long lookedAt;
        try (Connection holding = database.source().getConnection();
                Statement statement = holding.createStatement()) {
            statement.execute(STAND_STILL);
            statement.execute("select pg_advisory_lock(4711)");
            dropFile();
            await("the fifth portion")
                    .atMost(LONGEST)
                    .until(() -> database.number(
                                    "select count(*) from pg_locks where locktype = 'advisory' and objid = 4711 and not granted")
                            == 1);
            lookedAt = database.number("select entities from identity_run");
            hub.killHard();
        }
        database.jdbc().sql(GO_ON).update();
        database.letLeasesRunOut();
        assertThat(lookedAt).as("looked at when it was killed").isEqualTo(4 * PORTION);
        assertThat(database.texts("select status from identity_run")).containsExactly("waiting");

        assertThat(database.number("select total from identity_run")).isEqualTo(ENTITIES);

        hub.launchAgain().awaitStarted();

        await("the rest").atMost(LONGEST).untilAsserted(() -> assertThat(
                        database.texts("select status || ' ' || entities from identity_run"))
                .containsExactly("done " + ENTITIES));
        LookedFor found = LookedFor.in(database.jdbc());
        assertThat(found).isEqualTo(LookedFor.undisturbed(LookedFor.rowsOf(PERSONS)));
        assertThat(found.links()).hasSizeGreaterThan(20);
        assertThat(found.events()).hasSameSizeAs(found.links());
        assertThat(database.texts("select total || ' ' || linked from identity_run"))
                .as("as many as were changed, and as many as are linked, counted once each")
                .containsExactly(ENTITIES + " " + found.links().size());
    }

    private void dropFile() throws IOException {
        Path file = home.resolve("crm.csv");
        Files.writeString(file, Imports.CRM_HEADER + LookedFor.rowsOf(PERSONS));
        Files.createDirectories(home.resolve("drop"));
        Files.move(file, home.resolve("drop/crm.csv"), StandardCopyOption.ATOMIC_MOVE);
    }
}
