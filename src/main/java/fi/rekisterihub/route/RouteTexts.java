package fi.rekisterihub.route;

import fi.rekisterihub.OperatorText;
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
                        OperatorText.list(home, "routes", RouteText.ROUTE_SUFFIX).stream(),
                        OperatorText.list(home, "routes/kamelets", RouteText.KAMELET_SUFFIX).stream())
                .map(text -> new RouteText(text.file(), text.text()))
                .toList());
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
