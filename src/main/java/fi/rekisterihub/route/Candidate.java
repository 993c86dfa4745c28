package fi.rekisterihub.route;

import fi.rekisterihub.Finding;
import fi.rekisterihub.HubHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A copy of some of the operator's folders, laid out as a home: it is checked, taken into use and kept, so that all
 * three see the same bytes whatever is saved meanwhile. What was kept last lies under {@code data/last-good}.
 */
final class Candidate implements AutoCloseable {

    private final Path home;
    private final Path lastGood;
    private final List<String> folders;
    private final Set<String> fallenBack = new HashSet<>();

    private Candidate(Path home, Path lastGood, List<String> folders) {
        this.home = home;
        this.lastGood = lastGood;
        this.folders = folders;
    }

    static Candidate copy(HubHome hub, String... folders) {
        try {
            Files.createDirectories(hub.data());
            Path copy = Files.createTempDirectory(hub.data(), "candidate-");
            Candidate candidate = new Candidate(copy, hub.data().resolve("last-good"), List.of(folders));
            for (String folder : folders) {
                for (String file : files(hub.home(), folder)) {
                    replace(hub.home().resolve(file), copy.resolve(file));
                }
            }
            return candidate;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The files of %s cannot be copied to %s to be checked.".formatted(hub.home(), hub.data()), e);
        }
    }

    Path home() {
        return home;
    }

    /**
     * Puts the last good text in the place of every bad file, or leaves the file out, until the check finds nothing.
     *
     * @return what was wrong, each with what runs instead
     */
    List<Finding> settle(Function<Path, List<Finding>> check) {
        List<Finding> told = new ArrayList<>();
        for (List<Finding> wrong = check.apply(home); !wrong.isEmpty(); wrong = check.apply(home)) {
            boolean changed = false;
            Set<String> handled = new HashSet<>();
            for (Finding finding : mostBasic(wrong)) {
                boolean known = fallenBack.contains(finding.file()) && !handled.contains(finding.file());
                changed |= handled.add(finding.file()) && fallBack(finding.file());
                if (!known) {
                    told.add(withConsequence(finding));
                }
            }
            if (!changed) {
                break;
            }
        }
        return List.copyOf(told);
    }

    /** Kamelets and error handling first: a route that only suffers from a bad Kamelet is not bad itself. */
    private static List<Finding> mostBasic(List<Finding> wrong) {
        List<Finding> basic = wrong.stream()
                .filter(finding -> finding.file().endsWith(RouteText.KAMELET_SUFFIX)
                        || finding.file().equals(RouteText.ERRORS_FILE))
                .toList();
        return basic.isEmpty() ? wrong : basic;
    }

    private Finding withConsequence(Finding finding) {
        String consequence = Files.exists(home.resolve(finding.file()))
                ? "The last good text of this file is running."
                : "Nothing of this file is running.";
        return new Finding(finding.file(), finding.line(), finding.column(), finding.message() + " " + consequence);
    }

    private boolean fallBack(String file) {
        try {
            Path good = lastGood.resolve(file);
            if (fallenBack.add(file) && Files.isRegularFile(good)) {
                replace(good, home.resolve(file));
                return true;
            }
            return Files.deleteIfExists(home.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The last good text of %s cannot be read.".formatted(file), e);
        }
    }

    /** Makes these texts the last good ones. Files that fell back stay kept, also when they are left out now. */
    void keep() {
        try {
            for (String folder : folders) {
                Set<String> running = files(home, folder);
                for (String file : running) {
                    replace(home.resolve(file), lastGood.resolve(file));
                }
                for (String file : files(lastGood, folder)) {
                    if (!running.contains(file) && !fallenBack.contains(file)) {
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

    /** By rename, so that a hub that is killed here finds the old text or the new one, never half of one. */
    private static void replace(Path from, Path to) throws IOException {
        byte[] text = Files.readAllBytes(from);
        if (Files.exists(to) && Arrays.equals(text, Files.readAllBytes(to))) {
            return;
        }
        Files.createDirectories(to.getParent());
        Path written = to.resolveSibling(to.getFileName() + ".new");
        Files.write(written, text);
        Files.move(written, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Set<String> files(Path root, String folder) throws IOException {
        Path start = root.resolve(folder);
        if (!Files.isDirectory(start)) {
            return Set.of();
        }
        try (Stream<Path> walked = Files.walk(start)) {
            Set<String> files = new HashSet<>();
            walked.filter(Files::isRegularFile)
                    .forEach(file -> files.add(root.relativize(file).toString().replace('\\', '/')));
            return files;
        }
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
