package fi.rekisterihub.route;

import fi.rekisterihub.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How a start goes on with bad files: each is replaced by its last good text, or given up, until nothing else is wrong.
 * A swap never does so; it takes all files or none.
 */
final class Settling {

    private static final String PROFILES = "mappings/registers/";
    private static final String SAMPLES = "mappings/samples/";

    private final Candidate candidate;
    private final Function<String, Optional<String>> keptElsewhere;
    private final Map<String, List<Finding>> told = new LinkedHashMap<>();
    private final Set<String> fallenBack = new HashSet<>();
    private final Set<String> givenUp = new HashSet<>();

    /** @param keptElsewhere file to the last good text that the database keeps of it */
    Settling(Candidate candidate, Function<String, Optional<String>> keptElsewhere) {
        this.candidate = candidate;
        this.keptElsewhere = keptElsewhere;
    }

    /** @return what was wrong, each with what is in use instead */
    List<Finding> settle(Function<Path, List<Finding>> check) {
        for (List<Finding> wrong = open(check); !wrong.isEmpty(); wrong = open(check)) {
            Map<String, List<Finding>> byUnit = new LinkedHashMap<>();
            mostBasic(wrong).forEach(finding -> byUnit.computeIfAbsent(unit(finding.file()), unit -> new ArrayList<>())
                    .add(finding));
            byUnit.forEach((unit, findings) -> {
                told.putIfAbsent(unit, findings);
                fallBack(unit);
            });
        }
        return told.entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().stream().map(finding -> withConsequence(finding, givenUp(entry.getKey()))))
                .toList();
    }

    /** The file that falls back when this one is bad: a sample says something about its table. */
    static String unit(String file) {
        if (!file.startsWith(SAMPLES)) {
            return file;
        }
        String feed = file.substring(SAMPLES.length());
        return "mappings/" + feed.substring(0, Math.max(0, feed.indexOf('/'))) + ".yaml";
    }

    static Finding withConsequence(Finding finding, boolean givenUp) {
        String consequence = "The last good text of this file is running.";
        if (givenUp && finding.file().startsWith(PROFILES)) {
            consequence = "The register takes no runs and sends nothing until this is mended.";
        } else if (givenUp && finding.file().startsWith("mappings/")) {
            consequence = "Nothing of this feed is taken in until this is mended.";
        } else if (givenUp) {
            consequence = "Nothing of this file is running.";
        }
        return new Finding(finding.file(), finding.line(), finding.column(), finding.message() + " " + consequence);
    }

    private boolean givenUp(String unit) {
        return givenUp.contains(unit);
    }

    private List<Finding> open(Function<Path, List<Finding>> check) {
        return check.apply(candidate.home()).stream()
                .filter(finding -> !givenUp(unit(finding.file())))
                .toList();
    }

    /** First what others are built on: a route that only suffers from a bad Kamelet is not bad itself. */
    private static List<Finding> mostBasic(List<Finding> wrong) {
        List<Finding> basic = wrong.stream()
                .filter(finding -> finding.file().endsWith(RouteText.KAMELET_SUFFIX)
                        || finding.file().equals(RouteText.ERRORS_FILE)
                        || finding.file().startsWith(PROFILES))
                .toList();
        return basic.isEmpty() ? wrong : basic;
    }

    private void fallBack(String unit) {
        boolean another = fallenBack.add(unit)
                && keptElsewhere
                        .apply(unit)
                        .map(text -> candidate.put(unit, text))
                        .orElseGet(() -> candidate.putLastGood(unit));
        if (!another) {
            giveUp(unit);
        }
    }

    private void giveUp(String unit) {
        givenUp.add(unit);
        if (unit.startsWith("mappings/")) {
            // Stays where it is: that the file is there and bad is how its register or feed is known to wait.
            candidate.spare(unit);
        } else {
            candidate.remove(unit);
        }
    }
}
