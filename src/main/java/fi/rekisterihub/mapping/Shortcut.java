package fi.rekisterihub.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path as most mapping tables write it, worked out without the language's help: names, and of a list the first object
 * that fits, as in {@code names[type='1' and version=1][0].name}. Many times faster, with the same meaning: where the
 * record has another shape than such a path expects, the answer is {@link #UNCLEAR} and the language decides.
 */
final class Shortcut {

    /** The language itself must be asked. */
    static final Object UNCLEAR = new Object();

    private static final String NAME = "[A-Za-z_]\\w*|`[^`]+`";
    private static final Pattern STEP = Pattern.compile("(" + NAME + ")(?:\\[([^\\[\\]]+)\\]\\[0\\])?");
    private static final Pattern EQUAL =
            Pattern.compile("(" + NAME + ")\\s*=\\s*(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\"|(\\d{1,9}))");
    private static final Pattern THERE = Pattern.compile("\\$exists\\(\\s*(" + NAME + ")\\s*\\)");
    private static final Pattern NOT_THERE =
            Pattern.compile("\\$not\\(\\s*\\$exists\\(\\s*(" + NAME + ")\\s*\\)\\s*\\)");
    static final Set<String> WORDS_OF_THE_LANGUAGE = Set.of("true", "false", "null", "and", "or", "in", "function");
    private static final Pattern AND = Pattern.compile("\\s+and\\s+");

    private final List<Step> steps;

    private Shortcut(List<Step> steps) {
        this.steps = steps;
    }

    /** @return null when the text is no such path */
    static @Nullable Shortcut of(String source) {
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(source);
        int at = 0;
        while (step.find(at) && step.start() == at) {
            List<Condition> conditions = step.group(2) == null ? List.of() : conditions(step.group(2));
            if (conditions == null || WORDS_OF_THE_LANGUAGE.contains(step.group(1))) {
                return null;
            }
            steps.add(new Step(plain(step.group(1)), step.group(2) != null, conditions));
            if (step.end() == source.length()) {
                return new Shortcut(List.copyOf(steps));
            }
            if (source.charAt(step.end()) != '.') {
                return null;
            }
            at = step.end() + 1;
        }
        return null;
    }

    /** The value, null for JSON null, {@link Expression#MISSING} when it is not there, or {@link #UNCLEAR}. */
    @Nullable
    Object value(Map<?, ?> record) {
        Object at = record;
        for (Step step : steps) {
            if (!(at instanceof Map<?, ?> map)) {
                // A list in the middle: let the language decide what it means.
                return at instanceof List ? UNCLEAR : Expression.MISSING;
            }
            Object next = map.get(step.name());
            if (next == null) {
                return step.chooses() && map.containsKey(step.name())
                        ? UNCLEAR
                        : map.containsKey(step.name()) ? null : Expression.MISSING;
            }
            at = step.chooses() ? step.first(next) : next;
            if (at == UNCLEAR || at == Expression.MISSING) {
                return at;
            }
        }
        return at instanceof List ? UNCLEAR : at;
    }

    private static @Nullable List<Condition> conditions(String filter) {
        List<Condition> conditions = new ArrayList<>();
        for (String part : AND.split(filter.strip())) {
            Matcher equal = EQUAL.matcher(part);
            Matcher there = THERE.matcher(part);
            Matcher notThere = NOT_THERE.matcher(part);
            if (equal.matches()) {
                String text = equal.group(2) == null ? equal.group(3) : equal.group(2);
                conditions.add(new Equal(plain(equal.group(1)), text == null ? Double.valueOf(equal.group(4)) : text));
            } else if (there.matches()) {
                conditions.add(new There(plain(there.group(1)), true));
            } else if (notThere.matches()) {
                conditions.add(new There(plain(notThere.group(1)), false));
            } else {
                return null;
            }
        }
        return conditions;
    }

    private static String plain(String name) {
        return name.replace("`", "");
    }

    /** @param chooses whether it is a list of which the first that fits is meant */
    private record Step(String name, boolean chooses, List<Condition> conditions) {

        Object first(Object list) {
            if (!(list instanceof List<?> objects)) {
                return UNCLEAR;
            }
            for (Object object : objects) {
                if (!(object instanceof Map<?, ?> map)) {
                    return UNCLEAR;
                }
                boolean fits = true;
                for (Condition condition : conditions) {
                    Boolean one = condition.holds(map);
                    if (one == null) {
                        return UNCLEAR;
                    }
                    fits &= one;
                }
                if (fits) {
                    return map;
                }
            }
            return Expression.MISSING;
        }
    }

    private sealed interface Condition permits Equal, There {
        /** Null when the language must say. */
        @Nullable
        Boolean holds(Map<?, ?> object);
    }

    private record Equal(String name, Object wanted) implements Condition {
        @Override
        public @Nullable Boolean holds(Map<?, ?> object) {
            Object value = object.get(name);
            if (value == null) {
                return object.containsKey(name) ? null : Boolean.FALSE;
            }
            if (value instanceof Number number) {
                return wanted instanceof Double other && number.doubleValue() == other;
            }
            return value instanceof String ? (Boolean) value.equals(wanted) : null;
        }
    }

    private record There(String name, boolean wanted) implements Condition {
        @Override
        public @Nullable Boolean holds(Map<?, ?> object) {
            Object value = object.get(name);
            if (value == null && object.containsKey(name)) {
                return null;
            }
            return value instanceof List ? null : (value != null) == wanted;
        }
    }
}
