package fi.rekisterihub.route;

import fi.rekisterihub.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.jspecify.annotations.Nullable;

/** What runs, since when, and what should run but does not. Not thread-safe: the folder locks. */
final class RouteBook {

    private record Entry(RouteText text, Instant since) {}

    private final CamelContext camel;
    private final RouteCounters counters;
    private final SourceTrouble sources;
    private final Map<String, Entry> running = new LinkedHashMap<>();
    private List<Finding> bad = List.of();
    private Instant badSince = Instant.now();

    RouteBook(CamelContext camel, RouteCounters counters) {
        this.camel = camel;
        this.counters = counters;
        this.sources = new SourceTrouble(camel);
    }

    void loaded(RouteText text) {
        running.put(text.file(), new Entry(text, Instant.now()));
    }

    void removed(RouteText text) {
        running.remove(text.file());
    }

    void bad(List<Finding> findings) {
        bad = List.copyOf(findings);
        badSince = Instant.now();
    }

    List<Finding> bad() {
        return bad;
    }

    RouteTexts running() {
        return new RouteTexts(running.values().stream().map(Entry::text).toList());
    }

    List<RouteState> states() {
        List<RouteState> states = new ArrayList<>();
        for (Entry entry : running.values()) {
            if (entry.text().isRoute()) {
                states.add(state(entry));
            }
        }
        for (Finding finding : bad) {
            if (!running.containsKey(finding.file()) && finding.file().endsWith(RouteText.ROUTE_SUFFIX)) {
                states.add(failed(finding));
            }
        }
        return states.stream().sorted(Comparator.comparing(RouteState::id)).toList();
    }

    private RouteState state(Entry entry) {
        String id = entry.text().stem();
        Route route = camel.getRoute(id);
        ServiceStatus status = camel.getRouteController().getRouteStatus(id);
        RouteCounters.Count count = counters.of(id);
        String bad = badMessage(entry.text().file());
        String trouble = sources.of(route).orElse(null);
        return new RouteState(
                id,
                entry.text().file(),
                route == null ? "" : Objects.requireNonNullElse(route.getDescription(), ""),
                status == null || !status.isStarted()
                        ? RouteState.Status.STOPPED
                        : trouble == null ? RouteState.Status.STARTED : RouteState.Status.TROUBLED,
                entry.since(),
                bad != null ? bad : trouble != null ? trouble : count.lastMessage(),
                count.total(),
                count.failed());
    }

    private @Nullable String badMessage(String file) {
        return bad.stream()
                .filter(finding -> finding.file().equals(file))
                .map(Finding::toString)
                .findFirst()
                .orElse(null);
    }

    private RouteState failed(Finding finding) {
        RouteText text = new RouteText(finding.file(), "");
        return new RouteState(
                text.stem(), text.file(), "", RouteState.Status.FAILED, badSince, finding.toString(), 0, 0);
    }
}
