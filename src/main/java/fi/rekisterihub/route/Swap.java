package fi.rekisterihub.route;

import fi.rekisterihub.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One change of the running texts to wanted ones that passed every check. When Camel still refuses one, all that was
 * changed is changed back.
 */
final class Swap {

    private static final Logger LOG = LoggerFactory.getLogger(Swap.class);

    private final LiveRoutes live;
    private final RouteBook book;
    private final RouteTexts before;
    private final RouteTexts wanted;
    private final List<RouteText> toRemove = new ArrayList<>();
    private final List<RouteText> toLoad = new ArrayList<>();

    Swap(LiveRoutes live, RouteBook book, RouteTexts wanted) {
        this.live = live;
        this.book = book;
        this.before = book.running();
        this.wanted = wanted;
        plan();
    }

    /** Unchanged routes are left alone, unless a Kamelet they are built of or the error handling changed. */
    private void plan() {
        List<RouteText> changed = new ArrayList<>();
        before.all().stream().filter(text -> !wanted.hasSame(text)).forEach(changed::add);
        wanted.all().stream().filter(text -> before.of(text.file()) == null).forEach(changed::add);
        for (RouteText text : before.all()) {
            if (dependsOnOne(changed, text)) {
                toRemove.add(text);
            }
        }
        for (RouteText text : wanted.all()) {
            if (before.of(text.file()) == null || toRemove.contains(before.of(text.file()))) {
                toLoad.add(text);
            }
        }
    }

    private boolean dependsOnOne(List<RouteText> changed, RouteText text) {
        if (changed.contains(text)) {
            return true;
        }
        if (text.isErrors()) {
            return false;
        }
        boolean otherErrors = changed.stream().anyMatch(RouteText::isErrors);
        return (text.isRoute() && otherErrors)
                || before.kamelets().stream()
                        .filter(kamelet -> !kamelet.equals(text) && mentions(text, kamelet))
                        .anyMatch(kamelet -> dependsOnOne(changed, kamelet));
    }

    /** A name in a description counts too: a route reloaded in vain does no harm. */
    private static boolean mentions(RouteText text, RouteText kamelet) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(kamelet.stem()) + "(?![\\w-])")
                .matcher(text.text())
                .find();
    }

    List<Finding> run() {
        List<RouteText> removed = new ArrayList<>();
        List<RouteText> loaded = new ArrayList<>();
        RouteText current = null;
        try {
            for (RouteText text : lastLoadedFirst(toRemove)) {
                current = text;
                removed.add(text);
                live.remove(text);
            }
            for (RouteText text : toLoad) {
                current = text;
                live.load(text);
                loaded.add(text);
            }
        } catch (Exception failed) {
            undo(removed, loaded);
            return current == null ? List.of() : List.of(LoadFailure.finding(current, failed));
        }
        removed.forEach(book::removed);
        loaded.forEach(book::loaded);
        return List.of();
    }

    private void undo(List<RouteText> removed, List<RouteText> loaded) {
        for (RouteText text : lastLoadedFirst(loaded)) {
            attempt(text, () -> live.remove(text));
        }
        for (RouteText text : lastLoadedFirst(removed)) {
            attempt(text, () -> {
                live.remove(text);
                live.load(text);
            });
        }
    }

    private static void attempt(RouteText text, Step step) {
        try {
            step.run();
        } catch (Exception failed) {
            LOG.error("{} could not be put back as it was: {}", text.file(), LoadFailure.sentence(failed));
        }
    }

    private static List<RouteText> lastLoadedFirst(List<RouteText> texts) {
        List<RouteText> reversed = new ArrayList<>(texts);
        Collections.reverse(reversed);
        return reversed;
    }

    SwapReport report() {
        return new SwapReport(
                true,
                toLoad.stream().filter(RouteText::isRoute).map(RouteText::stem).toList(),
                before.routes().stream()
                        .filter(text -> wanted.of(text.file()) == null)
                        .map(RouteText::stem)
                        .toList(),
                List.of());
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
