package fi.rekisterihub.route;

import fi.rekisterihub.HubHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/**
 * A copy of some of the operator's folders, laid out as a home: it is checked, taken into use and kept, so that all
 * three see the same bytes whatever is saved meanwhile. What was kept last lies under {@code data/last-good}.
 */
final class Candidate implements AutoCloseable {

    private static final String PREFIX = "candidate-";
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path home;
    private final Path lastGood;
    private final List<String> folders;
    private final FolderPrint print;
    /** Files whose last good text is to stay kept, although they are bad or gone from this copy. */
    private final Set<String> spared = new HashSet<>();

    private Candidate(Path home, Path lastGood, List<String> folders) {
        this.home = home;
        this.lastGood = lastGood;
        this.folders = folders;
        this.print = FolderPrint.of(home, folders);
    }

    static Candidate copy(HubHome hub, List<String> folders) {
        try {
            Files.createDirectories(hub.data());
            removeAbandoned(hub.data());
            Path copy = Files.createTempDirectory(hub.data(), PREFIX);
            for (String folder : folders) {
                for (String file : FolderPrint.files(hub.home(), folder)) {
                    replace(hub.home().resolve(file), copy.resolve(file));
                }
            }
            return new Candidate(copy, hub.data().resolve("last-good"), folders);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The files of %s cannot be copied to %s to be checked.".formatted(hub.home(), hub.data()), e);
        }
    }

    /** What a hub left that was killed in the middle of a check; young ones may belong to a command beside us. */
    private static void removeAbandoned(Path data) throws IOException {
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(data, PREFIX + "*")) {
            for (Path copy : copies) {
                if (Files.getLastModifiedTime(copy)
                        .toInstant()
                        .isBefore(Instant.now().minus(ABANDONED))) {
                    FileSystemUtils.deleteRecursively(copy);
                }
            }
        }
    }

    Path home() {
        return home;
    }

    /** What the operator had saved when the copy was made. */
    FolderPrint print() {
        return print;
    }

    boolean has(String file) {
        return Files.exists(home.resolve(file));
    }

    /** Puts the last good text of a file in its place; false when there is none, or it is the same. */
    boolean putLastGood(String file) {
        spare(file);
        try {
            Path good = lastGood.resolve(file);
            if (!Files.isRegularFile(good)) {
                return false;
            }
            boolean another = replace(good, home.resolve(file));
            return putSamples(file) || another;
        } catch (IOException e) {
            throw new UncheckedIOException("The last good text of %s cannot be read.".formatted(file), e);
        }
    }

    boolean put(String file, String text) {
        spare(file);
        try {
            return write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), home.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The last good text of %s cannot be written.".formatted(file), e);
        }
    }

    /** A table and its samples belong together: what holds for one text need not hold for another. */
    private boolean putSamples(String file) throws IOException {
        if (!file.startsWith("mappings/") || file.lastIndexOf('/') != "mappings".length()) {
            return false;
        }
        String samples = "mappings/samples/" + file.replaceFirst("^mappings/(.*)\\.yaml$", "$1");
        boolean another = false;
        List<String> good = FolderPrint.files(lastGood, samples);
        for (String sample : FolderPrint.files(home, samples)) {
            another |= !good.contains(sample) && Files.deleteIfExists(home.resolve(sample));
        }
        for (String sample : good) {
            another |= replace(lastGood.resolve(sample), home.resolve(sample));
        }
        return another;
    }

    void remove(String file) {
        spare(file);
        try {
            Files.deleteIfExists(home.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The copy of %s cannot be left out.".formatted(file), e);
        }
    }

    /** What is kept of this file stays as it is. */
    void spare(String file) {
        spared.add(file);
    }

    /** Makes these texts the last good ones, but for the files that are spared. */
    void keep() {
        try {
            for (String folder : folders) {
                List<String> running = FolderPrint.files(home, folder);
                for (String file : running) {
                    if (!isSpared(file)) {
                        replace(home.resolve(file), lastGood.resolve(file));
                    }
                }
                for (String file : FolderPrint.files(lastGood, folder)) {
                    if (!running.contains(file) && !isSpared(file)) {
                        Files.delete(lastGood.resolve(file));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The running routes and mappings cannot be kept in %s; a restart with a bad file would not find them."
                            .formatted(lastGood),
                    e);
        }
    }

    private boolean isSpared(String file) {
        return spared.contains(Settling.unit(file));
    }

    private static boolean replace(Path from, Path to) throws IOException {
        return write(Files.readAllBytes(from), to);
    }

    /** By rename, so that a hub that is killed here finds the old text or the new one, never half of one. */
    private static boolean write(byte[] text, Path to) throws IOException {
        if (Files.exists(to) && Arrays.equals(text, Files.readAllBytes(to))) {
            return false;
        }
        Files.createDirectories(to.getParent());
        Path written = to.resolveSibling(to.getFileName() + ".new");
        Files.write(written, text);
        Files.move(written, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException e) {
            throw new UncheckedIOException("The copy %s cannot be removed; remove it by hand.".formatted(home), e);
        }
    }
}
