package fi.rekisterihub.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

class WatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Path home;
    private HomeOfRoutes hub;

    @BeforeEach
    void startTwoRoutes(@TempDir Path folder) {
        home = folder;
        hub = new HomeOfRoutes(folder);
        hub.writeRoute("one", "first").writeRoute("two", "second").start();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void takesASavedFileWithoutACommand() {
        hub.watch.start();

        hub.writeRoute("two", "saved").writeRoute("three", "new");

        await().atMost(PATIENCE).until(() -> hub.camel.getRoute("three") != null);
        assertThat(hub.answerOf("one")).isEqualTo("first");
        assertThat(hub.answerOf("two")).isEqualTo("saved");
        assertThat(hub.answerOf("three")).isEqualTo("new");
    }

    @Test
    void takesAFileThatIsRenamedIntoPlace() throws IOException {
        hub.watch.start();
        hub.write("saved.tmp", HomeOfRoutes.route("two", "renamed"));

        Files.move(
                home.resolve("saved.tmp"), home.resolve("routes/two.camel.yaml"), StandardCopyOption.REPLACE_EXISTING);

        await().atMost(PATIENCE).until(() -> hub.answerOf("two").equals("renamed"));
    }

    @Test
    void aBadSaveKeepsWhatRanAndSaysWhereItIsBadUntilItIsMended() {
        hub.watch.start();
        hub.writeRoute("one", "changed");
        hub.write("routes/two.camel.yaml", HomeOfRoutes.route("two", "x").replace("setBody", "setBoddy"));

        await().atMost(PATIENCE).until(() -> !hub.folder.bad().isEmpty());
        assertThat(hub.answerOf("one")).isEqualTo("first");
        assertThat(hub.answerOf("two")).isEqualTo("second");
        Health down = new RouteHealth(hub.folder).health();
        assertThat(down.getStatus()).isEqualTo(Status.DOWN);
        assertThat(down.getDetails().get("routes/two.camel.yaml").toString())
                .startsWith("routes/two.camel.yaml:9:11: unknown step 'setBoddy'; did you mean 'setBody'?");
        assertThat(hub.folder.states())
                .filteredOn(state -> state.id().equals("two"))
                .allMatch(state -> state.status() == RouteState.Status.STARTED)
                .extracting(RouteState::lastMessage)
                .allMatch(message -> message != null && message.contains("two.camel.yaml:9:11"));

        hub.writeRoute("two", "mended");

        await().atMost(PATIENCE).until(() -> hub.folder.bad().isEmpty());
        assertThat(new RouteHealth(hub.folder).health().getStatus()).isEqualTo(Status.UP);
        assertThat(hub.answerOf("one")).isEqualTo("changed");
        assertThat(hub.answerOf("two")).isEqualTo("mended");
    }

    @Test
    void takingTheOldTextBackMendsToo() {
        hub.watch.start();
        hub.write("routes/two.camel.yaml", "- rout:");
        await().atMost(PATIENCE).until(() -> !hub.folder.bad().isEmpty());

        hub.writeRoute("two", "second");

        await().atMost(PATIENCE).until(() -> hub.folder.bad().isEmpty());
        assertThat(hub.answerOf("two")).isEqualTo("second");
    }

    @Test
    void whatEditorsLeaveBesideAFileIsNoChange() throws IOException {
        FolderPrint before = print();

        hub.write("routes/two.camel.yaml~", "half of")
                .write("routes/.two.camel.yaml.swp", "b0VIM")
                .write("routes/.two.camel.yaml", "hidden")
                .write("routes/#two.camel.yaml#", "saved by itself")
                .write("routes/4913", "")
                .write("mappings/.~lock.crm-person.yaml", "locked");
        Files.createSymbolicLink(home.resolve("routes/.#two.camel.yaml"), Path.of("somebody@somewhere.1234"));
        Files.setLastModifiedTime(home.resolve("routes/one.camel.yaml"), FileTime.from(Instant.EPOCH));

        assertThat(print()).isEqualTo(before);
        assertThat(hub.folder.check()).isEmpty();
    }

    @Test
    void seesTheFilesOfAMountedVolumeThroughItsLinks() throws IOException {
        hub.write("routes/..one/three.camel.yaml", HomeOfRoutes.route("three", "old"));
        hub.write("routes/..two/three.camel.yaml", HomeOfRoutes.route("three", "new"));
        Path data = home.resolve("routes/..data");
        Files.createSymbolicLink(data, Path.of("..one"));
        Files.createSymbolicLink(home.resolve("routes/three.camel.yaml"), Path.of("..data/three.camel.yaml"));
        assertThat(hub.folder.swap().swapped()).isTrue();
        FolderPrint before = print();

        Files.delete(data);
        Files.createSymbolicLink(data, Path.of("..two"));

        assertThat(print()).isNotEqualTo(before);
        assertThat(hub.folder.swap().changed()).containsExactly("three");
        assertThat(hub.answerOf("three")).isEqualTo("new");
    }

    @Test
    void aFolderThatHasGoneAwayStopsNothing() {
        hub.delete("routes/one.camel.yaml");
        hub.delete("routes/two.camel.yaml");

        SwapReport report = hub.folder.swap();

        assertThat(report.findings()).extracting(Finding::file).containsExactly("routes");
        assertThat(hub.answerOf("one")).isEqualTo("first");
        assertThat(new RouteHealth(hub.folder).health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void waitsUntilNothingMoreIsSaved() {
        QuietPeriod quiet = new QuietPeriod(Duration.ofSeconds(2));
        FolderPrint half = print();
        hub.writeRoute("two", "the other half");
        FolderPrint whole = print();

        assertThat(quiet.isOver(half, seconds(10))).isFalse();
        assertThat(quiet.isOver(whole, seconds(11))).isFalse();
        assertThat(quiet.isOver(whole, seconds(12))).isFalse();
        assertThat(quiet.isOver(whole, seconds(13))).isTrue();
        assertThat(quiet.isOver(half, seconds(14))).isFalse();
    }

    private FolderPrint print() {
        return FolderPrint.of(home, RouteFolder.FOLDERS);
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
