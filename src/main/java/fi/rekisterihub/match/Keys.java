package fi.rekisterihub.match;

import java.util.stream.IntStream;

/** The keys of all records, row by row. */
final class Keys {

    private static final int PORTION = 1 << 14;

    private final int[] keys;

    Keys(RecordTable table) {
        this.keys = new int[Math.multiplyExact(table.size(), BlockingKeys.COUNT)];
        int portions = (table.size() + PORTION - 1) / PORTION;
        IntStream.range(0, portions).parallel().forEach(portion -> {
            BlockingKeys maker = new BlockingKeys(table);
            int end = Math.min(table.size(), (portion + 1) * PORTION);
            for (int row = portion * PORTION; row < end; row++) {
                maker.of(row, keys, row * BlockingKeys.COUNT);
            }
        });
    }

    /** One key of all rows, side by side: to walk over them in the rows themselves would fetch every row anew. */
    int[] column(int key) {
        int[] column = new int[keys.length / BlockingKeys.COUNT];
        for (int row = 0, at = key; row < column.length; row++, at += BlockingKeys.COUNT) {
            column[row] = keys[at];
        }
        return column;
    }

    int of(int row, int key) {
        return keys[row * BlockingKeys.COUNT + key];
    }
}
