package fi.rekisterihub.route;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.support.DefaultRegistry;
import org.jspecify.annotations.Nullable;

/** The check of a hub home with neither Spring nor a database: for editors, CI and the command {@code check}. */
public final class HomeCheck {

    private HomeCheck() {}

    /**
     * @param home laid out as {@code hub.home}
     * @param settings name to value, null when it is not set
     * @return everything that is wrong with routes, Kamelets, mappings and profiles, sorted by place
     */
    public static List<Finding> check(
            Path home, UnaryOperator<@Nullable String> settings, List<ConfigurationFolder> folders) {
        RouteTexts texts = RouteTexts.read(home);
        try (TrialContext trial = new TrialContext(new DefaultRegistry(new StandInBeans()), settings)) {
            List<Finding> findings = new ArrayList<>(RouteCheck.findings(texts, trial));
            folders.forEach(folder -> findings.addAll(folder.prepare(home).findings()));
            return findings.stream().sorted().toList();
        }
    }
}
