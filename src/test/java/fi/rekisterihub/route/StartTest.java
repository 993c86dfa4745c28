package fi.rekisterihub.route;

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
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** A restart beside a bad file: the last good text is in use, health says which file is bad, all others run. */
class StartTest {

    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String TEMPORARY = "soprano-valiaikainen-markkinointirekisteri";
    private static final String SOFOR_FILE = "mappings/registers/" + SOFOR + ".yaml";

    private final Path home = TestHome.withTables();
    private final JdbcClient jdbc = JdbcClient.create(FreshDatabase.dataSource());
    private Profiles profiles = ShippedProfiles.none(jdbc);
    private Mappings mappings = ShippedMappings.none();
    private HomeOfRoutes hub = hub();

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void runsTheLastGoodTextOfABadRoute() {
        hub.writeRoute("one", "first").writeRoute("two", "second").start();
        hub.write("routes/two.camel.yaml", HomeOfRoutes.route("two", "x").replace("setBody", "setBoddy"));
        hub.writeRoute("one", "changed");

        restart();

        assertThat(hub.answerOf("one")).isEqualTo("changed");
        assertThat(hub.answerOf("two")).isEqualTo("second");
        assertThat(down("routes/two.camel.yaml"))
                .startsWith("routes/two.camel.yaml:9:11: unknown step 'setBoddy'")
                .endsWith("The last good text of this file is running.");
    }

    @Test
    void theLastGoodTextOutlivesSeveralStarts() {
        hub.writeRoute("two", "second").start();
        hub.write("routes/two.camel.yaml", "- rout:");

        restart();
        restart();

        assertThat(hub.answerOf("two")).isEqualTo("second");
    }

    @Test
    void removesTheCopiesThatAKilledHubLeft() throws IOException {
        Path old = Files.createDirectories(home.resolve("data/candidate-1/routes"));
        Path young = Files.createDirectories(home.resolve("data/candidate-2/routes"));
        Files.setLastModifiedTime(old.getParent(), FileTime.from(Instant.EPOCH));

        hub.writeRoute("one", "first").start();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void leavesOutABadRouteThatNeverRan() {
        hub.writeRoute("one", "first").write("routes/two.camel.yaml", "- route:\n\tid: two\n");

        hub.start();

        assertThat(hub.answerOf("one")).isEqualTo("first");
        assertThat(hub.camel.getRoute("two")).isNull();
        assertThat(down("routes/two.camel.yaml"))
                .startsWith("routes/two.camel.yaml:2:1: ")
                .endsWith("Nothing of this file is running.");
    }

    @Test
    void runsTheLastGoodTextOfARouteThatDoesNotStart() {
        hub.writeRoute("one", "first").start();
        hub.write("routes/one.camel.yaml", HomeOfRoutes.routeThatCannotStart("one"));

        restart();
        restart();

        assertThat(hub.answerOf("one")).isEqualTo("first");
        assertThat(down("routes/one.camel.yaml")).endsWith("The last good text of this file is running.");
    }

    @Test
    void theLastGoodTextOfABadProfileRulesOn() {
        hub.writeRoute("one", "first").start();
        String law = profiles.get(SOFOR).fingerprint();
        hub.write(SOFOR_FILE, hub.read(SOFOR_FILE).replace("default: opt-in", "default: optin"));
        // As on a node with a new disk: what ruled last is known to the database.
        forgetFiles();

        restart();

        assertThat(profiles.get(SOFOR).fingerprint()).isEqualTo(law);
        assertThat(profiles.closed()).isEmpty();
        assertThat(profiles.find(TEMPORARY)).isPresent();
        assertThat(hub.answerOf("one")).isEqualTo("first");
        assertThat(down(SOFOR_FILE))
                .matches(SOFOR_FILE + ":\\d+:\\d+: 'optin' is no default; did you mean 'opt-in'\\?"
                        + " The last good text of this file is running\\.");
    }

    @Test
    void theLastGoodTextIsTheOneThatRuledLastNotTheNewest() {
        String first = hub.read(SOFOR_FILE);
        hub.start();
        String law = profiles.get(SOFOR).fingerprint();
        hub.write(SOFOR_FILE, first + "\n# another text\n");
        hub.writeRoute("one", "first").folder.swap();
        hub.write(SOFOR_FILE, first).folder.swap();
        hub.write(SOFOR_FILE, "id: [");

        restart();

        assertThat(profiles.get(SOFOR).fingerprint()).isEqualTo(law);
    }

    @Test
    void aBadProfileThatNeverRuledClosesItsRegisterAndNoOther() {
        hub.write(SOFOR_FILE, "id: [");

        hub.start();

        assertThat(profiles.closed()).containsExactly(SOFOR);
        assertThat(profiles.find(SOFOR)).isEmpty();
        assertThat(profiles.find(TEMPORARY)).isPresent();
        assertThat(mappings.closed()).isEmpty();
        assertThat(down(SOFOR_FILE))
                .startsWith(SOFOR_FILE + ":1:")
                .endsWith("The register takes no runs and sends nothing until this is mended.");
    }

    @Test
    void theLastGoodTextOfABadMappingIsInUse() {
        hub.start();
        String table = mappings.get("crm-person").version();
        hub.write("mappings/crm-person.yaml", "feed: [crm-person\n");

        restart();

        assertThat(mappings.get("crm-person").version()).isEqualTo(table);
        assertThat(down("mappings/crm-person.yaml")).endsWith("The last good text of this file is running.");
    }

    @Test
    void aMappingAndItsSamplesFallBackTogether() {
        hub.start();
        String table = mappings.get("crm-person").version();
        String file = "mappings/crm-person.yaml";
        hub.write(file, hub.read(file).replace("city: city", "city: street"));

        restart();

        assertThat(mappings.get("crm-person").version()).isEqualTo(table);
        assertThat(down("mappings/samples/crm-person/row.out.json"))
                .endsWith("The last good text of this file is running.");
    }

    @Test
    void aBadMappingThatNeverWorkedClosesItsFeedAndNoOther() {
        hub.write("mappings/crm-person.yaml", "feed: [crm-person\n");

        hub.start();

        assertThat(mappings.closed()).containsExactly("crm-person");
        assertThat(mappings.find("crm-person")).isEmpty();
        assertThat(mappings.find("prh-company")).isPresent();
        assertThat(down("mappings/crm-person.yaml")).endsWith("Nothing of this feed is taken in until this is mended.");
    }

    @Test
    void mendingABadFileAfterTheStartClearsItWithASwap() {
        String profile = hub.read(SOFOR_FILE);
        hub.writeRoute("one", "first").write(SOFOR_FILE, "id: [").start();
        hub.write(SOFOR_FILE, profile);

        assertThat(hub.folder.swap().findings()).isEmpty();

        assertThat(profiles.find(SOFOR)).isPresent();
        assertThat(profiles.closed()).isEmpty();
        assertThat(new RouteHealth(hub.folder).health().getStatus()).isEqualTo(Status.UP);
    }

    private HomeOfRoutes hub() {
        return new HomeOfRoutes(home, new MappingsAndProfiles(profiles, mappings));
    }

    private void restart() {
        hub.close();
        profiles = ShippedProfiles.none(jdbc);
        mappings = ShippedMappings.none();
        hub = hub();
        hub.start();
    }

    private void forgetFiles() {
        assertThat(FileSystemUtils.deleteRecursively(
                        home.resolve("data/last-good/mappings/registers").toFile()))
                .isTrue();
    }

    private String down(String file) {
        Health health = new RouteHealth(hub.folder).health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsKey(file);
        return health.getDetails().get(file).toString();
    }
}
