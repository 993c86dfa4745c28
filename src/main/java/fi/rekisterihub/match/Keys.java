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

    int rows() {
        return keys.length / BlockingKeys.COUNT;
    }

    int of(int row, int key) {
        return keys[row * BlockingKeys.COUNT + key];
    }

    /** The row has this key no more. */
    void forget(int row, int key) {
        keys[row * BlockingKeys.COUNT + key] = 0;
    }

    /** Whether two rows share a key that comes before this one. */
    boolean haveMet(int left, int right, int before) {
        int one = left * BlockingKeys.COUNT;
        int other = right * BlockingKeys.COUNT;
        for (int key = 0; key < before; key++) {
            int hash = keys[one + key];
            if (hash != 0 && hash == keys[other + key]) {
                return true;
            }
        }
        return false;
    }
}
