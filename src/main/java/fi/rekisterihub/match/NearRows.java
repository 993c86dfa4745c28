package fi.rekisterihub.match;

import java.util.Arrays;

/**
 * Rows that share a key with a record, those of the narrowest keys first, until there are enough: what very many share says
 * little, and ten thousand records with one telephone number are not looked at one by one. Not for several threads.
 */
final class NearRows {

    /** Keys that no more share are always followed. */
    private static final int FEW = 30;

    /** Broader ones as long as they lead to no more rows than this. */
    private static final int ENOUGH = 1_000;

    private final int[] rows = new int[ENOUGH + FEW * BlockingKeys.COUNT];
    private final long[] keysBySize = new long[BlockingKeys.COUNT];

    /** @return how many there are */
    int find(Postings postings, int[] keys) {
        int count = 0;
        for (int key = 0; key < keys.length; key++) {
            if (keys[key] != 0) {
                keysBySize[count++] = (long) postings.count(Postings.word(key, keys[key])) << 32 | key;
            }
        }
        Arrays.sort(keysBySize, 0, count);
        int end = 0;
        for (int i = 0; i < count; i++) {
            int size = (int) (keysBySize[i] >> 32);
            int key = (int) keysBySize[i];
            if (size > FEW && end + size > ENOUGH) {
                break;
            }
            end = postings.rows(Postings.word(key, keys[key]), rows, end);
        }
        return distinct(end);
    }

    int row(int at) {
        return rows[at];
    }

    private int distinct(int end) {
        Arrays.sort(rows, 0, end);
        int at = 0;
        for (int i = 0; i < end; i++) {
            if (i == 0 || rows[i] != rows[i - 1]) {
                rows[at++] = rows[i];
            }
        }
        return at;
    }
}
