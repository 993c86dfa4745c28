package fi.rekisterihub.route;

import fi.rekisterihub.Finding;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns what Camel throws while loading into one sentence at one place of the operator's file. */
final class LoadFailure {

    /** Camel gives places as {@code routes/x.camel.yaml:12}, at times without the column. */
    private static final Pattern LINE = Pattern.compile(":(\\d+)$");

    private LoadFailure() {}

    static Finding finding(RouteText text, Throwable failure) {
        int line = 1;
        int column = 1;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Mark> mark =
                    cause instanceof MarkedYamlEngineException yaml ? yaml.getProblemMark() : Optional.empty();
            if (mark.isPresent()) {
                line = mark.get().getLine() + 1;
                column = mark.get().getColumn() + 1;
            } else if (line == 1) {
                line = lineOf(cause);
            }
        }
        return new Finding(text.file(), line, column, sentence(failure));
    }

    /** The deepest cause says what is wrong; what lies above it repeats it with Camel's own wording. */
    static String sentence(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String message = deepest instanceof MarkedYamlEngineException yaml && yaml.getProblem() != null
                ? yaml.getProblem()
                : deepest.getMessage();
        String first = Objects.requireNonNullElse(message, deepest.getClass().getSimpleName())
                .strip()
                .replaceAll("\\s+", " ");
        return first.endsWith(".") ? first : first + ".";
    }

    private static int lineOf(Throwable cause) {
        String place = null;
        if (cause instanceof FailedToCreateRouteException created) {
            place = created.getLocation();
        } else if (cause instanceof FailedToStartRouteException started) {
            place = started.getLocation();
        }
        if (place == null) {
            return 1;
        }
        Matcher line = LINE.matcher(place);
        return line.find() ? Integer.parseInt(line.group(1)) : 1;
    }
}
