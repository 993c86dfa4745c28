package fi.rekisterihub.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that is read by key, so that rows which arrive meanwhile shift nothing.
 *
 * @param next what to send as {@code after} for the following page; absent on the last one
 */
public record Slice<T>(List<T> items, @Nullable String next) {

    /** Most rows that one answer carries. */
    public static final int MOST = 500;

    static int most(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new BadRequest("limit must be between 1 and %d.".formatted(MOST));
        }
        return limit;
    }

    /** @param fetched up to one row more than asked for, which tells that there is another page */
    static <T, R> Slice<R> of(List<T> fetched, int limit, Function<T, ?> key, Function<T, R> shape) {
        boolean more = fetched.size() > limit;
        List<T> rows = more ? fetched.subList(0, limit) : fetched;
        String next = more ? String.valueOf(key.apply(rows.get(limit - 1))) : null;
        return new Slice<>(rows.stream().map(shape).toList(), next);
    }
}
