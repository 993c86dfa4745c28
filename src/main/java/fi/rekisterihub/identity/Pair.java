package fi.rekisterihub.identity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two entities, the older first. */
public record Pair(long one, long other) {

    public Pair {
        if (one >= other) {
            throw new IllegalArgumentException("A pair is of two, the older first: %d, %d.".formatted(one, other));
        }
    }

    private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    /** The pair that is called so: two ids with a hyphen between. */
    public static Optional<Pair> named(String name) {
        Matcher ids = NAME.matcher(name);
        if (!ids.matches()) {
            return Optional.empty();
        }
        long one = Long.parseLong(ids.group(1));
        long other = Long.parseLong(ids.group(2));
        return one == other ? Optional.empty() : Optional.of(of(one, other));
    }

    /** The two in their order. */
    public static Pair of(long one, long other) {
        return new Pair(Math.min(one, other), Math.max(one, other));
    }
}
