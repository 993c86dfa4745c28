package fi.rekisterihub.route;

import fi.rekisterihub.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that can be known of route files before they run: the house rules, what Camel's components say of their
 * parameters, and a trial load for the rest. Each thing is said once, by the one who knows its place best.
 */
final class RouteCheck {

    private RouteCheck() {}

    static List<Finding> findings(RouteTexts texts, TrialContext trial) {
        List<Finding> findings = new ArrayList<>(Lint.findings(texts));
        KameletBook kamelets =
                KameletBook.of(texts.kamelets().stream().map(LintFile::new).toList());
        texts.all().forEach(text -> findings.addAll(trial.rules(text, kamelets)));
        List<Finding> refused = trial.load(texts);
        refused.stream()
                .filter(finding -> !explained(finding, findings, texts))
                .toList()
                .forEach(findings::add);
        return findings.stream().sorted().distinct().toList();
    }

    /** By a finding in the file itself, or in a Kamelet that it is built of. */
    private static boolean explained(Finding refused, List<Finding> findings, RouteTexts texts) {
        RouteText text = texts.of(refused.file());
        return findings.stream()
                .map(Finding::file)
                .anyMatch(bad -> bad.equals(refused.file()) || (text != null && isBuiltOf(text, texts.of(bad))));
    }

    private static boolean isBuiltOf(RouteText text, @Nullable RouteText kamelet) {
        return kamelet != null && kamelet.isKamelet() && text.mentions(kamelet);
    }
}
