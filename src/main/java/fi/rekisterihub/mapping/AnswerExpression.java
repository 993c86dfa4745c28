package fi.rekisterihub.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A JSONata expression over the answer of a call, for routes whose calls say how their answers are read. */
public final class AnswerExpression {

    private static final Codes NO_CODES = new Codes();

    private final Expression expression;

    private AnswerExpression(Expression expression) {
        this.expression = expression;
    }

    /** @throws IllegalArgumentException saying what is wrong with it */
    public static AnswerExpression of(String source) {
        return new AnswerExpression(Expression.of(source, NO_CODES));
    }

    /** Whether it comes to true; anything else, and nothing at all, is no. */
    public boolean yes(Map<String, ?> answer) {
        return Boolean.TRUE.equals(value(answer));
    }

    /** What it comes to as a text or a number; null when it comes to nothing. */
    public @Nullable Object one(Map<String, ?> answer) {
        Object value = value(answer);
        return value instanceof Collection<?> several
                ? several.stream().findFirst().orElse(null)
                : value;
    }

    /** Every text that it comes to. */
    public List<String> texts(Map<String, ?> answer) {
        Object value = value(answer);
        Collection<?> values =
                value instanceof Collection<?> several ? several : value == null ? List.of() : List.of(value);
        return values.stream().filter(Objects::nonNull).map(String::valueOf).toList();
    }

    private @Nullable Object value(Map<String, ?> answer) {
        Object value = expression.value(answer);
        return value == Expression.MISSING ? null : value;
    }

    @Override
    public String toString() {
        return expression.toString();
    }
}
