package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.MappingsAndProfiles;
import fi.rekisterihub.mapping.ShippedMappings;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.ShippedProfiles;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** A profile or table that is bad and never was good: what depends on it waits, and nothing else does. */
class ClosedRegisterTest {

    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String TEMPORARY = "soprano-valiaikainen-markkinointirekisteri";
    private static final String RUN = """
            with fetched as (insert into delivery (feed, origin, status) values (:feed, 'test', 'complete') returning id)
            insert into run (delivery_id, feed, register_id) select id, :feed, :register from fetched
            """;

    private final Path home = TestHome.withTables();
    private final JdbcClient jdbc = JdbcClient.create(FreshDatabase.dataSource());
    private final Profiles profiles = ShippedProfiles.none(jdbc);
    private final Mappings mappings = ShippedMappings.none();
    private final Runs runs = new Runs(
            jdbc,
            new IntakeSettings(
                    2000,
                    2,
                    Duration.ofSeconds(15),
                    DataSize.ofMegabytes(1),
                    DataSize.ofMegabytes(1),
                    Duration.ofDays(90),
                    false),
            profiles,
            mappings);

    @Test
    void aRegisterWithoutAGoodProfileTakesNoRunsUntilItIsMended() throws IOException {
        Path file = home.resolve("mappings/registers/" + SOFOR + ".yaml");
        String good = Files.readString(file);
        queue("crm-person", SOFOR);
        queue("asiakastieto-company", TEMPORARY);
        Files.writeString(file, "id: [");
        takeIntoUse();

        assertThat(claim()).contains("asiakastieto-company into " + TEMPORARY);
        assertThat(claim()).isEmpty();

        Files.writeString(file, good);
        takeIntoUse();
        assertThat(claim()).contains("crm-person into " + SOFOR);
    }

    @Test
    void aFeedWithoutAGoodTableWaitsUntilItIsMended() throws IOException {
        Path file = home.resolve("mappings/crm-person.yaml");
        String good = Files.readString(file);
        queue("crm-person", SOFOR);
        queue("prh-company", SOFOR);
        Files.writeString(file, "feed: [");
        takeIntoUse();

        assertThat(claim()).contains("prh-company into " + SOFOR);
        assertThat(claim()).isEmpty();

        Files.writeString(file, good);
        takeIntoUse();
        assertThat(claim()).contains("crm-person into " + SOFOR);
    }

    private void takeIntoUse() {
        new MappingsAndProfiles(profiles, mappings).prepare(home).takeIntoUse();
    }

    private void queue(String feed, String register) {
        jdbc.sql(RUN).param("feed", feed).param("register", register).update();
    }

    private Optional<String> claim() {
        return runs.claim(null).map(run -> run.feed() + " into " + run.registerId());
    }
}
