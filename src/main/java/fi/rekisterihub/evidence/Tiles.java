package fi.rekisterihub.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Which indexes of subjects cover some blocks: those of {@code plus} without those of {@code minus}. Each index reaches back
 * to the {@code from} of its block's header, and what is before it is covered by the index of the block before that.
 */
record Tiles(List<Long> plus, List<Long> minus) {

    /** Over the blocks from {@code first} to {@code last}. */
    static Tiles over(long first, long last, LongFunction<BlockHeader> headers) {
        List<Long> plus = new ArrayList<>();
        List<Long> minus = new ArrayList<>();
        long end = last;
        long before = first - 1;
        while (end != before) {
            if (end > before) {
                plus.add(end);
                end = headers.apply(end).subjects().from() - 1;
            } else {
                minus.add(before);
                before = headers.apply(before).subjects().from() - 1;
            }
        }
        return new Tiles(plus, minus);
    }

    /** In the order in which a bundle has them. */
    List<Long> all() {
        List<Long> all = new ArrayList<>(plus);
        all.addAll(minus);
        all.sort(null);
        return all;
    }
}
