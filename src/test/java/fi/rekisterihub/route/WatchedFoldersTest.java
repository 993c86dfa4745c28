package fi.rekisterihub.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFoldersTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-05T10:00:00Z"));

    @TempDir
    private Path home;

    private Path file;
    private WatchedFolders watched;

    @BeforeEach
    void save() throws IOException {
        file = Files.createDirectories(home.resolve("routes")).resolve("one.camel.yaml");
        Files.writeString(file, "- route: one");
        watched = new WatchedFolders(home, List.of("routes", "mappings"));
    }

    @Test
    void saysTheSameAsReadingAllFilesWhenOneIsSavedAgainWithinAMoment() throws IOException {
        for (int i = 0; i < 20; i++) {
            Files.writeString(file, "- route: " + (char) ('a' + i));
            assertThat(watched.now()).isEqualTo(read());
        }
    }

    @Test
    void seesAnOlderFileThatIsRenamedIntoPlace() throws IOException {
        Files.setLastModifiedTime(file, LONG_AGO);
        watched.now();
        Path other = home.resolve("other");
        Files.writeString(other, "- route: two");
        Files.setLastModifiedTime(other, LONG_AGO);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(watched.now()).isEqualTo(read());
    }

    @Test
    void seesWhatIsNewAndGone() throws IOException {
        FolderPrint before = watched.now();
        Files.writeString(home.resolve("routes/two.camel.yaml"), "- route: two");
        Files.delete(file);

        assertThat(watched.now().differsFrom(before)).containsExactly("routes/one.camel.yaml", "routes/two.camel.yaml");
    }

    @Test
    void readsAllNowAndThenWhateverTheySayOfThemselves() throws IOException {
        Files.setLastModifiedTime(file, LONG_AGO);
        watched.now();
        Files.writeString(file, "- route: two");
        Files.setLastModifiedTime(file, LONG_AGO);

        for (int look = 0; look < 130; look++) {
            watched.now();
        }
        assertThat(watched.now()).isEqualTo(read());
    }

    private FolderPrint read() {
        return FolderPrint.of(home, List.of("routes", "mappings"));
    }
}
