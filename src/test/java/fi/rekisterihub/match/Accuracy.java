package fi.rekisterihub.match;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** How right a partition of rows is, pair by pair: of a file all pairs, of two those between them. */
record Accuracy(double precision, double recall, double f1, long wrong) {

    static Accuracy of(RecordTable table, List<String> truth, IntUnaryOperator cluster) {
        Groups both = new Groups();
        Groups found = new Groups();
        Groups real = new Groups();
        for (int row = 0; row < table.size(); row++) {
            boolean second = row >= table.second();
            both.add(truth.get(row) + "|" + cluster.applyAsInt(row), second);
            found.add(String.valueOf(cluster.applyAsInt(row)), second);
            real.add(truth.get(row), second);
        }
        double hit = both.pairs(table.isLink());
        double said = found.pairs(table.isLink());
        double all = real.pairs(table.isLink());
        double precision = said == 0 ? 1 : hit / said;
        double recall = all == 0 ? 1 : hit / all;
        return new Accuracy(precision, recall, 2 * precision * recall / (precision + recall), Math.round(said - hit));
    }

    Map<String, Object> json() {
        return Map.of("precision", precision, "recall", recall, "f1", f1, "wrongPairs", wrong);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "P%.4f R%.4f F%.4f wrong %d", precision, recall, f1, wrong);
    }

    private static final class Groups {
        private final Map<String, long[]> sizes = new HashMap<>();

        private void add(String group, boolean second) {
            sizes.computeIfAbsent(group, name -> new long[2])[second ? 1 : 0]++;
        }

        private double pairs(boolean link) {
            return sizes.values().stream()
                    .mapToDouble(size -> link ? (double) size[0] * size[1] : size[0] * (size[0] - 1) / 2.0)
                    .sum();
        }
    }
}
