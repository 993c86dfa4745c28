package fi.rekisterihub.promises;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one test ended that proves a promise.
 *
 * @param promise {@code SA4} or {@code rule 2}
 * @param test class and method
 * @param says the display name without the id
 * @param result {@code passed}, {@code failed}, {@code aborted} or {@code skipped}
 */
record Proof(String promise, String test, String says, String result) {

    static final Pattern BEGINS =
            Pattern.compile("((?:SA|SO|SM|SV|SK|M|F|V)\\d|rule \\d)\\b[:,]? *(.*)", Pattern.DOTALL);
    private static final String PASSED = "passed";

    boolean passed() {
        return result.equals(PASSED);
    }

    /** One line, the way between the JVMs that run tests and the table. */
    String line() {
        return String.join("\t", promise, test, says.replaceAll("\\s+", " "), result);
    }

    static Proof of(String line) {
        String[] parts = line.split("\t", -1);
        return new Proof(parts[0], parts[1], parts[2], parts[3]);
    }

    static Matcher named(String displayName) {
        return BEGINS.matcher(displayName);
    }
}
