package fi.rekisterihub.match;

/**
 * The rows that have one key, those with the same hash beside each other and in the order in which they stand in the file.
 * They are laid into place by eleven bits of the hash at a time, which takes a fraction of what comparing them would.
 */
final class KeyedRows {

    private static final int BITS = 11;
    private static final int PLACES = 1 << BITS;
    private static final int PASSES = 3;

    private final int[] hashes;
    private final int[] rows;
    private final int size;

    private KeyedRows(int[] hashes, int[] rows, int size) {
        this.hashes = hashes;
        this.rows = rows;
        this.size = size;
    }

    /** Takes some rows that share the hash. */
    interface Block {
        void take(int[] rows, int from, int to);
    }

    /** @param sample 0 for all, or a mask: only rows whose hash has no bit of it */
    static KeyedRows of(Keys keys, int key, int sample) {
        int[] hashes = new int[keys.rows()];
        int[] rows = new int[hashes.length];
        int[][] places = new int[PASSES][PLACES + 1];
        int size = 0;
        // Once and no more: what belongs to one key lies far apart, and to fetch it is most of the work.
        for (int row = 0; row < hashes.length; row++) {
            int hash = keys.of(row, key);
            if (hash != 0 && (hash & sample) == 0) {
                hashes[size] = hash;
                rows[size++] = row;
                for (int pass = 0; pass < PASSES; pass++) {
                    places[pass][digit(hash, pass) + 1]++;
                }
            }
        }
        KeyedRows sorted = new KeyedRows(hashes, rows, size);
        for (int pass = 0; pass < PASSES; pass++) {
            sorted = sorted.by(pass, places[pass]);
        }
        return sorted;
    }

    private static int digit(int hash, int pass) {
        return hash >>> pass * BITS & PLACES - 1;
    }

    private KeyedRows by(int pass, int[] places) {
        for (int place = 1; place < places.length; place++) {
            places[place] += places[place - 1];
        }
        int[] movedHashes = new int[size];
        int[] movedRows = new int[size];
        for (int i = 0; i < size; i++) {
            int to = places[digit(hashes[i], pass)]++;
            movedHashes[to] = hashes[i];
            movedRows[to] = rows[i];
        }
        return new KeyedRows(movedHashes, movedRows, size);
    }

    /** Those of two rows or more. */
    void forEachBlock(Block block) {
        int from = 0;
        while (from < size) {
            int to = from + 1;
            while (to < size && hashes[to] == hashes[from]) {
                to++;
            }
            if (to - from > 1) {
                block.take(rows, from, to);
            }
            from = to;
        }
    }
}
