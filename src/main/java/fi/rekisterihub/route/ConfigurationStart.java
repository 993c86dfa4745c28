package fi.rekisterihub.route;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.Finding;
import fi.rekisterihub.HubHome;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
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

    ConfigurationStart(HubHome home, RouteSettings settings, ObjectProvider<ConfigurationFolder> folders) {
        this.home = home;
        this.settings = settings;
        this.folders = folders.orderedStream().toList();
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (folders.isEmpty()) {
            return;
        }
        try (Candidate candidate = Candidate.copy(home, "mappings")) {
            bad = candidate.settle(this::check);
            bad.forEach(finding -> LOG.error("{}", finding));
            folders.forEach(folder -> folder.takeIntoUse(candidate.home()));
            // A command beside a running server must not decide what the server's next start falls back to.
            if (settings.enabled()) {
                candidate.keep();
            }
        }
    }

    /** What was wrong at start. */
    List<Finding> bad() {
        return bad;
    }

    private List<Finding> check(Path candidate) {
        return folders.stream()
                .flatMap(folder -> folder.check(candidate).stream())
                .toList();
    }
}
