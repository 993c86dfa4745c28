package fi.rekisterihub.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A hub home for one test: the shipped routes and mappings, copied, so that a test may break them. */
public final class TestHome {

    private TestHome() {}

    /**
     * A new temporary folder with the project's own {@code routes/} and {@code mappings/}, and the profiles of two registers:
     * each of the eight takes part in every delivery that it lists, and few tests are about that.
     */
    public static Path copyOfShipped() {
        return withRegisters("sofor-asiakasrekisteri", "soprano-valiaikainen-markkinointirekisteri");
    }

    /** The same with the profiles of these registers and of no other. */
    public static Path withRegisters(String... registerIds) {
        Path home = withAllRegisters();
        keep(home.resolve("mappings/registers"), ".yaml", registerIds);
        return home;
    }

    /** The same with everything that is shipped. */
    public static Path withAllRegisters() {
        try {
            // Left for `mvn clean`: hundreds of them in the machine's folder would stay until it starts anew.
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            Path home = Files.createTempDirectory(target, "hub-home");
            for (String folder : new String[] {"routes", "mappings"}) {
                copy(Path.of(folder), home.resolve(folder));
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with no other routes than these, so that nothing else moves; none at all when none is named. */
    public static Path withRoutes(String... routeIds) {
        Path home = copyOfShipped();
        keep(home.resolve("routes"), ".camel.yaml", routeIds);
        return home;
    }

    private static void keep(Path folder, String suffix, String... names) {
        Set<String> kept = Arrays.stream(names).map(name -> name + suffix).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(suffix)
                        && !kept.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with one mapping more, or another in the place of a shipped one. */
    public static Path withMapping(String feed, String yaml) {
        Path home = copyOfShipped();
        try {
            Files.writeString(home.resolve("mappings/" + feed + ".yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home;
    }

    /** The same with the mappings and profiles only, and no route and no block of one. */
    public static Path withTables() {
        Path home = withRoutes();
        keep(home.resolve("routes/kamelets"), ".kamelet.yaml");
        return home;
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            Files.createDirectories(to);
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
