package fi.rekisterihub.match;

/** Which rows hang together by some chain of pairs. */
final class Components {

    private final int[] parents;

    Components(int size) {
        parents = new int[size];
        java.util.Arrays.setAll(parents, row -> row);
    }

    void join(int left, int right) {
        int one = of(left);
        int other = of(right);
        if (one < other) {
            parents[other] = one;
        } else {
            parents[one] = other;
        }
    }

    /** The lowest row of the component. */
    int of(int row) {
        int root = row;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }
}
