package fi.rekisterihub.route;

import fi.rekisterihub.Finding;
import fi.rekisterihub.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Turns what Camel throws while loading into one sentence at one place of the operator's file. Camel's own messages
 * repeat whole uris, and with them what settings and secrets made of their parameters; so they are passed on only as far
 * as they quote nothing.
 */
final class LoadFailure {

    private static final Pattern MISSING_SETTING = Pattern.compile("Property with key \\[([\\w.-]+)]");
    private static final Pattern UNKNOWN_PARAMETERS = Pattern.compile("Unknown parameters=\\[\\{([\\w.-]+)=");
    private static final Pattern DUPLICATE_ID = Pattern.compile("Duplicate id detected: ([\\w.-]+)");
    private static final int SHORTEST_SECRET = 3;

    private LoadFailure() {}

    static Finding finding(RouteText text, Throwable failure) {
        List<Throwable> causes = causes(failure);
        LintFile file = new LintFile(text);
        String sentence = sentence(file, causes);
        return first(causes, MarkedYamlEngineException.class)
                .flatMap(MarkedYamlEngineException::getProblemMark)
                .map(mark -> new Finding(text.file(), mark.getLine() + 1, mark.getColumn() + 1, sentence))
                .orElseGet(() -> at(place(file, causes), text, sentence));
    }

    /** Where the route begins, for what concerns all of it. */
    static Finding atBeginning(RouteText text, String message) {
        return at(FileSearch.key(new LintFile(text).root(), "from"), text, message);
    }

    private static Finding at(@Nullable Node place, RouteText text, String message) {
        return place == null
                ? new Finding(text.file(), 1, 1, message)
                : new Finding(
                        text.file(),
                        place.getStartMark().getLine() + 1,
                        place.getStartMark().getColumn() + 1,
                        message);
    }

    /** The parameter, bean or uri that Camel complains of; else where the route begins. */
    private static @Nullable Node place(LintFile file, List<Throwable> causes) {
        Node parameter = first(causes, PropertyBindingException.class)
                .map(PropertyBindingException::getPropertyName)
                .map(name -> FileSearch.key(file.root(), name))
                .orElse(null);
        Node bean = first(causes, NoSuchBeanException.class)
                .map(NoSuchBeanException::getName)
                .map(name -> FileSearch.value(file.root(), name))
                .orElse(null);
        Node uri = first(causes, ResolveEndpointFailedException.class)
                .map(ResolveEndpointFailedException::getUri)
                .map(wanted -> FileSearch.uri(file.root(), wanted))
                .orElse(null);
        Node beginning = FileSearch.key(file.root(), "from");
        return Stream.of(parameter, bean, uri, beginning)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String sentence(LintFile file, List<Throwable> causes) {
        return first(causes, PropertyBindingException.class)
                .map(unusable -> (FileSearch.key(file.root(), unusable.getPropertyName()) == null
                                ? "A value given here becomes '%s' of a component, which cannot use it: %s."
                                : "'%s' cannot be used: %s.")
                        .formatted(unusable.getPropertyName(), wanted(causes)))
                .or(() -> first(causes, NoSuchBeanException.class).map(missing -> "There is no bean '%s'%s"
                        .formatted(missing.getName(), NearestWord.hint(missing.getName(), StandInBeans.hubNames()))))
                .or(() -> first(causes, MethodNotFoundException.class)
                        .map(missing -> "A bean has no method '%s'; look at its name and parameters."
                                .formatted(missing.getMethodName())))
                .or(() -> group(causes, MISSING_SETTING)
                        .map("Nothing sets '%s': set it in config/application.yaml or the environment."::formatted))
                .or(() -> group(causes, UNKNOWN_PARAMETERS)
                        .map("No parameter '%s' is known here; look how it is written."::formatted))
                .or(() -> group(causes, DUPLICATE_ID)
                        .map("The id '%s' is used twice; every id must be unique over all routes."::formatted))
                .orElseGet(() -> ownWords(file, causes.get(causes.size() - 1)));
    }

    private static String wanted(List<Throwable> causes) {
        return first(causes, TypeConversionException.class)
                .map(conversion -> ValueKind.wanted(conversion.getToType()))
                .orElseGet(() -> group(causes, Pattern.compile("to type: (boolean)"))
                        .map(yes -> ValueKind.wanted(boolean.class))
                        .orElse("look what this parameter takes"));
    }

    /** The deepest cause says what is wrong; what lies above it repeats it with the whole route. */
    private static String ownWords(LintFile file, Throwable deepest) {
        String message = deepest instanceof MarkedYamlEngineException yaml && yaml.getProblem() != null
                ? yaml.getProblem()
                : deepest.getMessage();
        if (message == null
                || deepest instanceof NullPointerException
                || deepest instanceof IndexOutOfBoundsException) {
            return "Camel cannot make this route (%s); look at its uris and parameters."
                    .formatted(deepest.getClass().getSimpleName());
        }
        String said = message.strip()
                .replaceAll("\\s+", " ")
                .replaceAll("\\?\\S*", "?…")
                .replaceAll("\"[^\"]*\"", "\"…\"");
        for (String value : FileSearch.quotable(file.root())) {
            if (value.length() >= SHORTEST_SECRET) {
                said = said.replace(value, "…");
            }
        }
        return said.endsWith(".") ? said : said + ".";
    }

    private static Optional<String> group(List<Throwable> causes, Pattern pattern) {
        return causes.stream()
                .map(cause -> pattern.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
