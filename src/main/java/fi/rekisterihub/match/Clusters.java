package fi.rekisterihub.match;

import java.util.Arrays;

/**
 * Groups of rows that are of one entity: by what is certain, by what is more likely than not, and by what a person should
 * look at. Each is a refinement of the next.
 */
final class Clusters {

    /** Larger components are cut where they are weakest: nobody stands a thousand times in a register. */
    private static final int LARGEST = 400;

    private static final float STEP = 2;

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
    private static java.util.List<int[]> groups(RecordTable table, ScoredPairs pairs, float from, long[] order) {
        java.util.List<int[]> groups = new java.util.ArrayList<>();
        boolean[] open = new boolean[table.size()];
        Arrays.fill(open, true);
        float least = from;
        boolean any = true;
        while (any) {
            any = false;
            Components components = new Components(table.size());
            for (int pair = 0; pair < pairs.size(); pair++) {
                if (pairs.bits(pair) >= least && open[pairs.left(pair)] && open[pairs.right(pair)]) {
                    components.join(pairs.left(pair), pairs.right(pair));
                }
            }
            int[] sizes = new int[table.size()];
            for (int row = 0; row < table.size(); row++) {
                sizes[components.of(row)]++;
            }
            int[][] members = new int[table.size()][];
            int[] filled = new int[table.size()];
            for (int row = 0; row < table.size(); row++) {
                int root = components.of(row);
                if (!open[row] || sizes[root] > LARGEST) {
                    any |= open[row];
                    continue;
                }
                open[row] = false;
                if (sizes[root] > 1) {
                    if (members[root] == null) {
                        members[root] = new int[sizes[root]];
                    }
                    members[root][filled[root]++] = row;
                }
            }
            for (int[] group : members) {
                if (group != null) {
                    groups.add(sorted(group, order));
                }
            }
            least += STEP;
        }
        return groups;
    }

    private static int[] sorted(int[] rows, long[] order) {
        return Arrays.stream(rows)
                .boxed()
                .sorted(java.util.Comparator.<Integer>comparingLong(row -> order[row])
                        .thenComparing(row -> row))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
