package fi.rekisterihub.route;

import fi.rekisterihub.Finding;
import java.util.List;

/**
 * What came of one command to take the files into use.
 *
 * @param swapped whether the files of now are running; when false nothing was changed
 * @param changed routes that were loaded or loaded anew, by id
 * @param removed routes that are gone because their file is gone, by id
 * @param findings what is wrong with the files; empty when nothing is
 * @param waiting registers whose public text would change to one that nobody has seen, by id; empty when swapped
 */
public record SwapReport(
        boolean swapped, List<String> changed, List<String> removed, List<Finding> findings, List<String> waiting) {

    SwapReport(boolean swapped, List<String> changed, List<String> removed, List<Finding> findings) {
        this(swapped, changed, removed, findings, List.of());
    }

    /** What happened, for the log. */
    String inWords(List<String> files) {
        if (files.isEmpty() && changed.isEmpty() && removed.isEmpty()) {
            return "The saved files are those in use; nothing had to be changed.";
        }
        StringBuilder words = new StringBuilder("The saved files are in use");
        words.append(files.isEmpty() ? "." : " (%s).".formatted(String.join(", ", files)));
        words.append(
                changed.isEmpty()
                        ? " No route had to be loaded anew"
                        : " Routes loaded: " + String.join(", ", changed));
        return words.append(removed.isEmpty() ? "." : "; routes removed: %s.".formatted(String.join(", ", removed)))
                .toString();
    }
}
