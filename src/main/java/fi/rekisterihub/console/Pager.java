package fi.rekisterihub.console;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list and the key of the next.
 *
 * @param next what the next page begins after; null on the last one
 */
public record Pager<T>(List<T> items, @Nullable String next) {

    static final int ROWS = 50;

    /** @param fetched up to {@link #ROWS} + 1 rows; the one too many tells that there is more */
    static <T> Pager<T> of(List<T> fetched, Function<T, ?> key) {
        return of(fetched, ROWS, key);
    }

    static <T> Pager<T> of(List<T> fetched, int rows, Function<T, ?> key) {
        return fetched.size() <= rows
                ? new Pager<>(fetched, null)
                : new Pager<>(fetched.subList(0, rows), String.valueOf(key.apply(fetched.get(rows - 1))));
    }
}
