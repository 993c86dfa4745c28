package fi.rekisterihub.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Groups of rows that are of one entity: by what is certain, by what is more likely than not, and by what a person should
 * look at. Each is a refinement of the next.
 */
final class Clusters {

    /** Larger components are cut where they are weakest: nobody stands a thousand times in a register. */
    private static final int LARGEST = 400;

    private static final float STEP = 2;
    private static final int[] NOBODY = {};

    private final int[] certain;
    private final int[] likely;
    private final int[] possible;

    private Clusters(int[] certain, int[] likely, int[] possible) {
        this.certain = certain;
        this.likely = likely;
        this.possible = possible;
    }

    /** The row's group, named by its lowest row. */
    int certain(int row) {
        return certain[row];
    }

    int likely(int row) {
        return likely[row];
    }

    int possible(int row) {
        return possible[row];
    }

    int[] likely() {
        return likely;
    }

    static Clusters of(
            RecordTable table,
            ScoredPairs pairs,
            Thresholds thresholds,
            Design design,
            Model model,
            Scorer scorer,
            long[] order) {
        Components certain = new Components(table.size());
        Components likely = new Components(table.size());
        Components possible = new Components(table.size());
        Guards guards = new Guards(table, model);
        for (int[] members : groups(table, pairs, thresholds.possible(), order)) {
            AverageLink link = new AverageLink(members.length, design.averages());
            for (int i = 0; i < members.length; i++) {
                for (int j = i + 1; j < members.length; j++) {
                    int left = Math.min(members[i], members[j]);
                    int right = Math.max(members[i], members[j]);
                    double bits = scorer.bits(left, right);
                    boolean between = !table.isLink() || left < table.second() && right >= table.second();
                    // Two worn copies in one file need not be like each other to be of one entity in the other.
                    link.set(i, j, between ? bits : Math.max(bits, thresholds.possible()));
                    if (guards.forbid(left, right)) {
                        link.forbid(i, j);
                    }
                }
            }
            link.forEachStep((one, other, average, size, allowed) -> {
                boolean sure = allowed && size <= Guards.MOST_IN_A_GROUP && average >= thresholds.certain();
                join(certain, sure, members[one], members[other]);
                join(likely, average >= thresholds.likely(), members[one], members[other]);
                join(possible, average >= thresholds.possible(), members[one], members[other]);
            });
        }
        return new Clusters(roots(table, certain), roots(table, likely), roots(table, possible));
    }

    private static void join(Components components, boolean wanted, int one, int other) {
        if (wanted) {
            components.join(one, other);
        }
    }

    private static int[] roots(RecordTable table, Components components) {
        int[] roots = new int[table.size()];
        Arrays.setAll(roots, components::of);
        return roots;
    }

    /** Members of every component of more than one, in an order that does not hang on when they came. */
    private static List<int[]> groups(RecordTable table, ScoredPairs pairs, float from, long[] order) {
        List<int[]> groups = new ArrayList<>();
        boolean[] open = new boolean[table.size()];
        Arrays.fill(open, true);
        float least = from;
        boolean tooLarge = true;
        while (tooLarge) {
            int[][] members = members(components(table, pairs, least, open), open);
            tooLarge = false;
            for (int[] group : members) {
                if (group.length > LARGEST) {
                    tooLarge = true;
                    continue;
                }
                for (int row : group) {
                    open[row] = false;
                }
                if (group.length > 1) {
                    groups.add(sorted(group, order));
                }
            }
            least += STEP;
        }
        return groups;
    }

    private static Components components(RecordTable table, ScoredPairs pairs, float least, boolean[] open) {
        Components components = new Components(table.size());
        for (int pair = 0; pair < pairs.size(); pair++) {
            if (pairs.bits(pair) >= least && open[pairs.left(pair)] && open[pairs.right(pair)]) {
                components.join(pairs.left(pair), pairs.right(pair));
            }
        }
        return components;
    }

    /** The open rows of each component, at its lowest row; none at the others. */
    private static int[][] members(Components components, boolean[] open) {
        int[] sizes = new int[open.length];
        for (int row = 0; row < open.length; row++) {
            sizes[components.of(row)] += open[row] ? 1 : 0;
        }
        int[][] members = new int[open.length][];
        Arrays.setAll(members, root -> sizes[root] == 0 ? NOBODY : new int[sizes[root]]);
        int[] filled = new int[open.length];
        for (int row = 0; row < open.length; row++) {
            if (open[row]) {
                int root = components.of(row);
                members[root][filled[root]++] = row;
            }
        }
        return members;
    }

    private static int[] sorted(int[] rows, long[] order) {
        return Arrays.stream(rows)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(row -> order[row]).thenComparing(row -> row))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
