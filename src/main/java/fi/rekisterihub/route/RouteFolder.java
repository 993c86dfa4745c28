package fi.rekisterihub.route;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.Finding;
import fi.rekisterihub.HubHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * The routes that run and the files they come from. At start a bad file is left out, or its last good text is used,
 * and the rest runs; {@link #swap} takes all files of now or changes nothing. Thread-safe.
 */
@Service
public final class RouteFolder {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFolder.class);
    private static final String[] FOLDERS = {"routes", "mappings"};

    private final HubHome home;
    private final CamelContext camel;
    private final List<ConfigurationFolder> folders;
    private final Supplier<List<Finding>> badAtStart;
    private final LiveRoutes live;
    private final RouteBook book;

    @Autowired
    RouteFolder(
            HubHome home,
            CamelContext camel,
            ObjectProvider<ConfigurationFolder> folders,
            ConfigurationStart configuration,
            RouteCounters counters) {
        this(home, camel, folders.orderedStream().toList(), configuration::bad, counters);
    }

    RouteFolder(
            HubHome home,
            CamelContext camel,
            List<ConfigurationFolder> folders,
            Supplier<List<Finding>> badAtStart,
            RouteCounters counters) {
        this.home = home;
        this.badAtStart = badAtStart;
        this.camel = camel;
        this.folders = List.copyOf(folders);
        this.live = new LiveRoutes(camel);
        this.book = new RouteBook(camel, counters);
    }

    /** What is wrong with the operator's files as they are now; changes nothing. */
    public List<Finding> check() {
        try (Candidate candidate = Candidate.copy(home, FOLDERS)) {
            return check(candidate.home());
        }
    }

    /** Takes all files of now into use, or nothing when one of them is bad. */
    public synchronized SwapReport swap() {
        try (Candidate candidate = Candidate.copy(home, FOLDERS)) {
            List<Finding> findings = check(candidate.home());
            return findings.isEmpty() ? takeIntoUse(candidate) : new SwapReport(false, List.of(), List.of(), findings);
        }
    }

    /** Every route that runs or should, by id. */
    public synchronized List<RouteState> states() {
        return book.states();
    }

    /** What is wrong with the files that should be running; empty when all of them are. */
    synchronized List<Finding> bad() {
        return book.bad();
    }

    /** Loads what is good. Called once, when the Camel context runs and before the hub says that it is ready. */
    synchronized void start() {
        try (Candidate candidate = Candidate.copy(home, "routes")) {
            List<Finding> bad = new ArrayList<>(badAtStart.get());
            bad.addAll(candidate.settle(this::checkRoutes));
            for (RouteText text : RouteTexts.read(candidate.home()).all()) {
                try {
                    live.load(text);
                    book.loaded(text);
                } catch (Exception failed) {
                    bad.add(LoadFailure.finding(text, failed));
                }
            }
            book.bad(bad);
            bad.forEach(finding -> LOG.error("{}", finding));
            LOG.info("{} routes are loaded from {}.", book.running().routes().size(), home.routes());
            candidate.keep();
        }
    }

    private List<Finding> check(Path candidate) {
        List<Finding> findings = new ArrayList<>(checkRoutes(candidate));
        folders.forEach(folder -> findings.addAll(folder.check(candidate)));
        return findings.stream().sorted().toList();
    }

    private List<Finding> checkRoutes(Path candidate) {
        RouteTexts texts = RouteTexts.read(candidate);
        try (TrialContext trial = TrialContext.beside(camel)) {
            return Lint.withoutRepeats(Lint.findings(texts), trial.load(texts));
        }
    }

    private SwapReport takeIntoUse(Candidate candidate) {
        Swap swap = new Swap(live, book, RouteTexts.read(candidate.home()));
        List<Finding> failures = swap.run();
        if (!failures.isEmpty()) {
            return new SwapReport(false, List.of(), List.of(), failures);
        }
        folders.forEach(folder -> folder.takeIntoUse(candidate.home()));
        candidate.keep();
        book.bad(List.of());
        return swap.report();
    }
}
