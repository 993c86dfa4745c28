package fi.rekisterihub.route;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.Finding;
import fi.rekisterihub.HubHome;
import fi.rekisterihub.description.ChangedText;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The routes that run and the files they come from. At start a bad file is left out, or its last good text is used,
 * and the rest runs; {@link #swap()} takes all files of now or changes nothing. Thread-safe.
 */
@Service
public final class RouteFolder {

    static final List<String> FOLDERS = List.of("routes", "mappings");

    private static final Logger LOG = LoggerFactory.getLogger(RouteFolder.class);
    private static final String VANISHED =
            "The folder holds no route any more, so the running ones go on. Is it mounted? To stop all, stop the hub.";

    private final HubHome home;
    private final CamelContext camel;
    private final ConfigurationStart configuration;
    private final LiveRoutes live;
    private final RouteBook book;
    private final PublicTexts texts;
    private FolderPrint inUse = FolderPrint.NOTHING;
    private volatile Optional<FolderPrint> lookedAt = Optional.empty();
    private volatile List<ChangedText> waiting = List.of();

    RouteFolder(
            HubHome home,
            CamelContext camel,
            ConfigurationStart configuration,
            RouteCounters counters,
            PublicTexts texts) {
        this.home = home;
        this.camel = camel;
        this.configuration = configuration;
        this.live = new LiveRoutes(camel);
        this.book = new RouteBook(camel, counters);
        this.texts = texts;
    }

    /** What is wrong with the operator's files as they are now; changes nothing. */
    public List<Finding> check() {
        try (Candidate candidate = Candidate.copy(home, FOLDERS)) {
            return prepare(candidate.home()).findings();
        }
    }

    /** Takes all files of now into use, or nothing when one of them is bad, whatever they change in public texts. */
    public synchronized SwapReport swap() {
        return swap(candidate -> List.of());
    }

    /**
     * The same; but nothing is changed either when the public text of a register would become one that nobody has seen.
     *
     * @param seen fingerprints of the saved profiles whose text somebody has looked at
     */
    public synchronized SwapReport swap(Set<String> seen) {
        return swap(candidate -> texts.unseen(candidate.home(), seen));
    }

    private SwapReport swap(Function<Candidate, List<ChangedText>> unseen) {
        try (Candidate candidate = Candidate.copy(home, FOLDERS)) {
            lookedAt = Optional.of(candidate.print());
            PreparedFiles prepared = prepare(candidate.home());
            if (prepared.findings().isEmpty() && vanished(prepared.texts())) {
                return refused(List.of(new Finding("routes", 1, 1, VANISHED)));
            }
            if (!prepared.findings().isEmpty()) {
                return refused(prepared.findings());
            }
            List<ChangedText> toSee = unseen.apply(candidate);
            return toSee.isEmpty() ? takeIntoUse(candidate, prepared) : waits(toSee);
        } catch (UncheckedIOException unreadable) {
            return refused(List.of(new Finding("routes", 1, 1, String.valueOf(unreadable.getMessage()))));
        }
    }

    /** What the files that are saved now would change in public texts. */
    public List<ChangedText> changesOfTexts() {
        return texts.changes(home.home());
    }

    /** Registers whose saved profile waits until somebody has seen what it changes in their public text. */
    public List<String> waiting() {
        return waiting.stream().map(change -> change.after().id()).toList();
    }

    /** Every route that runs or should, by id. */
    public synchronized List<RouteState> states() {
        return book.states();
    }

    /** What is wrong with the files that should be running; empty when all of them are. */
    public synchronized List<Finding> bad() {
        return book.bad();
    }

    /** What the operator had saved when it was last looked at; empty before the start. */
    Optional<FolderPrint> lookedAt() {
        return lookedAt;
    }

    /** Loads what is good. Called once, when the Camel context runs and before the hub says that it is ready. */
    synchronized void start() {
        try (Candidate candidate = Candidate.copy(home, List.of("routes"))) {
            List<Finding> bad = new ArrayList<>(configuration.bad());
            bad.addAll(new Settling(candidate, file -> Optional.empty()).settle(this::checkRoutes));
            RouteTexts.read(candidate.home()).all().forEach(text -> start(text, candidate, bad));
            book.bad(bad);
            bad.forEach(finding -> LOG.error("{}", finding));
            LOG.info("{} routes are loaded from {}.", book.running().routes().size(), home.routes());
            candidate.keep();
            inUse = candidate.print().and(configuration.print());
            lookedAt = Optional.of(inUse);
        }
    }

    private void start(RouteText text, Candidate candidate, List<Finding> bad) {
        try {
            live.load(text);
            book.loaded(text);
        } catch (Exception failed) {
            Finding finding = LoadFailure.finding(text, failed);
            boolean another = candidate.putLastGood(text.file()) && startLastGood(text, candidate);
            if (!another) {
                candidate.remove(text.file());
            }
            bad.add(Settling.withConsequence(finding, !another));
        }
    }

    private boolean startLastGood(RouteText text, Candidate candidate) {
        RouteText good = RouteTexts.read(candidate.home()).of(text.file());
        try {
            if (good != null) {
                live.load(good);
                book.loaded(good);
            }
            return good != null;
        } catch (Exception failed) {
            LOG.error("Nor does the last good text: {}", LoadFailure.finding(text, failed));
            return false;
        }
    }

    private PreparedFiles prepare(Path candidate) {
        List<ConfigurationFolder.Prepared> folders = configuration.folders().stream()
                .map(folder -> folder.prepare(candidate))
                .toList();
        List<Finding> findings = new ArrayList<>(checkRoutes(candidate));
        folders.forEach(folder -> findings.addAll(folder.findings()));
        return new PreparedFiles(
                RouteTexts.read(candidate), folders, findings.stream().sorted().toList());
    }

    /** A network folder that has gone away looks like one whose files were all deleted. */
    private boolean vanished(RouteTexts texts) {
        return texts.routes().isEmpty() && !book.running().routes().isEmpty();
    }

    private List<Finding> checkRoutes(Path candidate) {
        RouteTexts texts = RouteTexts.read(candidate);
        try (TrialContext trial = TrialContext.beside(camel)) {
            return RouteCheck.findings(texts, trial);
        }
    }

    /** No fault of a file: what ran before runs on, and health says nothing of it. */
    private SwapReport waits(List<ChangedText> toSee) {
        waiting = toSee;
        book.bad(List.of());
        LOG.warn(
                "The saved files wait: they change what the people of these registers are told: {}. Look at the change on"
                        + " the page Routes and take the files into use there.",
                String.join(", ", waiting()));
        return new SwapReport(false, List.of(), List.of(), List.of(), waiting());
    }

    private SwapReport takeIntoUse(Candidate candidate, PreparedFiles prepared) {
        Swap swap = new Swap(live, book, prepared);
        List<Finding> failures = swap.run();
        if (!failures.isEmpty()) {
            return refused(failures);
        }
        List<Finding> notKept = keep(candidate, prepared);
        book.bad(notKept);
        notKept.forEach(finding -> LOG.error("{}", finding));
        waiting = List.of();
        SwapReport report = swap.report();
        LOG.info("{}", report.inWords(candidate.print().differsFrom(inUse)));
        inUse = candidate.print();
        return report;
    }

    /** What runs now runs, whether it can be kept for the next start or not. */
    private static List<Finding> keep(Candidate candidate, PreparedFiles prepared) {
        try {
            candidate.keep();
            prepared.folders().forEach(ConfigurationFolder.Prepared::keep);
            return List.of();
        } catch (RuntimeException failed) {
            return List.of(new Finding(
                    "data/last-good",
                    1,
                    1,
                    Objects.requireNonNullElse(failed.getMessage(), "The files cannot be kept.")));
        }
    }

    private SwapReport refused(List<Finding> findings) {
        if (!findings.equals(book.bad())) {
            LOG.error("The saved files are not taken into use; what ran before runs on.");
            findings.forEach(finding -> LOG.error("{}", finding));
        }
        book.bad(findings);
        return new SwapReport(false, List.of(), List.of(), findings);
    }
}
