package fi.rekisterihub.route;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What to write where a value of a Java type is wanted. */
final class ValueKind {

    private ValueKind() {}

    static String wanted(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "write true or false";
        }
        if (type.isEnum()) {
            return "write one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (type == long.class || type == Long.class || type == java.time.Duration.class) {
            return "write a number, or a time such as 500ms, 30s or 5m";
        }
        return Number.class.isAssignableFrom(type) || type.isPrimitive()
                ? "write a number"
                : "write a " + type.getSimpleName();
    }
}
