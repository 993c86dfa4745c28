package fi.rekisterihub.route;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.Finding;
import fi.rekisterihub.HubHome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Takes mappings and profiles into use once all beans are made and before any worker starts, in commands too. A bad
 * file is replaced by its last good text.
 */
@Component
final class ConfigurationStart implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationStart.class);

    private final HubHome home;
    private final RouteSettings settings;
    private final List<ConfigurationFolder> folders;
    private List<Finding> bad = List.of();
    private FolderPrint print = FolderPrint.NOTHING;

    @Autowired
    ConfigurationStart(HubHome home, RouteSettings settings, ObjectProvider<ConfigurationFolder> folders) {
        this(home, settings, folders.orderedStream().toList());
    }

    ConfigurationStart(HubHome home, RouteSettings settings, List<ConfigurationFolder> folders) {
        this.home = home;
        this.settings = settings;
        this.folders = List.copyOf(folders);
    }

    @Override
    public void afterSingletonsInstantiated() {
        try (Candidate candidate = Candidate.copy(home, List.of("mappings"))) {
            print = candidate.print();
            bad = new Settling(candidate, this::lastGood).settle(this::check);
            bad.forEach(finding -> LOG.error("{}", finding));
            List<ConfigurationFolder.Prepared> prepared = folders.stream()
                    .map(folder -> folder.prepare(candidate.home()))
                    .toList();
            prepared.forEach(ConfigurationFolder.Prepared::takeIntoUse);
            // A command beside a running server must not decide what the server's next start falls back to.
            if (settings.enabled()) {
                candidate.keep();
                prepared.forEach(ConfigurationFolder.Prepared::keep);
            }
        }
    }

    List<ConfigurationFolder> folders() {
        return folders;
    }

    /** What was wrong at start. */
    List<Finding> bad() {
        return bad;
    }

    /** What the operator had saved at start. */
    FolderPrint print() {
        return print;
    }

    private Optional<String> lastGood(String file) {
        return folders.stream()
                .flatMap(folder -> folder.lastGood(file).stream())
                .findFirst();
    }

    private List<Finding> check(Path candidate) {
        return folders.stream()
                .flatMap(folder -> folder.prepare(candidate).findings().stream())
                .toList();
    }
}
