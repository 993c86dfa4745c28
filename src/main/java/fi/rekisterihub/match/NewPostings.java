package fi.rekisterihub.match;

import java.util.Arrays;

/**
 * The keys of a portion of records on their way into {@link Postings}, in the order of the segments there: a thousand records
 * have forty thousand keys, and to go to and fro for each would take most of the time.
 */
final class NewPostings {

    private long[] numbers = new long[BlockingKeys.COUNT];
    private int size;

    /** @param record its place in the portion */
    void add(int record, int[] keys) {
        for (int key = 0; key < keys.length; key++) {
            if (keys[key] != 0) {
                if (size == numbers.length) {
                    numbers = Arrays.copyOf(numbers, size * 2);
                }
                numbers[size++] = (long) Postings.word(key, keys[key]) << 32 | record;
            }
        }
    }

    /** To be called before they are taken over. */
    void inOrder() {
        Arrays.sort(numbers, 0, size);
    }

    /** @param rows the row that each record of the portion was given */
    void into(Postings postings, int[] rows) {
        for (int i = 0; i < size; i++) {
            postings.add((int) (numbers[i] >> 32), rows[(int) numbers[i]]);
        }
    }
}
