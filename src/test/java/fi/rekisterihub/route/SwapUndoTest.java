package fi.rekisterihub.route;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finding;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.MappingsAndProfiles;
import fi.rekisterihub.mapping.ShippedMappings;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.ShippedProfiles;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.TestHome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A change that passed every check and still fails in the middle: all of it is as it was before. */
class SwapUndoTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final String PROFILE = "mappings/registers/" + REGISTER + ".yaml";
    private static final String MAPPING = "mappings/crm-person.yaml";

    private final JdbcClient jdbc = JdbcClient.create(FreshDatabase.dataSource());
    private final Profiles profiles = ShippedProfiles.none(jdbc);
    private final Mappings mappings = ShippedMappings.none();
    private HomeOfRoutes hub;
    private String lawBefore = "";
    private String tableBefore = "";

    @BeforeEach
    void startRoutesOfAKamelet() {
        Path home = TestHome.withTables();
        hub = new HomeOfRoutes(home, new MappingsAndProfiles(profiles, mappings));
        hub.writeKamelet("old").writeRoute("one", "first").writeRoute("two", "second");
        hub.write("routes/three.camel.yaml", HomeOfRoutes.routeOfKamelet("three"));
        hub.start();
        lawBefore = profiles.get(REGISTER).fingerprint();
        tableBefore = mappings.get("crm-person").version();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aRouteThatDoesNotStartPutsRoutesKameletsMappingsAndProfilesBack() {
        changeEverything();
        hub.write("routes/zzz.camel.yaml", HomeOfRoutes.routeThatCannotStart("zzz"));
        assertThat(hub.folder.check()).as("found by no check").isEmpty();

        SwapReport report = hub.folder.swap();

        assertThat(report.swapped()).isFalse();
        assertThat(report.findings()).extracting(Finding::file).containsExactly("routes/zzz.camel.yaml");
        allIsAsBefore();
        assertThat(hub.camel.getRoute("zzz")).isNull();
        assertThat(hub.folder.bad()).isEqualTo(report.findings());
    }

    @Test
    void afterItIsMendedTheWholeChangeIsTaken() {
        changeEverything();
        hub.write("routes/zzz.camel.yaml", HomeOfRoutes.routeThatCannotStart("zzz"));
        hub.folder.swap();
        hub.writeRoute("zzz", "mended");

        assertThat(hub.folder.swap().swapped()).isTrue();

        assertThat(hub.answerOf("one")).isEqualTo("changed");
        assertThat(hub.answerOf("three")).isEqualTo("new");
        assertThat(hub.answerOf("zzz")).isEqualTo("mended");
        assertThat(hub.camel.getRoute("two")).isNull();
        assertThat(profiles.get(REGISTER).fingerprint()).isNotEqualTo(lawBefore);
        assertThat(mappings.get("crm-person").version()).isNotEqualTo(tableBefore);
        assertThat(hub.folder.bad()).isEmpty();
    }

    @Test
    void anOldRouteThatShouldStartAnewAndDoesNotRunsOnWithItsOldText() {
        hub.write("routes/one.camel.yaml", HomeOfRoutes.routeThatCannotStart("one"));

        SwapReport report = hub.folder.swap();

        assertThat(report.findings()).extracting(Finding::file).containsExactly("routes/one.camel.yaml");
        allIsAsBefore();
    }

    @Test
    void profilesThatCannotBeKeptPutTheRoutesBack() {
        changeEverything();
        jdbc.sql("alter table profile_version rename to gone").update();

        SwapReport report = hub.folder.swap();

        assertThat(report.swapped()).isFalse();
        assertThat(report.findings()).extracting(Finding::file).containsExactly("mappings");
        allIsAsBefore();
    }

    private void changeEverything() {
        hub.writeKamelet("new").writeRoute("one", "changed").delete("routes/two.camel.yaml");
        hub.write(PROFILE, hub.read(PROFILE) + "\n# another text\n");
        hub.write(MAPPING, hub.read(MAPPING) + "\n# another text\n");
    }

    private void allIsAsBefore() {
        assertThat(hub.answerOf("one")).isEqualTo("first");
        assertThat(hub.answerOf("two")).isEqualTo("second");
        assertThat(hub.answerOf("three")).isEqualTo("old");
        assertThat(profiles.get(REGISTER).fingerprint()).isEqualTo(lawBefore);
        assertThat(mappings.get("crm-person").version()).isEqualTo(tableBefore);
        assertThat(hub.folder.states())
                .filteredOn(state -> state.status() == RouteState.Status.STARTED)
                .extracting(RouteState::id)
                .containsExactly("one", "three", "two");
    }
}
