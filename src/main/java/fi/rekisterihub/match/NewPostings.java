package fi.rekisterihub.match;

import java.util.Arrays;

/**
 * The keys of a portion of records on their way into {@link Postings}, in the order of the segments there: a thousand records
 * have forty thousand keys, and to go to and fro for each would take most of the time.
 */
final class NewPostings {

    private long[] numbers;
    private int size;

    NewPostings(int records) {
        this.numbers = new long[records * BlockingKeys.COUNT];
    }

    /** @param record its place in the portion */
    void add(int record, int[] keys) {
        for (int key = 0; key < keys.length; key++) {
            if (keys[key] != 0) {
                numbers[size++] = (long) Postings.word(key, keys[key]) << 32 | record;
            }
        }
    }

    /** To be called before they are taken over. */
    void inOrder() {
        if (size < 1 << Postings.BITS) {
            Arrays.sort(numbers, 0, size);
            return;
        }
        int[] ends = new int[(1 << Postings.BITS) + 1];
        for (int i = 0; i < size; i++) {
            ends[segment(numbers[i]) + 1]++;
        }
        for (int segment = 1; segment < ends.length; segment++) {
            ends[segment] += ends[segment - 1];
        }
        long[] ordered = new long[size];
        for (int i = 0; i < size; i++) {
            ordered[ends[segment(numbers[i])]++] = numbers[i];
        }
        numbers = ordered;
    }

    private static int segment(long number) {
        return (int) (number >>> Long.SIZE - Postings.BITS);
    }

    /** @param rows the row that each record of the portion was given */
    void into(Postings postings, int[] rows) {
        for (int i = 0; i < size; i++) {
            postings.add((int) (numbers[i] >> 32), rows[(int) numbers[i]]);
        }
    }
}
