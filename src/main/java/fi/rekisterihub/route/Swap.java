package fi.rekisterihub.route;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * One change of the running texts to wanted ones that passed every check. When Camel still refuses one, all that was
 * changed is changed back.
 */
final class Swap {

    private final LiveRoutes live;
    private final RouteBook book;
    private final RouteTexts before;
    private final RouteTexts wanted;
    private final List<ConfigurationFolder.Prepared> folders;
    private final List<RouteText> toRemove = new ArrayList<>();
    private final List<RouteText> toLoad = new ArrayList<>();

    Swap(LiveRoutes live, RouteBook book, PreparedFiles prepared) {
        this.live = live;
        this.book = book;
        this.before = book.running();
        this.wanted = prepared.texts();
        this.folders = prepared.folders();
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
                        .filter(kamelet -> !kamelet.equals(text) && text.mentions(kamelet))
                        .anyMatch(kamelet -> dependsOnOne(changed, kamelet));
    }

    /**
     * Mappings and profiles change between the old routes and the new: no route that changed meets another's mappings.
     *
     * @return why everything is as it was before; empty when all was taken
     */
    List<Finding> run() {
        Deque<Undo> undos = new ArrayDeque<>();
        String current = "routes";
        try {
            for (RouteText text : lastLoadedFirst(toRemove)) {
                current = text.file();
                undos.push(new Undo(current, () -> {
                    live.remove(text);
                    live.load(text);
                }));
                live.remove(text);
            }
            for (ConfigurationFolder.Prepared folder : folders) {
                current = "mappings";
                folder.takeIntoUse();
                undos.push(new Undo(current, folder::putBack));
            }
            for (RouteText text : toLoad) {
                current = text.file();
                live.load(text);
                undos.push(new Undo(current, () -> live.remove(text)));
            }
        } catch (Exception failed) {
            return undo(new RouteText(current, textOf(current)), failed, undos);
        }
        toRemove.forEach(book::removed);
        toLoad.forEach(book::loaded);
        return List.of();
    }

    private String textOf(String file) {
        RouteText text = wanted.of(file);
        return text == null ? "" : text.text();
    }

    /** In the opposite order, so that Kamelets are there again before the routes that are built of them. */
    private static List<Finding> undo(RouteText culprit, Exception failure, Deque<Undo> undos) {
        List<Finding> findings = new ArrayList<>();
        findings.add(LoadFailure.finding(culprit, failure));
        for (Undo undo : undos) {
            try {
                undo.step().run();
            } catch (Exception failed) {
                String message = LoadFailure.finding(new RouteText(undo.file(), ""), failed)
                        .message();
                findings.add(new Finding(
                        undo.file(), 1, 1, "It could not be put back as it was and is stopped now: " + message));
            }
        }
        return findings;
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

    private record Undo(String file, Step step) {}

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
