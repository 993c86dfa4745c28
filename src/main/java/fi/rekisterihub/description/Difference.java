package fi.rekisterihub.description;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The shortest way from one list to another, by their longest common part. */
final class Difference {

    private Difference() {}

    /** One thing of either list; removals stand before additions at the same place. */
    record Step<T>(Mark mark, T thing) {}

    static <T> List<Step<T>> between(List<T> before, List<T> after) {
        int[][] common = commonFrom(before, after);
        Deque<Step<T>> steps = new ArrayDeque<>();
        int one = 0;
        int other = 0;
        while (one < before.size() || other < after.size()) {
            if (one < before.size() && other < after.size() && before.get(one).equals(after.get(other))) {
                steps.add(new Step<>(Mark.SAME, before.get(one)));
                one++;
                other++;
            } else if (other == after.size()
                    || (one < before.size() && common[one + 1][other] >= common[one][other + 1])) {
                steps.add(new Step<>(Mark.REMOVED, before.get(one++)));
            } else {
                steps.add(new Step<>(Mark.ADDED, after.get(other++)));
            }
        }
        return new ArrayList<>(steps);
    }

    /** How much of the two lists is common from each place on. */
    private static <T> int[][] commonFrom(List<T> before, List<T> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int one = before.size() - 1; one >= 0; one--) {
            for (int other = after.size() - 1; other >= 0; other--) {
                common[one][other] = before.get(one).equals(after.get(other))
                        ? common[one + 1][other + 1] + 1
                        : Math.max(common[one + 1][other], common[one][other + 1]);
            }
        }
        return common;
    }
}
