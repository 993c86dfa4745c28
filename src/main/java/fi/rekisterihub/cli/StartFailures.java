package fi.rekisterihub.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.Environment;

/**
 * Says in one sentence, with the name of the setting, why the hub does not start. Anything that is not the operator's
 * to mend is left to Spring's own words.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailures implements FailureAnalyzer {

    private static final String OURS = "fi.rekisterihub.";
    private static final Map<String, String> WANTED = Map.of(
            "Duration", "write a duration such as 30s or 5m",
            "Period", "write a period such as 30d or 1y",
            "DataSize", "write a size such as 10MB",
            "boolean", "write true or false",
            "Boolean", "write true or false",
            "int", "write a whole number",
            "Integer", "write a whole number",
            "long", "write a whole number",
            "Long", "write a whole number",
            "Path", "write a path");

    private final @Nullable Environment environment;

    StartFailures(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return sentence(causes(failure))
                .map(sentence -> new FailureAnalysis(sentence, null, failure))
                .orElse(null);
    }

    private Optional<String> sentence(List<Throwable> deepestFirst) {
        return first(deepestFirst, PortInUseException.class)
                .map(StartFailures::portInUse)
                .or(() -> first(deepestFirst, BindException.class).map(bind -> setting(bind, deepestFirst)))
                .or(() -> first(deepestFirst, SQLException.class).flatMap(this::database))
                .or(() -> ourOwnWords(deepestFirst));
    }

    private static String portInUse(PortInUseException failure) {
        return "The port %d is already in use: stop the program that has it, or set server.port to another one."
                .formatted(failure.getPort());
    }

    private static String setting(BindException bind, List<Throwable> deepestFirst) {
        Optional<String> own = ourOwnWords(deepestFirst);
        if (own.isPresent()) {
            return own.get();
        }
        Optional<BindValidationException> invalid = first(deepestFirst, BindValidationException.class);
        if (invalid.isPresent() && invalid.get().getValidationErrors().hasErrors()) {
            var error = invalid.get().getValidationErrors().getAllErrors().get(0);
            String field = error instanceof org.springframework.validation.FieldError one ? "." + one.getField() : "";
            return "The setting %s%s cannot be used: it %s."
                    .formatted(bind.getName(), field, error.getDefaultMessage());
        }
        String value = bind.getProperty() == null
                ? ""
                : " is '%s', which cannot be used".formatted(bind.getProperty().getValue());
        Optional<ConversionFailedException> conversion = first(deepestFirst, ConversionFailedException.class);
        Class<?> type = conversion.isPresent()
                ? conversion.get().getTargetType().getType()
                : bind.getTarget().getType().resolve(Object.class);
        return "The setting %s%s; %s.".formatted(bind.getName(), value, wanted(type));
    }

    private static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return "write one of " + List.of(type.getEnumConstants());
        }
        return WANTED.getOrDefault(type.getSimpleName(), "write a " + type.getSimpleName());
    }

    /** What the hub's own code threw is written for the operator already. */
    private static Optional<String> ourOwnWords(List<Throwable> deepestFirst) {
        return deepestFirst.stream()
                .filter(cause -> cause instanceof IllegalStateException || cause instanceof IllegalArgumentException)
                .filter(cause -> cause.getStackTrace().length > 0
                        && cause.getStackTrace()[0].getClassName().startsWith(OURS))
                .map(Throwable::getMessage)
                .findFirst();
    }

    /** SQL states: class 08 is a connection that fails, class 28 and 3D a user or database that is not accepted. */
    private Optional<String> database(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String url = environment == null ? "" : environment.getProperty("spring.datasource.url", "");
        String shown = url.replaceFirst("\\?.*", "");
        if (state.startsWith("08")) {
            return Optional.of(
                    "The database of spring.datasource.url (%s) cannot be reached: start it, or mend the address."
                            .formatted(shown));
        }
        if (state.startsWith("28") || state.startsWith("3D")) {
            return Optional.of(
                    "The database of spring.datasource.url (%s) refuses the hub: look at spring.datasource.username and spring.datasource.password, and at the database's name."
                            .formatted(shown));
        }
        return Optional.empty();
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        Collections.reverse(causes);
        return causes;
    }
}
