package fi.rekisterihub.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All files of {@code routes/} in the order of loading: Kamelets, error handling, routes. Immutable. */
final class RouteTexts {

    private static final Comparator<RouteText> LOADING_ORDER =
            Comparator.comparingInt(RouteTexts::rank).thenComparing(RouteText::file);

    private final Map<String, RouteText> byFile;

    RouteTexts(Collection<RouteText> texts) {
        Map<String, RouteText> sorted = new LinkedHashMap<>();
        texts.stream().sorted(LOADING_ORDER).forEach(text -> sorted.put(text.file(), text));
        this.byFile = Collections.unmodifiableMap(sorted);
    }

    /** Reads {@code routes/*.camel.yaml} and {@code routes/kamelets/*.kamelet.yaml}; a missing folder is empty. */
    static RouteTexts read(Path home) {
        return new RouteTexts(Stream.concat(
                        texts(home, "routes/", RouteText.ROUTE_SUFFIX),
                        texts(home, "routes/kamelets/", RouteText.KAMELET_SUFFIX))
                .toList());
    }

    private static Stream<RouteText> texts(Path home, String folder, String suffix) {
        Path directory = home.resolve(folder);
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .filter(file -> file.getFileName().toString().endsWith(suffix) && Files.isRegularFile(file))
                    .map(file -> new RouteText(folder + file.getFileName(), text(file)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder %s cannot be read.".formatted(directory), e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read as UTF-8 text.".formatted(file), e);
        }
    }

    private static int rank(RouteText text) {
        if (text.isKamelet()) {
            return 0;
        }
        return text.isErrors() ? 1 : 2;
    }

    List<RouteText> all() {
        return List.copyOf(byFile.values());
    }

    List<RouteText> kamelets() {
        return only(RouteText::isKamelet);
    }

    List<RouteText> routes() {
        return only(RouteText::isRoute);
    }

    @Nullable
    RouteText errors() {
        return byFile.get(RouteText.ERRORS_FILE);
    }

    @Nullable
    RouteText of(String file) {
        return byFile.get(file);
    }

    boolean hasSame(RouteText text) {
        return text.equals(byFile.get(text.file()));
    }

    private List<RouteText> only(Predicate<RouteText> kind) {
        return byFile.values().stream().filter(kind).toList();
    }
}
